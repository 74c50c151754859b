import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { isSmoke } from './smoke.ts'

/**
 * Chromium's own files lie beside the data where HINDCAST_DATA says, so that two data folders are two
 * programs. A smoke start begins with an empty folder and never touches a person's.
 */
export function setFolders(): void {
  app.setAppUserModelId('org.hindcast.app') // as electron-builder.yml: Windows groups by it
  if (isSmoke(process.argv)) {
    process.env['HINDCAST_DATA'] = mkdtempSync(join(tmpdir(), 'hindcast-smoke-'))
  }
  const folder = process.env['HINDCAST_DATA']
  if (folder) app.setPath('userData', join(folder, 'window'))
}

/** Whether this is the only copy on its data; if not, the first one is shown and this one ends. */
export function claimInstance(): boolean {
  const isFirst = app.requestSingleInstanceLock()
  if (!isFirst) app.quit()
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  return isFirst
}
