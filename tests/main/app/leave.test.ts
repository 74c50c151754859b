import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Service } from '../../../src/main/api/service.ts'
import { endWithWindow, makeLeaving } from '../../../src/main/app/leave.ts'
import { done } from '../../../src/shared/failure.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const aTurn = () => new Promise(setImmediate)

beforeEach(async () => {
  await aTurn() // what a test before left under way
  fake.fresh()
})

const log = { write: vi.fn(), read: () => '' }

function makeService(training: number, askBeforeClose = true) {
  return {
    answer: vi.fn(async () => done({ preferences: { askBeforeClose } })),
    training: () => training,
    close: vi.fn(async () => {}),
  } satisfies Service
}

function guarded(service: Service | null) {
  const window = new fake.BrowserWindow()
  const leaving = makeLeaving(() => service)
  leaving.guard(window as never)
  const close = () => {
    const event = { preventDefault: vi.fn() }
    window.emit('close', event)
    return event.preventDefault.mock.calls.length > 0 ? 'held' : 'closed'
  }
  return { close, leaving, window }
}

const answer = (response: number) => fake.dialog.showMessageBox.mockResolvedValueOnce({ response })
const asked = () => fake.dialog.showMessageBox.mock.calls.length

describe('closing the window', () => {
  it('asks nothing while nothing trains, or before there is a service', () => {
    expect(guarded(makeService(0)).close()).toBe('closed')
    expect(guarded(null).close()).toBe('closed')
    expect(asked()).toBe(0)
  })

  it('asks while something trains, stays open unless told, and says that nothing is lost', async () => {
    const { close } = guarded(makeService(2))
    answer(1)
    expect(close()).toBe('held')
    await vi.waitFor(() => expect(asked()).toBe(1))
    const box = fake.handed<Record<string, string>>(fake.dialog.showMessageBox, 1)
    expect(box).toMatchObject({
      buttons: ['Close and go on next time', 'Keep open'],
      cancelId: 1,
      defaultId: 1,
    })
    expect(`${box['message']} ${box['detail']}`).toMatch(/2 runs .* is kept/)
    expect(fake.app.quit).not.toHaveBeenCalled()
    answer(0)
    await vi.waitFor(() => expect(close()).toBe('held'))
    await vi.waitFor(() => expect(fake.app.quit).toHaveBeenCalledOnce())
    expect(close()).toBe('closed')
  })

  it('asks once, however often the button is pressed', async () => {
    const { close } = guarded(makeService(1))
    const box = Promise.withResolvers<{ response: number }>()
    fake.dialog.showMessageBox.mockReturnValueOnce(box.promise)
    expect([close(), close(), close()]).toEqual(['held', 'held', 'held'])
    await vi.waitFor(() => expect(asked()).toBe(1))
    box.resolve({ response: 1 })
    expect(asked()).toBe(1)
  })

  it('goes without a question where the person wished so', async () => {
    const { close } = guarded(makeService(1, false))
    expect(close()).toBe('held')
    await vi.waitFor(() => expect(fake.app.quit).toHaveBeenCalledOnce())
    expect(asked()).toBe(0)
    expect(close()).toBe('closed')
  })

  it('asks nobody while the system shuts down', () => {
    const { close, window } = guarded(makeService(1))
    fake.powerMonitor.emit('shutdown')
    expect(close()).toBe('closed')
    const other = guarded(makeService(1))
    other.window.emit('query-session-end', {})
    expect(other.close()).toBe('closed')
    expect(window).not.toBe(other.window)
  })
})

describe('quitting', () => {
  const opened = (training = 0, askBeforeClose = true) => {
    const service = makeService(training, askBeforeClose)
    const { leaving } = guarded(service)
    endWithWindow(() => service, log)
    return { leaving, service }
  }
  const hasEnded = () => vi.waitFor(() => expect(fake.app.hasEnded).toBe(true))

  it('ends while nothing trains, once the service has closed', async () => {
    const { service } = opened()
    fake.app.quit()
    await hasEnded()
    expect(service.close).toHaveBeenCalledOnce()
  })

  it('ends even if closing failed, and writes that down', async () => {
    const { service } = opened()
    service.close.mockRejectedValueOnce(new Error('disk is full'))
    fake.app.quit()
    await hasEnded()
    expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('disk is full'))
  })

  it('ends when the last window is closed', async () => {
    opened()
    await fake.BrowserWindow.all[0]?.close()
    await hasEnded()
  })

  it('ends by the first quit where the person does not want to be asked', async () => {
    opened(1, false)
    fake.app.quit()
    await hasEnded()
    expect(asked()).toBe(0)
  })

  it('asks by the menu while something trains, and ends when told so', async () => {
    const { service } = opened(1)
    answer(1)
    fake.app.quit()
    await vi.waitFor(() => expect(asked()).toBe(1))
    await aTurn()
    expect(fake.app.hasEnded).toBe(false)
    answer(0)
    fake.app.quit()
    await hasEnded()
    expect(service.close).toHaveBeenCalledOnce()
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('asks nobody on %s', async signal => {
    opened(1)
    process.emit(signal)
    await hasEnded()
    expect(asked()).toBe(0)
  })

  it('lets no second wish overtake the first, whose work is not yet on the disk', async () => {
    const { service } = opened(1)
    const written = Promise.withResolvers<void>()
    service.close.mockReturnValueOnce(written.promise)
    process.emit('SIGTERM')
    await vi.waitFor(() => expect(service.close).toHaveBeenCalledOnce())
    process.emit('SIGTERM')
    await aTurn()
    await aTurn()
    expect(fake.app.hasEnded).toBe(false)
    written.resolve()
    await hasEnded()
    expect(service.close).toHaveBeenCalledOnce()
  })

  it('does not wait for ever for what hangs, and says so in the log', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { service } = opened()
    service.close.mockReturnValueOnce(new Promise(() => {}))
    fake.app.quit()
    await vi.waitFor(() => expect(service.close).toHaveBeenCalledOnce())
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    expect(fake.app.exit).toHaveBeenCalledExactlyOnceWith(1)
    expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('10 s'))
  })

  it('holds up a system that shuts down until all is written', async () => {
    const { service } = opened(1)
    const event = { preventDefault: vi.fn() }
    fake.powerMonitor.emit('shutdown', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    await hasEnded()
    expect(service.close).toHaveBeenCalledOnce()
  })
})
