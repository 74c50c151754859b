import { app, BrowserWindow, Menu } from 'electron'
import type { Publish } from '../api/service.ts'
import { menuTemplate } from './menu-template.ts'

/** The application's menu; on macOS it stays at the top of the screen, elsewhere in the window. */
export function setMenu(publish: Publish): void {
  const send = (command: Parameters<Parameters<typeof menuTemplate>[1]>[0]) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    publish('command', { command })
  }
  app.setAboutPanelOptions({ applicationName: 'Hindcast', applicationVersion: app.getVersion() })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, send, app.isPackaged))
  )
}
