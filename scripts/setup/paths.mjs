import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The checkout. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** env-paths('hindcast', { suffix: '' }), as src/main/store/folder.ts says it. */
const NAME = 'hindcast'

/**
 * The folder for what can be fetched again, per user. The rule of the npm package env-paths,
 * written down because set-up runs before any package is there; a test compares the two.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.HINDCAST_CACHE) return resolve(env.HINDCAST_CACHE)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', NAME)
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), NAME, 'Cache')
  }
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), NAME)
}

/**
 * The folder of the database, by the same rule.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function dataFolder(env = process.env, platform = process.platform) {
  if (env.HINDCAST_DATA) return resolve(env.HINDCAST_DATA)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME)
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), NAME, 'Data')
  }
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), NAME)
}

/**
 * Is this module the script that was started, not one that another imported?
 * @param {string} moduleUrl
 */
export function isMain(moduleUrl) {
  const script = process.argv[1]
  return script !== undefined && moduleUrl === pathToFileURL(script).href
}
