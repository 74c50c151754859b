import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { findBrowser } from '../setup/browser.mjs'
import { findElectron } from '../setup/electron.mjs'
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
    remedy: 'Without one there is no window; the command line makes the same report as a file.',
  }
}

/** @returns {Finding} */
export function checkBrowser() {
  const found = findBrowser()
  if (found) return { name: 'Browser', state: 'ok', found }
  return {
    name: 'Browser',
    state: 'absent',
    found: 'no Chromium, Chrome or Edge',
    remedy:
      'Without one, and without Electron, there is no window: install Chromium, Chrome or Edge, or set HINDCAST_BROWSER.',
  }
}

/** @param {string} root @returns {Finding} */
export function checkElectron(root) {
  const name = 'Electron'
  const binary = findElectron(root)
  if (binary) return { name, state: 'ok', found: binary }
  return {
    name,
    state: 'absent',
    found: 'no binary',
    remedy: 'npm run setup tries to fetch it; without it the window comes up in a browser.',
  }
}
