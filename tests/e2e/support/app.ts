import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { askFolder, askOpenPath, askSavePath } from '../../../src/main/window-host/ask-path.ts'
import { makeWindowHost, type WindowHost } from '../../../src/main/window-host/host.ts'
import type { EngineState } from '../../../src/shared/wire.ts'
import type { YahooServer } from '../../support/yahoo-server.ts'
import { type Core, startCore } from './core.ts'
import type { Done, Wanted } from './core-messages.ts'

/** What a window is made of: the built renderer and the browser that shows it. */
export interface BuiltPages {
  readonly pages: string
  readonly browser: string
}

export interface AppOptions {
  /** Data folder, kept after the test; a temporary one when absent. */
  readonly folder?: string
  readonly yahoo?: YahooServer
  readonly size?: { readonly width: number; readonly height: number }
  readonly theme?: 'light' | 'dark'
  readonly reducedMotion?: boolean
  /** The system's language; English as Americans write it where absent. */
  readonly locale?: string
  readonly headless?: boolean
  /** Another state of the engine than the one that is there. */
  readonly engine?: EngineState
  /** A file that holds what the program takes for the time, as an instant; the real one when absent. */
  readonly clock?: string
  /** Address after `#`. */
  readonly hash?: string
  /**
   * Who answers where to save: `script`, `app.answers` or else a file of that name in `app.saves`;
   * `dialog`, the host's own dialog in the page.
   */
  readonly prompts?: 'script' | 'dialog'
}

/** The whole program in a window without a screen, driven by a test. */
export interface App {
  /** The open window; another one after `restart`. */
  readonly page: Page
  /** The program's process; another one after `restart`. */
  readonly core: Core
  readonly host: WindowHost
  readonly folder: string
  /** Where files go when nothing else was scripted. */
  readonly saves: string
  /** Paths for the next questions, in turn; null: the person cancels. */
  readonly answers: (string | null)[]
  /** Every path that was asked for and given. */
  readonly wanted: { readonly what: Wanted; readonly path: string | null }[]
  /** Links opened, files shown, sleep prevented. */
  readonly done: Done[]
  /** Page errors, refused addresses, failed requests. */
  readonly troubles: string[]
  /** As a person closes the window. */
  close(): Promise<void>
  /** As a crash of the computer: program and window are gone at once. */
  kill(): Promise<void>
  /** Opens it again on the same folder, after `close` or `kill`. */
  restart(changes?: AppOptions): Promise<void>
}

/** Opens Hindcast on a built renderer; whoever opens it closes it. */
export async function startApp(
  built: BuiltPages,
  folder: string,
  options: AppOptions = {}
): Promise<App> {
  mkdirSync(folder, { recursive: true })
  const app = new OpenedApp(built, folder, options)
  await app.restart()
  return app
}

class OpenedApp implements App {
  readonly folder: string
  readonly saves = mkdtempSync(join(tmpdir(), 'hindcast-saves-'))
  readonly answers: (string | null)[] = []
  readonly wanted: { readonly what: Wanted; readonly path: string | null }[] = []
  readonly done: Done[] = []
  readonly troubles: string[] = []
  readonly #built: BuiltPages
  #options: AppOptions
  #host: WindowHost | null = null
  #core: Core | null = null

  constructor(built: BuiltPages, folder: string, options: AppOptions) {
    this.#built = built
    this.folder = folder
    this.#options = options
  }

  get host(): WindowHost {
    if (!this.#host) throw new Error('the app is closed')
    return this.#host
  }

  get core(): Core {
    if (!this.#core) throw new Error('the app is closed')
    return this.#core
  }

  get page(): Page {
    return this.host.page()
  }

  async restart(changes: AppOptions = {}): Promise<void> {
    this.#options = { ...this.#options, ...changes }
    const { theme, reducedMotion, locale, hash, engine = null, yahoo, clock } = this.#options
    const host = makeWindowHost({
      ...this.#built,
      headless: this.#options.headless ?? true,
      bounds: this.#options.size ?? { width: 1440, height: 900 },
      ...(theme ? { theme } : {}),
      ...(reducedMotion === undefined ? {} : { reducedMotion }),
      ...(locale ? { locale } : {}),
      ...(hash ? { hash } : {}),
      onTrouble: text => this.troubles.push(text),
    })
    const listener = {
      publish: host.publish,
      onWant: (what: Wanted) => this.#give(what),
      onDone: (what: Done) => this.#hear(what),
    }
    const core = { folder: this.folder, yahoo: yahoo?.url ?? null, engine, clock: clock ?? null }
    this.#host = host
    this.#core = await startCore(core, listener)
    await host.open(this.#core)
    // its scripts are loaded, but it listens only once it is drawn
    await host.page().getByRole('main').or(host.page().getByRole('alert')).first().waitFor()
  }

  async close(): Promise<void> {
    const [host, core] = [this.#host, this.#core]
    this.#host = null
    this.#core = null
    await host?.close()
    await core?.close()
  }

  async kill(): Promise<void> {
    const [host, core] = [this.#host, this.#core]
    this.#host = null
    this.#core = null
    await core?.kill()
    await host?.close()
  }

  async #give(what: Wanted): Promise<string | null> {
    const path = this.#options.prompts === 'dialog' ? await this.#askInPage(what) : this.#take(what)
    this.wanted.push({ what, path })
    return path
  }

  #askInPage(what: Wanted): Promise<string | null> {
    const { ask } = this.host
    if (what.kind === 'save') return askSavePath(ask, what.name, this.saves)
    if (what.kind === 'folder') return askFolder(ask, what.name, this.saves)
    return askOpenPath(ask, what.question, this.saves)
  }

  #take(what: Wanted): string | null {
    const scripted = this.answers.shift()
    if (scripted !== undefined) return scripted
    return what.kind === 'open' ? null : join(this.saves, basename(what.name))
  }

  #hear(what: Done): void {
    this.done.push(what)
    if (what.kind === 'closeWindow') void this.host.close()
  }
}
