import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { vi } from 'vitest'

/**
 * Stands in for `electron`: emitters where Electron emits, spies where it is told. One per test
 * file; `fresh()` forgets what was said.
 */
export class FakeContents extends EventEmitter {
  url = 'app://bundle/index.html'
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  readonly send = vi.fn()
  readonly reload = vi.fn()
  readonly executeJavaScript = vi.fn()
  readonly isLoading = vi.fn(() => false)
  readonly isDestroyed = vi.fn(() => false)
  readonly getURL = () => this.url
  readonly setWindowOpenHandler = (handler: typeof this.openHandler) => {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.all
  static getFocusedWindow = (): BrowserWindow | null => null
  readonly webContents = new FakeContents()
  readonly options: Record<string, unknown>
  readonly loadURL = vi.fn(async () => {})
  readonly show = vi.fn()
  readonly focus = vi.fn()
  readonly restore = vi.fn()
  readonly maximize = vi.fn()
  readonly isMinimized = vi.fn(() => false)
  readonly isMaximized = vi.fn(() => false)
  readonly getNormalBounds = vi.fn(() => ({ x: 10, y: 20, width: 1000, height: 700 }))
  constructor(options: Record<string, unknown> = {}) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
  }
  readonly isDestroyed = () => !BrowserWindow.all.includes(this)
  /** As a click on its cross: its listeners may hold it. Answers whether it is gone. */
  readonly close = async (): Promise<boolean> => {
    const event = await emitHoldable(this, 'close')
    if (event.held) return false
    BrowserWindow.all = BrowserWindow.all.filter(window => window !== this)
    this.emit('closed')
    if (BrowserWindow.all.length === 0 && !app.isQuitting) app.emit('window-all-closed')
    return true
  }
}

/** Electron emits and then drains promises before it looks whether somebody prevented it. */
async function emitHoldable(who: EventEmitter, name: string): Promise<{ held: boolean }> {
  const event = { held: false, preventDefault: () => {} }
  event.preventDefault = () => {
    event.held = true
  }
  who.emit(name, event)
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  return event
}

class App extends EventEmitter {
  isPackaged = true
  isQuitting = false
  /** The process is gone. */
  hasEnded = false
  /** Counts `fresh()`: what is left of a test before says nothing in this one. */
  era = 0
  /**
   * As the real one does: it closes the windows, then asks `will-quit`; either may be prevented.
   * While it is at it, and within the events it emits, another `quit` is dropped (electron#33643).
   */
  readonly quit = vi.fn(() => {
    if (!this.isQuitting) void this.#quit()
  })
  readonly commandLine = { hasSwitch: vi.fn((_: string) => false) }
  readonly exit = vi.fn()
  readonly enableSandbox = vi.fn()
  readonly setPath = vi.fn()
  readonly setAppUserModelId = vi.fn()
  readonly getPath = vi.fn((name: string) => `/${name}`)
  readonly getVersion = () => '1.2.3'
  readonly setAboutPanelOptions = vi.fn()
  readonly requestSingleInstanceLock = vi.fn(() => true)
  readonly whenReady = vi.fn((): Promise<void> => new Promise(() => {}))

  async #quit(): Promise<void> {
    const { era } = this
    this.isQuitting = true
    for (const window of BrowserWindow.all.slice()) {
      if (await window.close()) continue
      if (era === this.era) this.isQuitting = false
      return
    }
    const { held } = await emitHoldable(this, 'will-quit')
    if (era !== this.era) return
    this.isQuitting = false
    this.hasEnded = !held
  }
}

/** Why a page may be gone, as Electron's types list them; the first is an end in order. */
export const reasonsOfADeadPage = [
  'clean-exit',
  'abnormal-exit',
  'killed',
  'crashed',
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
] as const

export class UtilityChild extends EventEmitter {
  pid: number | undefined
  readonly stderr = new PassThrough()
  readonly postMessage = vi.fn()
  spawn(pid: number): void {
    this.pid = pid
    this.emit('spawn')
  }
  /**
   * It is gone: its pid with it, and `code` says little. Only what a signal or a fault ended has a
   * `death`, told by the app, by the name of the service, before or after.
   */
  die(code: number, death?: { name: string; reason: string; exitCode: number }): void {
    this.pid = undefined
    this.emit('exit', code)
    if (death) app.emit('child-process-gone', {}, { type: 'Utility', ...death })
  }
}

type Handler = (...args: never[]) => unknown

export const app = new App()
export const ipcMain = { handlers: new Map<string, Handler>(), handle: vi.fn() }
export const protocol = { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() }
export const session = {
  defaultSession: {
    webRequest: { onBeforeRequest: vi.fn() },
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  },
}
export const dialog = {
  showErrorBox: vi.fn(),
  showMessageBox: vi.fn(async () => ({ response: 0 })),
  showSaveDialog: vi.fn(async () => ({ canceled: false, filePath: '/home/a/x.csv' })),
  showOpenDialog: vi.fn(async () => ({ canceled: false, filePaths: ['/home/a/chosen'] })),
}
export const shell = { openExternal: vi.fn(async () => {}), showItemInFolder: vi.fn() }
export const powerSaveBlocker = { start: vi.fn(() => 7), stop: vi.fn() }
export const powerMonitor = new EventEmitter()
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false }
export const screen = {
  getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}
export const Menu = { buildFromTemplate: vi.fn((t: unknown) => t), setApplicationMenu: vi.fn() }
export const net = { fetch: vi.fn() }
export const utilityProcess = { fork: vi.fn(() => new UtilityChild()) }

/** What the code under test handed to a spy in its first call. */
export const handed = <T>(spy: { mock: { calls: unknown[][] } }, place = 0): T =>
  spy.mock.calls[0]?.[place] as T

/** Forgets windows, listeners and calls. */
export function fresh(): void {
  vi.clearAllMocks()
  BrowserWindow.all = []
  app.removeAllListeners()
  app.era++
  app.isQuitting = false
  app.hasEnded = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.removeAllListeners(signal)
  powerMonitor.removeAllListeners()
  nativeTheme.themeSource = 'system'
  nativeTheme.shouldUseDarkColors = false
}
