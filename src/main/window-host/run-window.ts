import { constants } from 'node:os'
import { describeFailure } from '../../shared/failure.ts'
import type { ServiceOptions } from '../api/open-service.ts'
import type { Service } from '../api/service.ts'
import { dataFolder } from '../store/folder.ts'
import { makeDesk } from './desk.ts'
import { readEngineState } from './engine-state.ts'
import { type HostOptions, makeWindowHost, type WindowHost } from './host.ts'
import { readBounds, writeBounds } from './window-bounds.ts'

export interface WindowOptions extends Pick<HostOptions, 'browser' | 'pages' | 'headless'> {
  /** Data folder; HINDCAST_DATA or the system's own when absent. */
  readonly folder?: string
  readonly service?: Pick<ServiceOptions, 'fetch' | 'launch'>
  /** Sentences for whoever started it. */
  readonly say: (text: string) => void
  /** Once the window can be used. */
  readonly onOpen?: () => void
}

/** Exit codes as the command line's: done, failed; a signal's own is 128 and its number. */
const [succeeded, broken] = [0, 1]

/**
 * The whole program in a browser's window, from its opening to its end.
 * @returns the process's exit code
 */
export async function runWindow(options: WindowOptions): Promise<number> {
  const { folder = dataFolder(), say } = options
  const host = makeWindowHost({
    ...options,
    bounds: readBounds(folder),
    onBounds: bounds => writeBounds(folder, bounds),
    onTrouble: say,
  })
  host.prepare()
  const closeWindow = () => void host.close()
  const desk = makeDesk({ ask: host.ask, closeWindow, onTrouble: say })
  // loaded while the browser starts: each takes about half a second
  const { openService } = await import('../api/open-service.ts')
  const opened = openService({
    ...options.service,
    folder,
    desk,
    publish: host.publish,
    versions: versionsOf(host),
    engine: () => readEngineState(),
  })
  if (!opened.ok) {
    say(describeFailure(opened.failure))
    await host.close()
    return broken
  }
  return runUntilClosed(host, opened.value.service, options)
}

/** Read when they are asked for: the browser is not open yet. */
const versionsOf = (host: WindowHost) => ({
  get Chromium() {
    return host.browserVersion()
  },
})

/** The database is closed last, whatever happened to the window. */
async function runUntilClosed(
  host: WindowHost,
  service: Service,
  { say, onOpen }: WindowOptions
): Promise<number> {
  const signals = closeOnSignals(host)
  try {
    await host.open(service)
    onOpen?.()
    await host.closed
  } catch (error) {
    say(`The window could not be shown: ${error instanceof Error ? error.message : String(error)}`)
    return broken
  } finally {
    await host.close()
    await service.close()
    signals.stop()
  }
  return signals.code() ?? succeeded
}

const closing = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A signal closes the window, and so all else in its order; a second one ends at once. */
function closeOnSignals(host: WindowHost) {
  let code: number | undefined
  const listeners = closing.map(signal => {
    const listen = () => {
      const asked = 128 + constants.signals[signal]
      if (code !== undefined) process.exit(asked)
      code = asked
      void host.close()
    }
    process.on(signal, listen)
    return () => process.off(signal, listen)
  })
  return {
    code: () => code,
    stop: () => {
      for (const stop of listeners) stop()
    },
  }
}
