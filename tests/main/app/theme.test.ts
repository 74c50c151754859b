import { beforeEach, expect, it, vi } from 'vitest'
import { followTheme } from '../../../src/main/app/theme.ts'
import { done, failed } from '../../../src/shared/failure.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

it('follows the theme at the start and whenever it is chosen, and passes all answers on', async () => {
  const answer = vi.fn()
  const inner = { answer, training: () => 3, close: vi.fn(async () => {}) }
  answer.mockResolvedValueOnce(done({ preferences: { theme: 'dark' } }))
  const service = await followTheme(inner)
  expect(fake.nativeTheme.themeSource).toBe('dark')
  answer.mockResolvedValueOnce(done({ theme: 'light' }))
  expect(await service.answer('savePreferences', { theme: 'light' })).toEqual(
    done({ theme: 'light' })
  )
  expect(fake.nativeTheme.themeSource).toBe('light')
  answer.mockResolvedValueOnce(failed({ kind: 'cancelled' }))
  await service.answer('savePreferences', { theme: 'system' })
  answer.mockResolvedValueOnce(done([]))
  await service.answer('listRuns', undefined)
  expect(fake.nativeTheme.themeSource).toBe('light')
  expect(service.training()).toBe(3)
  await service.close()
  expect(inner.close).toHaveBeenCalledOnce()
})
