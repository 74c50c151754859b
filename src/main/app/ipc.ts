import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import { eventChannel, requestChannel } from '../../preload/channels.ts'
import type { Log } from '../api/log.ts'
import type { Publish, Service } from '../api/service.ts'
import { isOurs } from './page-scheme.ts'

/** What a window hears of a bug of ours; the log has the rest. */
const apology =
  'Hindcast made a mistake and did not finish this. Try again; Help, Report a Problem keeps what happened in a file.'

/** Every request of a window, if the page that sends it is ours. */
export function answerWindows(service: Pick<Service, 'answer'>, log: Log): void {
  ipcMain.handle(requestChannel, async ({ senderFrame }, name: unknown, argument: unknown) => {
    if (!isOurPage(senderFrame)) {
      log.write('warning', `refused a request of ${senderFrame?.url ?? 'a frame that is gone'}`)
      throw new Error('This page may not ask.')
    }
    try {
      return await service.answer(String(name), argument)
    } catch (error) {
      // the service has written down where; this is for a request it does not even know
      const bug = error instanceof Error ? error.message : String(error)
      log.write('failure', `unanswered: ${String(name)}: ${bug}`)
      throw new Error(apology)
    }
  })
}

/** The top frame of a window on our page; null when it went while its message was under way. */
const isOurPage = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && isOurs(frame.url)

/** Tells every window. */
export const publishToWindows: Publish = (event, value) => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(eventChannel, event, value)
  }
}
