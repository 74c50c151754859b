import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * A tool of the system, by its name on Linux; undefined where it is not installed.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export const findProgram = (name, env = process.env) =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
