import { app, type BrowserWindow, dialog } from 'electron'
import type { Log } from '../api/log.ts'
import type { Publish } from '../api/service.ts'
import { trainerService } from './launch.ts'
import { isSmoke } from './smoke.ts'

/** Ends that are nobody's fault. */
const quiet: ReadonlySet<string> = new Set(['clean-exit', 'killed'])

const reasons: Readonly<Record<string, string>> = {
  crashed: 'crashed',
  oom: 'ran out of memory',
  'memory-eviction': 'was ended by the system to free memory',
  'abnormal-exit': 'ended with an error',
  'launch-failed': 'could not be started',
  'integrity-failure': 'failed the check of its code',
}

/** Writes down which process of ours died of what, and says what that means for the person. */
export function tellOfDeadProcesses(publish: Publish, log: Log): void {
  app.on('child-process-gone', (_, { type, reason, exitCode, name, serviceName }) => {
    if (quiet.has(reason)) return
    const who = name ?? serviceName ?? type
    log.write('warning', `${who}: ${reason}, code ${exitCode}`)
    if (who !== trainerService) return
    const text = `A trainer ${reasons[reason] ?? reason}. Its network goes on from the last checkpoint in another one.`
    publish('notice', { text, intent: 'warning' })
  })
}

/** A page that died is loaded again when the person says so; what trains goes on meanwhile. */
export function reviveWindow(window: BrowserWindow, log: Log): void {
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (quiet.has(reason)) return
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

/** A box, or a line where nobody is there to close a box. */
export function showTrouble(title: string, text: string): void {
  if (isSmoke(process.argv)) process.stderr.write(`${title}\n${text}\n`)
  else dialog.showErrorBox(title, text)
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
