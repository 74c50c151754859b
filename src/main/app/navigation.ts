import { app, type WebContents } from 'electron'
import { isOurs } from './page-scheme.ts'

/** No window of ours goes anywhere, opens anything, or holds a guest; links leave through `openLink`. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_, contents) => hold(contents))
}

function hold(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isOurs(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
