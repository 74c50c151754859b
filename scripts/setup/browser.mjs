import { existsSync } from 'node:fs'

/**
 * What the search looks at; a test hands in another machine.
 * @typedef {object} Machine
 * @property {string} platform
 * @property {Record<string, string | undefined>} env
 * @property {(path: string) => boolean} exists
 */

/** In the order in which they are taken: Chromium itself first, as it phones home least. */
const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
]

/** Where Linux keeps them when PATH is too short to say so (a desktop's launcher, a service). */
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']

const MAC_PROGRAMS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
]

const WINDOWS_PROGRAMS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
]

/** @type {Machine} */
const here = { platform: process.platform, env: process.env, exists: existsSync }

/**
 * The browser that can carry the window: HINDCAST_BROWSER, else the first Chromium, Chrome, Edge
 * or Brave in the places of this system. A HINDCAST_BROWSER that is not there finds nothing: a
 * choice is not overruled in silence.
 * @param {Machine} [machine]
 * @returns {string | undefined} its path
 */
export function findBrowser(machine = here) {
  const chosen = machine.env.HINDCAST_BROWSER
  const places = chosen ? [chosen] : browserPlaces(machine)
  return places.find(path => machine.exists(path))
}

/**
 * Every path that is looked at, best first.
 * @param {Pick<Machine, 'platform' | 'env'>} machine
 * @returns {string[]}
 */
export function browserPlaces({ platform, env }) {
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    return cross(WINDOWS_PROGRAMS, folders, '\\')
  }
  if (platform === 'darwin') {
    const own = env.HOME ? `${env.HOME}/Applications` : undefined
    return cross(MAC_PROGRAMS, ['/Applications', own], '/')
  }
  const folders = [...(env.PATH ?? '').split(':'), ...LINUX_FOLDERS]
  return cross(ON_PATH, folders.concat('/opt/microsoft/msedge'), '/')
}

/**
 * Programs first, folders second: a better browser in a later folder wins.
 * @param {string[]} programs
 * @param {(string | undefined)[]} folders
 * @param {string} separator
 */
function cross(programs, folders, separator) {
  const known = [...new Set(folders.filter(folder => folder !== undefined && folder !== ''))]
  return programs.flatMap(program => known.map(folder => `${folder}${separator}${program}`))
}

/**
 * Is there a screen to show a window on?
 * @param {Pick<Machine, 'platform' | 'env'>} [machine]
 */
export function hasDisplay({ platform, env } = here) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
