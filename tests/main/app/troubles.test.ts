import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  endOnBug,
  logDeadProcesses,
  reviveWindow,
  showTrouble,
} from '../../../src/main/app/troubles.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

const log = { write: vi.fn(), read: () => '' }
const gone = (reason: string, name?: string) =>
  fake.app.emit('child-process-gone', {}, { type: 'GPU', reason, exitCode: 5, name })

describe('a process that died', () => {
  it('is written down, and told to nobody: its run does that, once', () => {
    logDeadProcesses(log)
    gone('oom', 'Hindcast trainer')
    gone('killed')
    expect(log.write.mock.calls).toEqual([
      ['warning', 'Hindcast trainer: oom, code 5'],
      ['warning', 'GPU: killed, code 5'],
    ])
    expect(fake.dialog.showMessageBox).not.toHaveBeenCalled()
  })

  it('is no news when we ended it', () => {
    logDeadProcesses(log)
    gone('killed', 'Hindcast report')
    gone('clean-exit')
    expect(log.write).not.toHaveBeenCalled()
  })
})

describe('a page that died', () => {
  const dies = (response: number, reason = 'crashed') => {
    const window = new fake.BrowserWindow()
    fake.dialog.showMessageBox.mockResolvedValueOnce({ response })
    reviveWindow(window as never, log)
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
    return window
  }

  it('is loaded again, or the program ends, as the person says', async () => {
    const window = dies(0)
    await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledOnce())
    dies(1)
    await vi.waitFor(() => expect(fake.app.quit).toHaveBeenCalledOnce())
  })

  const [inOrder, ...otherReasons] = fake.reasonsOfADeadPage

  it.each(otherReasons)('asks in words when the reason is %s', async reason => {
    dies(0, reason)
    await vi.waitFor(() => expect(fake.dialog.showMessageBox).toHaveBeenCalledOnce())
    const { message } = fake.handed<{ message: string }>(fake.dialog.showMessageBox, 1)
    expect(message).toMatch(/^The window [a-z]/)
    expect(message).not.toContain(reason.includes('-') ? reason : 'undefined')
  })

  it('asks nothing when it ended in order, or with its window', () => {
    dies(0, inOrder)
    expect(fake.dialog.showMessageBox).not.toHaveBeenCalled()
    const window = new fake.BrowserWindow()
    reviveWindow(window as never, log)
    fake.BrowserWindow.all = []
    window.webContents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    expect(fake.dialog.showMessageBox).not.toHaveBeenCalled()
    fake.dialog.showMessageBox.mockReset()
  })
})

it('says what is wrong on a line, and in a box where somebody can close it', () => {
  const { argv } = process
  process.argv = [...argv, '--smoke']
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  showTrouble('No database', 'The disk is full.')
  process.argv = argv
  expect(fake.dialog.showErrorBox).not.toHaveBeenCalled()
  showTrouble('No database', 'The disk is full.')
  expect(write.mock.calls.flat()).toEqual(Array(2).fill('No database\nThe disk is full.\n'))
  write.mockRestore()
  expect(fake.dialog.showErrorBox).toHaveBeenCalledOnce()
})

it('writes down a bug nobody caught, says it, and ends', () => {
  const on = vi.spyOn(process, 'on').mockReturnThis()
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  endOnBug(log)
  const listeners = new Map(on.mock.calls as [string, (error: unknown) => void][])
  on.mockRestore()
  expect([...listeners.keys()]).toEqual(['uncaughtException', 'unhandledRejection'])
  listeners.get('uncaughtException')?.(new Error('boom'))
  expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('boom'))
  expect(fake.dialog.showErrorBox).toHaveBeenCalledOnce()
  expect(fake.app.exit).toHaveBeenCalledExactlyOnceWith(1)
  write.mockRestore()
})
