import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  endOnBug,
  reviveWindow,
  showTrouble,
  tellOfDeadProcesses,
} from '../../../src/main/app/troubles.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

const log = { write: vi.fn(), read: () => '' }
const gone = (reason: string, serviceName = 'Hindcast trainer') =>
  fake.app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode: 5, serviceName })

describe('a process that died', () => {
  it('is told in words when it was a trainer', () => {
    const publish = vi.fn()
    tellOfDeadProcesses(publish, log)
    gone('oom')
    expect(publish).toHaveBeenCalledExactlyOnceWith('notice', {
      text: 'A trainer ran out of memory. Its network goes on from the last checkpoint in another one.',
      intent: 'warning',
    })
  })

  it('is only written down when it was another, and not at all when we ended it', () => {
    const publish = vi.fn()
    tellOfDeadProcesses(publish, log)
    gone('crashed', 'GPU')
    expect(log.write).toHaveBeenCalledExactlyOnceWith('warning', 'GPU: crashed, code 5')
    gone('killed')
    gone('clean-exit')
    expect(log.write).toHaveBeenCalledOnce()
    expect(publish).not.toHaveBeenCalled()
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

  it('asks nothing when it ended in order', () => {
    dies(0, 'clean-exit')
    expect(fake.dialog.showMessageBox).not.toHaveBeenCalled()
    fake.dialog.showMessageBox.mockReset()
  })
})

it('says what is wrong on a line where nobody can close a box', () => {
  const { argv } = process
  process.argv = [...argv, '--smoke']
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  showTrouble('No database', 'The disk is full.')
  process.argv = argv
  expect(write).toHaveBeenCalledExactlyOnceWith('No database\nThe disk is full.\n')
  write.mockRestore()
  expect(fake.dialog.showErrorBox).not.toHaveBeenCalled()
  showTrouble('No database', 'The disk is full.')
  expect(fake.dialog.showErrorBox).toHaveBeenCalledOnce()
})

it('writes down a bug nobody caught, says it, and ends', () => {
  const on = vi.spyOn(process, 'on').mockReturnThis()
  endOnBug(log)
  const listeners = new Map(on.mock.calls as [string, (error: unknown) => void][])
  on.mockRestore()
  expect([...listeners.keys()]).toEqual(['uncaughtException', 'unhandledRejection'])
  listeners.get('uncaughtException')?.(new Error('boom'))
  expect(log.write).toHaveBeenCalledWith('failure', expect.stringContaining('boom'))
  expect(fake.dialog.showErrorBox).toHaveBeenCalledOnce()
  expect(fake.app.exit).toHaveBeenCalledExactlyOnceWith(1)
})
