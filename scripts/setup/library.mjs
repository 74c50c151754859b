import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { lookAt, readJson, remove, syncFile } from './files.mjs'

// libtensorflow in the cache of the user: <cache>/libtensorflow/<name>/{lib,include,library.json}.
// library.json is written last and the folder is renamed into place, so a folder of that name is
// a whole library; the sizes of its files are checked all the same before each use.

/** @typedef {'official' | 'wheel'} Origin */
/** @typedef {{ folder: string, name: string, origin: Origin, version: string, sizes: Record<string, number> }} Library */

/** @param {string} cache */
const shelf = cache => join(cache, 'libtensorflow')

/** @param {string} root the checkout */
export const tfjsFolder = root => join(root, 'node_modules', '@tensorflow', 'tfjs-node')

/** @param {string} root */
export const tfjsVersion = root => readJson(join(tfjsFolder(root), 'package.json'))?.version

/**
 * The name under which a library is kept. The official one goes by tfjs-node's version, whose
 * installer decides which libtensorflow it is.
 * @param {Origin} origin
 * @param {string} version
 */
export function libraryName(origin, version) {
  return `${origin}-${version}-${process.platform}-${process.arch}`
}

/**
 * @param {string} cache
 * @param {string} name
 * @returns {Library | undefined}
 */
export function findLibrary(cache, name) {
  const folder = join(shelf(cache), name)
  const note = readJson(join(folder, 'library.json'))
  if (!note || !isWhole(folder, note.sizes)) return undefined
  return { folder, name, ...note }
}

/** @param {string} folder @param {Record<string, number>} sizes */
function isWhole(folder, sizes) {
  return Object.entries(sizes).every(
    ([file, size]) => lookAt(join(folder, 'lib', file))?.size === size
  )
}

/** A folder to fill, on the disk of the cache so that it can be renamed. @param {string} cache */
export function makeDraft(cache) {
  const draft = join(shelf(cache), `.draft-${randomUUID()}`)
  mkdirSync(draft, { recursive: true })
  return draft
}

/** Removes what interrupted set-ups left. Only under the cache's lock. @param {string} cache */
export function sweepDrafts(cache) {
  if (!existsSync(shelf(cache))) return
  for (const name of readdirSync(shelf(cache))) {
    if (name.startsWith('.draft-')) remove(join(shelf(cache), name))
  }
}

/**
 * Turns a draft with lib/ and include/ into a library of the cache, all at once.
 * @param {string} cache
 * @param {string} draft
 * @param {{ origin: Origin, version: string }} what
 * @returns {Library}
 */
export function keepLibrary(cache, draft, { origin, version }) {
  const lib = join(draft, 'lib')
  const sizes = Object.fromEntries(
    readdirSync(lib).map(file => [file, statSync(join(lib, file)).size])
  )
  for (const file of Object.keys(sizes)) syncFile(join(lib, file))
  writeFileSync(join(draft, 'library.json'), JSON.stringify({ origin, version, sizes }))
  syncFile(join(draft, 'library.json'))
  const name = libraryName(origin, version)
  const folder = join(shelf(cache), name)
  remove(folder) // there only when it was not whole
  renameSync(draft, folder)
  return { folder, name, origin, version, sizes }
}

/**
 * Points tfjs-node's deps/lib and deps/include at a library of the cache. The addon looks for its
 * library there ($ORIGIN/../../deps/lib). Junctions need no special right on Windows.
 * @param {string} root
 * @param {Library} library
 */
export function linkLibrary(root, library) {
  const deps = join(tfjsFolder(root), 'deps')
  remove(deps) // links are removed, what they point at is not
  mkdirSync(deps)
  symlinkSync(join(library.folder, 'lib'), join(deps, 'lib'), 'junction')
  symlinkSync(join(library.folder, 'include'), join(deps, 'include'), 'junction')
}
