import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { origin } from './page-scheme.ts'
import { fitPlace, leastSize, readPlace, writePlace } from './window-bounds.ts'

/** `--paper` of tokens.css: what is seen until the page has drawn. */
const paper = { light: '#f2f2ee', dark: '#141517' }

const preload = join(import.meta.dirname, '../preload/index.cjs')
const icon = join(import.meta.dirname, 'icon.png')

/** The one window, on a page without Node, shown when there is something to see. */
export function openWindow(): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json')
  const place = readPlace(file)
  const window = new BrowserWindow({
    ...fitPlace(place, workAreas()),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: 'Hindcast',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    ...(process.platform === 'linux' ? { icon } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // charts go on growing behind another window: a hidden timer would draw them late
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  })
  if (place?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    writePlace(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  void window.loadURL(`${origin}/index.html`)
  return window
}

/** The primary screen's first. */
function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}
