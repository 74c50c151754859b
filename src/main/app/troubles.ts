import { app, type BrowserWindow, dialog } from 'electron'
import type { Log } from '../api/log.ts'
import { ourServices } from './launch.ts'
import { isSmoke } from './smoke.ts'

const reasons: Readonly<Record<string, string>> = {
  crashed: 'crashed',
  killed: 'was ended from outside, perhaps because memory ran out',
  oom: 'ran out of memory',
  'memory-eviction': 'was ended by the system to free memory',
  'abnormal-exit': 'ended with an error',
  'launch-failed': 'could not be started',
  'integrity-failure': 'failed the check of its code',
}

/**
 * Writes down which process of ours died of what. A trainer's run tells the person itself, once, and
 * Chromium starts its own processes again.
 */
export function logDeadProcesses(log: Log): void {
  app.on('child-process-gone', (_, { type, reason, exitCode, name, serviceName }) => {
    const isOurEnd = reason === 'clean-exit' || (reason === 'killed' && isOurs(name))
    if (!isOurEnd)
      log.write('warning', `${name ?? serviceName ?? type}: ${reason}, code ${exitCode}`)
  })
}

/** We end trainers and reporters that have no more to do by a signal. */
const isOurs = (name: string | undefined): boolean => name !== undefined && ourServices.has(name)

/** A page that died is loaded again when the person says so; what trains goes on meanwhile. */
export function reviveWindow(window: BrowserWindow, log: Log): void {
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.write('failure', `the window's page: ${reason}, code ${exitCode}`)
    const message = `The window ${reasons[reason] ?? reason}.`
    const detail = 'What trains goes on. Opening the page again shows it.'
    const buttons = ['Open again', 'Quit']
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message,
        detail,
        buttons,
        defaultId: 0,
        noLink: true,
      })
      .then(({ response }) => (response === 0 ? window.webContents.reload() : app.quit()))
  })
}

/** A line for who started it in a terminal, and a box where somebody is there to close it. */
export function showTrouble(title: string, text: string): void {
  process.stderr.write(`${title}\n${text}\n`)
  if (!isSmoke(process.argv)) dialog.showErrorBox(title, text)
}

/** A bug that nobody caught: it is written down and said, and the program ends. The store is whole. */
export function endOnBug(log: Log): void {
  const end = (error: unknown) => {
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log.write('failure', `uncaught: ${bug}`)
    showTrouble(
      'Hindcast made a mistake and has to close',
      `Nothing that was saved is lost; training goes on at the next start.\n\n${bug.slice(0, 1000)}`
    )
    app.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}
