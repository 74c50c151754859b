import { session } from 'electron'
import { isOurs } from './page-scheme.ts'

/** All that the page may ask of the system: to put text on the clipboard. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Electron grants everything unless told; checks and requests are told apart, devices a third way. */
export function denyPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(granted.has(permission) && isOurs(contents.getURL()))
  )
  defaultSession.setPermissionCheckHandler(
    (contents, permission) =>
      granted.has(permission) && contents !== null && isOurs(contents.getURL())
  )
  defaultSession.setDevicePermissionHandler(() => false)
}
