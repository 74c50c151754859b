import { SetupFailure } from './failure.mjs'

/** @typedef {'electron' | 'window' | 'cli'} HostName */

/**
 * What the choice depends on; a test hands in another machine.
 * @typedef {object} HostMachine
 * @property {boolean} hasDisplay
 * @property {boolean} isRoot Chromium and Electron have no sandbox for the administrator
 * @property {() => Promise<import('./electron.mjs').ElectronFound>} electron fetches it if need be
 * @property {() => string | undefined} browser
 */

/**
 * The host, why it was taken, and what carries it.
 * @typedef {{ name: HostName, why: string, program?: string }} Host
 */

/** @type {HostName[]} */
const NAMES = ['electron', 'window', 'cli']

const GET_BROWSER =
  'Install Chromium, Chrome or Edge (Debian and Ubuntu: sudo apt install chromium), or set HINDCAST_BROWSER to one.'

/**
 * The host for this machine and the reason: Electron, else a browser's window, else the command
 * line. What is asked for by name is taken or refused, never replaced.
 * @param {HostMachine} machine
 * @param {string} [forced] `--host` or HINDCAST_HOST
 * @returns {Promise<Host>}
 * @throws {SetupFailure} when the host asked for cannot be had
 */
export async function pickHost(machine, forced) {
  if (forced) return takeForced(machine, forced)
  if (!machine.hasDisplay) return { name: 'cli', why: 'there is no display for a window' }
  const electron = await tryElectron(machine)
  if ('program' in electron) return { name: 'electron', why: 'its binary is here', ...electron }
  const browser = machine.browser()
  if (browser)
    return { name: 'window', why: `Electron is not used: ${electron.reason}`, program: browser }
  return { name: 'cli', why: `Electron is not used: ${electron.reason}; and there is no browser` }
}

/** @param {HostMachine} machine @returns {Promise<{ program: string } | { reason: string }>} */
async function tryElectron(machine) {
  if (machine.isRoot) return { reason: 'it does not run as root' }
  const found = await machine.electron()
  return 'path' in found ? { program: found.path } : found
}

/** @param {HostMachine} machine @param {string} forced @returns {Promise<Host>} */
async function takeForced(machine, forced) {
  const name = NAMES.find(known => known === forced)
  const why = 'it was asked for'
  if (!name)
    throw new SetupFailure(`There is no host “${forced}”.`, `Choose one of ${NAMES.join(', ')}.`)
  if (name === 'cli') return { name, why }
  if (!machine.hasDisplay) {
    throw new SetupFailure(
      `There is no display for a window.`,
      'Start it on a desktop, or take the command line: npm start -- --host cli.'
    )
  }
  return { name, why, program: await (name === 'window' ? needBrowser : needElectron)(machine) }
}

/** @param {HostMachine} machine */
function needBrowser(machine) {
  const browser = machine.browser()
  if (!browser) throw new SetupFailure('There is no browser for the window.', GET_BROWSER)
  return browser
}

/** @param {HostMachine} machine */
async function needElectron(machine) {
  const electron = await tryElectron(machine)
  if ('program' in electron) return electron.program
  throw new SetupFailure(
    `Electron cannot be started: ${electron.reason}.`,
    'Take the window in a browser: npm start -- --host window. npm run setup tries to fetch Electron again.'
  )
}
