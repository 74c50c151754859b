import { protocol, session } from 'electron'
import { readPageFile } from '../window-host/files.ts'

/** Where the window's page comes from: a scheme of our own, never `file:`. */
export const origin = 'app://bundle'

/** Whether an address is of our page. `URL.origin` is `null` for a scheme that Node does not know. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'app:' && url.host === 'bundle'
}

/** Before the app is ready. The page gets what https pages get, and no way past its own policy. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page, each answer with its content security policy, and nothing else at all. */
export function servePage(folder: string): void {
  protocol.handle('app', async ({ url, method }) => {
    if (!isOurs(url)) return new Response('Not of this app.', { status: 403 })
    const { body, ...head } = await readPageFile(folder, new URL(url), method)
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), head)
  })
  // the page has no way to the network even where its policy fails; main's own fetch is no page's
  session.defaultSession.webRequest.onBeforeRequest(({ url, webContentsId }, answer) => {
    answer({ cancel: webContentsId !== undefined && !isLocal(url) })
  })
}

const isLocal = (address: string): boolean =>
  isOurs(address) || /^(data|blob|devtools):/.test(address)
