import { beforeEach, expect, it, vi } from 'vitest'
import type * as Fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('../../../src/main/app/start.ts', () => ({ start: vi.fn() }))

beforeEach(() => vi.resetModules())

/** Electron and `start` as the file under test will find them, nothing said to them yet. */
async function anew() {
  const fake = (await import('electron')) as unknown as typeof Fake
  fake.fresh()
  const { start } = await import('../../../src/main/app/start.ts')
  vi.mocked(start).mockClear()
  return { fake, start, load: () => import('../../../src/main/app/index.ts') }
}

it('closes its doors before Electron is ready, and does not wait for that', async () => {
  const { fake, start, load } = await anew()
  // `whenReady` never resolves here, as it never does in Electron before this file has ended
  await load()
  expect(fake.app.enableSandbox).toHaveBeenCalledOnce()
  expect(fake.protocol.registerSchemesAsPrivileged).toHaveBeenCalledOnce()
  expect(fake.app.listenerCount('web-contents-created')).toBe(1)
  expect(fake.app.whenReady).toHaveBeenCalledOnce()
  expect(start).not.toHaveBeenCalled()
})

it('leaves Chromium’s sandbox off where that was asked for, and says so', async () => {
  const { fake, load } = await anew()
  fake.app.commandLine.hasSwitch.mockImplementationOnce(name => name === 'no-sandbox')
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await load()
  expect(fake.app.enableSandbox).not.toHaveBeenCalled()
  expect(write).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('--no-sandbox'))
  write.mockRestore()
  expect(fake.app.whenReady).toHaveBeenCalledOnce()
})

it('starts once Electron is ready', async () => {
  const { fake, start, load } = await anew()
  fake.app.whenReady.mockResolvedValueOnce()
  await load()
  await vi.waitFor(() => expect(start).toHaveBeenCalledOnce())
})

it('does nothing as a second copy', async () => {
  const { fake, load } = await anew()
  fake.app.requestSingleInstanceLock.mockReturnValueOnce(false)
  await load()
  expect(fake.app.whenReady).not.toHaveBeenCalled()
})
