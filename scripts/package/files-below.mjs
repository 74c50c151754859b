import { lstatSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/** @typedef {{ name: string, path: string, bytes: number }} Found `name` is relative, with slashes */

/**
 * Real files below a folder, sorted; links are left out.
 * @param {string} folder
 * @returns {Found[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({
      name: path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      path,
      bytes: lstatSync(path).size,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
