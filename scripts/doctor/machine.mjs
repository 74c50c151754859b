import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { freeBytes } from '../setup/files.mjs'
import { dataFolder } from '../setup/paths.mjs'

/** @typedef {import('../doctor.mjs').Finding} Finding */

/** A tutorial run with its checkpoints takes some 20 MB; SQLite wants room to breathe. */
const LITTLE = 200e6

/** @returns {Finding} */
export function checkDataFolder() {
  const name = 'Data folder'
  const folder = dataFolder()
  const free = freeBytes(folder)
  const found = `${folder}${existsSync(folder) ? '' : ' (made when needed)'}, ${(free / 1e9).toFixed(1)} GB free`
  if (!isWritable(folder)) {
    return {
      name,
      state: 'broken',
      found: `${folder} cannot be written`,
      remedy: 'Set HINDCAST_DATA to a folder that can.',
    }
  }
  if (free < LITTLE) {
    return {
      name,
      state: 'broken',
      found,
      remedy: 'Free some space, or set HINDCAST_DATA to a larger disk.',
    }
  }
  return { name, state: 'ok', found }
}

/** @param {string} folder @returns {boolean} */
function isWritable(folder) {
  if (!existsSync(folder)) return folder !== dirname(folder) && isWritable(dirname(folder))
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** @returns {Finding} */
export function checkDisplay() {
  const name = 'Display'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux') return { name, state: 'ok', found: 'the system’s own' }
  if (WAYLAND_DISPLAY || DISPLAY)
    return { name, state: 'ok', found: WAYLAND_DISPLAY || DISPLAY || '' }
  return {
    name,
    state: 'absent',
    found: 'none',
    remedy: 'Not needed: the command line makes the same report as a file.',
  }
}

const BROWSERS = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
}

/** @returns {string | undefined} path of a Chromium, Chrome or Edge */
export function findBrowser() {
  const { env, platform } = process
  if (platform === 'darwin') return BROWSERS.darwin.find(path => existsSync(path))
  const folders =
    platform === 'win32'
      ? [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      : (env.PATH ?? '').split(delimiter)
  const names = platform === 'win32' ? BROWSERS.win32 : BROWSERS.linux
  return folders
    .filter(folder => folder !== undefined && folder !== '')
    .flatMap(folder => names.map(name => join(String(folder), name)))
    .find(path => existsSync(path))
}

/** @returns {Finding} */
export function checkBrowser() {
  const found = findBrowser()
  if (found) return { name: 'Browser', state: 'ok', found }
  return {
    name: 'Browser',
    state: 'absent',
    found: 'no Chromium, Chrome or Edge',
    remedy: 'Not needed for the command line; any browser opens its report.',
  }
}

/** @param {string} folder of the package electron @returns {Finding} */
export function checkElectron(folder) {
  const name = 'Electron'
  const note = join(folder, 'path.txt') // written by its installer beside the binary
  const binary = existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8')) : undefined
  if (binary && existsSync(binary)) return { name, state: 'ok', found: binary }
  return {
    name,
    state: 'absent',
    found: 'no binary',
    remedy: 'Not needed: this version has no window yet.',
  }
}
