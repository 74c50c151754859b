// @ts-check
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'

// Stands in for Electron under plain Node: enough of it for the built main process to start, open
// its window and be asked things. Utility processes are real processes with a `process.parentPort`.

const nothing = () => {}
const utilityShim = new URL('utility-shim.mjs', import.meta.url).href

class App extends EventEmitter {
  isPackaged = true
  commandLine = { hasSwitch: () => false }
  enableSandbox = nothing
  setAboutPanelOptions = nothing
  setAppUserModelId = nothing
  /** @type {Map<string, string>} */
  paths = new Map()
  getVersion = () => '0.0.0'
  requestSingleInstanceLock = () => true
  /** @param {string} name */
  getPath = name => this.paths.get(name) ?? process.env['HINDCAST_DATA'] ?? ''
  /** @param {string} name @param {string} path */
  setPath = (name, path) => this.paths.set(name, path)
  /** Like Electron's: not before the main file has been evaluated. */
  whenReady = () => new Promise(resolve => setTimeout(resolve, 0))
  /** @param {number} code */
  exit = code => process.exit(code)
  quit() {
    let held = false
    const hold = () => {
      held = true
    }
    this.emit('will-quit', { preventDefault: hold })
    if (!held) process.exit(0)
  }
}

export const app = new App()
export const ipcMain = { handle: nothing }
export const protocol = { registerSchemesAsPrivileged: nothing, handle: nothing }
export const session = {
  defaultSession: {
    webRequest: { onBeforeRequest: nothing },
    setPermissionRequestHandler: nothing,
    setPermissionCheckHandler: nothing,
    setDevicePermissionHandler: nothing,
  },
}
export const dialog = {
  /** @param {string} title @param {string} text */
  showErrorBox: (title, text) => process.stderr.write(`${title}\n${text}\n`),
}
export const shell = {}
export const net = { fetch: globalThis.fetch }
export const Menu = { buildFromTemplate: nothing, setApplicationMenu: nothing }
export const powerSaveBlocker = { start: () => 1, stop: nothing }
export const powerMonitor = new EventEmitter()
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false }
export const screen = {
  getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1440, height: 900 } }),
  getAllDisplays: () => [],
}

class Contents extends EventEmitter {
  isLoading = () => false
  isDestroyed = () => false
  send = nothing
  // what the page itself would say can only be had from a browser
  executeJavaScript = async () => ({ requests: 49, elements: 200, node: 'undefined' })
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => []
  webContents = new Contents()
  loadURL = async () => {}
  show = nothing
}

export const utilityProcess = {
  /** @param {string} file @param {string[]} args @param {{ env: NodeJS.ProcessEnv }} options */
  fork(file, args, { env }) {
    const child = fork(file, args, {
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--import', utilityShim],
    })
    const line = Object.assign(new EventEmitter(), {
      pid: child.pid,
      stderr: child.stderr,
      /** @param {object} message */
      postMessage: message => child.send(message),
    })
    child.once('spawn', () => line.emit('spawn'))
    child.on('message', message => line.emit('message', message))
    child.on('exit', code => line.emit('exit', code))
    return line
  },
}
