import { join } from 'node:path'
import { app, net, powerMonitor } from 'electron'
import { describeFailure } from '../../shared/failure.ts'
import { type Log, openLog } from '../api/log.ts'
import { openService } from '../api/open-service.ts'
import type { Service } from '../api/service.ts'
import { dataFolder } from '../store/folder.ts'
import { readEngineState } from '../window-host/engine-state.ts'
import { makeDesk } from './desk.ts'
import { answerWindows, publishToWindows } from './ipc.ts'
import { launchDrawing, launchTrainer } from './launch.ts'
import { endWithWindow, makeLeaving } from './leave.ts'
import { setMenu } from './menu.ts'
import { servePage } from './page-scheme.ts'
import { denyPermissions } from './permissions.ts'
import { isSmoke, smoke } from './smoke.ts'
import { followTheme } from './theme.ts'
import { endOnBug, logDeadProcesses, reviveWindow, showTrouble } from './troubles.ts'
import { openWindow } from './window.ts'

const page = join(import.meta.dirname, '../renderer')

/** Once the app is ready: the doors are closed, the service opened, the window shown. */
export async function start(): Promise<void> {
  const log = openLog(dataFolder())
  let service: Service | null = null
  endOnBug(log)
  denyPermissions()
  servePage(page)
  const leaving = makeLeaving(() => service)
  const opened = open(leaving.leave)
  if (!opened.ok) return refuse(describeFailure(opened.failure, 'window'), log)
  service = await followTheme(opened.value.service)
  logDeadProcesses(log)
  endWithWindow(() => service, log)
  powerMonitor.on('suspend', () => log.write('info', 'the computer goes to sleep'))
  powerMonitor.on('resume', () => log.write('info', 'the computer woke up'))
  answerWindows(service, log)
  setMenu(publishToWindows)
  const window = openWindow()
  leaving.guard(window)
  reviveWindow(window, log)
  if (!isSmoke(process.argv)) return
  const code = await smoke(service, launchTrainer, window)
  await service.close()
  app.exit(code)
}

const open = (leave: () => void) =>
  openService({
    desk: makeDesk(leave),
    publish: publishToWindows,
    launch: launchTrainer,
    draw: launchDrawing,
    fetch: fetchBySystem,
    // a packed program carries its engine; a checkout may have been set up without one
    ...(app.isPackaged ? {} : { engine: () => readEngineState(app.getAppPath()) }),
    versions: {
      electron: process.versions['electron'] ?? '',
      chromium: process.versions['chrome'] ?? '',
    },
  })

/**
 * Chromium's network: the system's proxy and certificates. Cookies are the caller's own headers:
 * Chromium sends those only where it keeps none itself.
 */
const fetchBySystem: typeof globalThis.fetch = (input, init) =>
  net.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' })

/** Without a database there is nothing to show; nothing was changed. */
function refuse(sentence: string, log: Log): void {
  log.write('failure', `not started: ${sentence}`)
  showTrouble('Hindcast cannot open its database', sentence)
  app.exit(1)
}
