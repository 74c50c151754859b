import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * A vite plugin: writes LICENSES.txt beside a bundle, with the words of every package of which
 * there is code in it. Bundled code has left its licence's file behind, and most licences ask that
 * it travels along.
 * @returns {import('vite').Plugin}
 */
export function licences() {
  return {
    name: 'hindcast:licences',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      const modules = Object.values(bundle).flatMap(part =>
        part.type === 'chunk' ? Object.keys(part.modules) : []
      )
      const folders = new Set(modules.flatMap(id => packageFolder(id) ?? []))
      writeFileSync(join(dir, 'LICENSES.txt'), writeLicences([...folders]))
    },
  }
}

/**
 * The folder of the package that a module is of; undefined for our own.
 * @param {string} id its path, with what bundlers write around one
 */
export function packageFolder(id) {
  const path = id
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .split(sep)
    .join('/')
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
}

/**
 * Each text once, under the names of all packages that say it.
 * @param {string[]} folders
 */
export function writeLicences(folders) {
  /** @type {Map<string, string[]>} */
  const namesByText = new Map()
  for (const folder of folders.sort()) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8')
    )
    const words = licenceFiles(folder).map(file => readFileSync(join(folder, file), 'utf8').trim())
    const text = words.join('\n\n') || `Licence: ${license}`
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`])
  }
  const parts = [...namesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
  return parts.join(`\n${'-'.repeat(80)}\n\n`)
}

/** Beside package.json, and what a folder of that name holds. @param {string} folder @returns {string[]} */
const licenceFiles = folder =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|notice|copying)/i.test(name))
    .flatMap(entry =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name)).map(name => join(entry.name, name))
        : [entry.name]
    )
    .sort()
