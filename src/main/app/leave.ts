import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Log } from '../api/log.ts'
import type { Service } from '../api/service.ts'

/** Closing while something trains asks, unless the person wished not to be asked. */
export interface Leaving {
  /** Holds `window` open until the person has answered. */
  readonly guard: (window: BrowserWindow) => void
  /** Closes without asking: it was answered already, or nobody is there to answer. */
  readonly leave: () => void
}

const closeIt = 'Close and go on next time'
const keepIt = 'Keep open'

/** Whoever sends one of these waits for the end, not for a question. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** @param service null while it is not open yet */
export function makeLeaving(service: () => Service | null): Leaving {
  let free = false
  let asking = false
  const leave = () => {
    free = true
    quitSoon()
  }
  powerMonitor.on('shutdown', (event?: { preventDefault?(): void }) => {
    event?.preventDefault?.() // the system waits until the last checkpoint is on the disk
    leave()
  })
  // Electron's own answer to them asks first, and a box that nobody sees would hold them up
  for (const signal of signals) process.on(signal, leave)
  return {
    leave,
    guard: window => {
      window.on('query-session-end', leave) // Windows signs out
      window.on('close', event => {
        const open = service()
        if (free || !open || open.training() === 0) return
        event.preventDefault()
        if (asking) return
        asking = true
        void mayClose(open, window)
          .then(may => may && leave())
          .finally(() => {
            asking = false
          })
      })
    },
  }
}

/**
 * Electron takes no `quit` from within the events that its own quitting emits, nor from promises
 * that settle within them: it would be dropped without a word (electron#33643).
 */
function quitSoon(): void {
  setImmediate(() => app.quit())
}

async function mayClose(service: Service, window: BrowserWindow): Promise<boolean> {
  const app = await service.answer('readApp', undefined)
  if (app.ok && !asksBeforeClose(app.value)) return true
  const runs = service.training()
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message:
      runs === 1
        ? 'A run or study is still training.'
        : `${runs} runs or studies are still training or waiting.`,
    detail:
      'Hindcast does not train in the background. What was learned is kept, and the next start goes on from there.',
    buttons: [closeIt, keepIt],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

const asksBeforeClose = (state: unknown): boolean =>
  (state as { preferences: { askBeforeClose: boolean } }).preferences.askBeforeClose

/** A trainer that hangs must not keep an unseen program alive: checkpoints are at most 2 s old. */
const closingTakes = 10_000 // ms

/** The program ends when its window is closed, and only after the last checkpoint is on the disk. */
export function endWithWindow(service: () => Service | null, log: Log): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    const open = service()
    if (state === 'closed' || !open) return
    event.preventDefault() // a second quit too: it must not overtake the first
    if (state === 'closing') return
    state = 'closing'
    void closeInTime(open, log).then(() => {
      state = 'closed'
      quitSoon()
    })
  })
}

async function closeInTime(open: Service, log: Log): Promise<void> {
  const late = setTimeout(() => {
    log.write('failure', `closing took over ${closingTakes / 1000} s; ended without its last words`)
    app.exit(1)
  }, closingTakes)
  await open.close().catch((error: unknown) => log.write('failure', `closing: ${String(error)}`))
  clearTimeout(late)
}
