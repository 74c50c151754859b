import type { MenuItemConstructorOptions } from 'electron'
import type { CommandName } from '../../shared/api.ts'

type Item = MenuItemConstructorOptions

/**
 * The menus, as each platform expects them. What the window does itself comes as a command, by the
 * key it has in the window too (src/renderer/src/state/commands.ts); the rest are Electron's roles.
 */
export function menuTemplate(
  platform: string,
  send: (command: CommandName) => void,
  isPackaged = true
): Item[] {
  const isMac = platform === 'darwin'
  const item = (label: string, command: CommandName, accelerator?: string): Item => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(command),
  })
  const settings = item(isMac ? 'Settings…' : 'Settings', 'settings', 'CmdOrCtrl+,')
  return [
    ...(isMac ? [appMenu(settings)] : []),
    fileMenu(item, isMac),
    editMenu(item, isMac ? [] : [separator, settings]),
    viewMenu(item, isPackaged),
    trainMenu(item),
    { role: 'windowMenu' },
    helpMenu(item, isMac),
  ]
}

type MakeItem = (label: string, command: CommandName, accelerator?: string) => Item

const separator: Item = { type: 'separator' }

const appMenu = (settings: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    separator,
    settings,
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ],
})

const fileMenu = (item: MakeItem, isMac: boolean): Item => ({
  label: '&File',
  submenu: [
    item('Add Series…', 'add-series'),
    item('Import CSV…', 'import-csv', 'CmdOrCtrl+O'),
    item('Import Run…', 'import-run'),
    separator,
    item('Export Run…', 'export-run', 'CmdOrCtrl+E'),
    separator,
    { role: isMac ? 'close' : 'quit' },
  ],
})

// The page handles its own ⌘Z outside text fields; the role serves the text within them.
const editMenu = (item: MakeItem, more: Item[]): Item => ({
  label: '&Edit',
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    item('Undo Last Change', 'undo'),
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'delete' },
    { role: 'selectAll' },
    ...more,
  ],
})

const viewMenu = (item: MakeItem, isPackaged: boolean): Item => ({
  label: '&View',
  submenu: [
    item('Data', 'show-data', 'CmdOrCtrl+1'),
    item('Train', 'show-train', 'CmdOrCtrl+2'),
    item('Results', 'show-results', 'CmdOrCtrl+3'),
    item('Forecast', 'show-forecast', 'CmdOrCtrl+4'),
    item('Lab', 'show-lab', 'CmdOrCtrl+5'),
    item('Learn', 'show-learn', 'CmdOrCtrl+6'),
    separator,
    item('Command Palette…', 'palette', 'CmdOrCtrl+K'),
    item('Runs and Series', 'toggle-sidebar', 'CmdOrCtrl+B'),
    item('Experiment Form', 'toggle-form', 'CmdOrCtrl+\\'),
    item('Light, Dark or as the System', 'theme'),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } as Item]),
  ],
})

const trainMenu = (item: MakeItem): Item => ({
  label: '&Train',
  submenu: [item('Start', 'start-run', 'CmdOrCtrl+Enter'), item('Pause or Go On', 'pause-run')],
})

const helpMenu = (item: MakeItem, isMac: boolean): Item => ({
  role: 'help',
  submenu: [
    item('Keyboard Shortcuts', 'shortcuts'),
    item('Report a Problem…', 'report-problem'),
    ...(isMac ? [] : [separator, { role: 'about' } as Item]),
  ],
})
