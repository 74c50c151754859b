import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Service } from '../../../src/main/api/service.ts'
import { endWithWindow, makeLeaving } from '../../../src/main/app/leave.ts'
import { done } from '../../../src/shared/failure.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

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

  it('never holds up a system that shuts down', () => {
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
  it('waits once for the service, and then ends even if closing failed', async () => {
    const service = makeService(1)
    service.close.mockRejectedValueOnce(new Error('disk is full'))
    endWithWindow(() => service, log)
    fake.app.emit('window-all-closed')
    expect(fake.app.quit).toHaveBeenCalledOnce()
    const first = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', first)
    expect(first.preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(fake.app.quit).toHaveBeenCalledTimes(2))
    const second = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', second)
    expect(second.preventDefault).not.toHaveBeenCalled()
    expect(service.close).toHaveBeenCalledOnce()
    expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('disk is full'))
  })
})
