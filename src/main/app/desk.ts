import { join } from 'node:path'
import { app, BrowserWindow, dialog, powerSaveBlocker, shell } from 'electron'
import type { Desk } from '../api/service.ts'

const kinds: Readonly<Record<string, string>> = {
  csv: 'Table',
  html: 'Report',
  json: 'Preset',
  png: 'Picture',
  sqlite: 'Database',
  svg: 'Drawing',
  zip: 'Archive',
}

/** Electron's dialogs, shell and power switch. `leave` closes the window without asking. */
export function makeDesk(leave: () => void): Desk {
  return {
    host: 'electron',
    askSavePath,
    askFolder,
    askOpenPath,
    async openLink(address) {
      if (URL.parse(address)?.protocol !== 'https:') throw new Error(`not a link: ${address}`)
      await shell.openExternal(address)
    },
    async reveal(path) {
      shell.showItemInFolder(path)
    },
    keepAwake: makeKeepAwake(),
    closeWindow: leave,
  }
}

async function askSavePath(name: string): Promise<string | null> {
  const extension = /\.(\w+)$/.exec(name)?.[1] ?? ''
  const { canceled, filePath } = await onWindow(window =>
    dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), name),
      filters: filtersFor([extension]),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
  )
  return canceled || filePath === '' ? null : filePath
}

async function askFolder(name: string): Promise<string | null> {
  const { canceled, filePaths } = await onWindow(window =>
    dialog.showOpenDialog(window, {
      title: `Where to put the folder ${name}`,
      buttonLabel: 'Put here',
      defaultPath: app.getPath('documents'),
      properties: ['openDirectory', 'createDirectory'],
    })
  )
  const [chosen] = filePaths
  return canceled || chosen === undefined ? null : join(chosen, name)
}

const askOpenPath: Desk['askOpenPath'] = async ({ title, extensions }) => {
  const { canceled, filePaths } = await onWindow(window =>
    dialog.showOpenDialog(window, {
      title,
      filters: filtersFor(extensions),
      properties: ['openFile'],
    })
  )
  return canceled ? null : (filePaths[0] ?? null)
}

const filtersFor = (extensions: readonly string[]) =>
  extensions
    .filter(extension => extension !== '')
    .map(extension => ({ name: kinds[extension] ?? 'File', extensions: [extension] }))

/** Dialogs belong to the window, so that it waits for them. */
async function onWindow<T>(ask: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (!window) throw new Error('a dialog needs a window')
  return ask(window)
}

function makeKeepAwake(): Desk['keepAwake'] {
  let blocker: number | null = null
  return on => {
    if (on) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
