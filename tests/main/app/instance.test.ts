import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { claimInstance, setFolders } from '../../../src/main/app/instance.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const { argv } = process
beforeEach(fake.fresh)
afterEach(() => {
  process.argv = argv
  vi.unstubAllEnvs()
})

describe('the folders', () => {
  it('of Chromium lie beside the data where the data were moved, else in their own place', () => {
    vi.stubEnv('HINDCAST_DATA', '/some/data')
    setFolders()
    expect(fake.app.setPath).toHaveBeenCalledExactlyOnceWith(
      'userData',
      join('/some/data', 'window')
    )
    fake.fresh()
    vi.stubEnv('HINDCAST_DATA', '')
    setFolders()
    expect(fake.app.setPath).not.toHaveBeenCalled()
  })

  it('of a smoke start are new and empty, whatever was said', () => {
    vi.stubEnv('HINDCAST_DATA', '/some/data')
    process.argv = [...argv, '--smoke']
    setFolders()
    const folder = String(process.env['HINDCAST_DATA'])
    expect(folder.startsWith(join(tmpdir(), 'hindcast-smoke-'))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})

describe('a second copy', () => {
  it('ends, and the first one comes forward', () => {
    expect(claimInstance()).toBe(true)
    const window = new fake.BrowserWindow()
    window.isMinimized.mockReturnValue(true)
    fake.app.emit('second-instance')
    expect(window.restore).toHaveBeenCalledOnce()
    expect(window.focus).toHaveBeenCalledOnce()
    fake.app.requestSingleInstanceLock.mockReturnValueOnce(false)
    expect(claimInstance()).toBe(false)
    expect(fake.app.quit).toHaveBeenCalledOnce()
  })
})
