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
import { lookAt, readJson, remove, sha256, syncFile, writeWhole } from './files.mjs'
import { say } from './say.mjs'

// libtensorflow in the cache of the user: <cache>/libtensorflow/<name>/{lib,include,library.json}.
// library.json is written last and the folder is renamed into place, so a folder of that name is
// a whole library; the hashes of its files are checked all the same before each use.

/** @typedef {'official' | 'wheel'} Origin */
/** @typedef {{ folder: string, name: string, origin: Origin, version: string, sizes: Record<string, number>, hashes?: Record<string, string> }} Library */

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
 * @returns {Promise<Library | undefined>}
 */
export async function findLibrary(cache, name) {
  const folder = join(shelf(cache), name)
  const note = readJson(join(folder, 'library.json'))
  if (!note || !isWhole(folder, note.sizes)) return undefined
  const found = await hashesOf(folder, note.sizes)
  if (note.hashes === undefined) rememberHashes(folder, { ...note, hashes: found })
  else if (!Object.entries(found).every(([file, hash]) => note.hashes[file] === hash)) {
    say(`The library in ${folder} is not what was kept there; it is fetched anew.`)
    return undefined
  }
  return { folder, name, ...note, hashes: found }
}

/** @param {string} folder @param {Record<string, number>} sizes */
function isWhole(folder, sizes) {
  return Object.entries(sizes).every(
    ([file, size]) => lookAt(join(folder, 'lib', file))?.size === size
  )
}

/** Read once a process: a gigabyte takes a second. @type {Map<string, Promise<Record<string, string>>>} */
const known = new Map()

/**
 * SHA-256 of each file in lib/, by name; a link is what it leads to.
 * @param {string} folder
 * @param {Record<string, number>} sizes
 */
function hashesOf(folder, sizes) {
  const lib = join(folder, 'lib')
  const key = Object.keys(sizes)
    .map(file => `${file} ${lookAt(join(lib, file))?.mtimeMs}`)
    .join()
  const before = known.get(folder + key)
  const own = before ?? hashFiles(lib, Object.keys(sizes))
  known.set(folder + key, own)
  return own
}

/** @param {string} lib @param {string[]} files */
async function hashFiles(lib, files) {
  /** @type {Record<string, string>} */
  const hashes = {}
  for (const file of files) hashes[file] = await sha256(join(lib, file))
  return hashes
}

/** A library of before hashes were kept is taken for what it is at its first use. @param {string} folder @param {object} note */
function rememberHashes(folder, note) {
  try {
    writeWhole(join(folder, 'library.json'), JSON.stringify(note))
  } catch {
    // a cache that can only be read: it is believed again next time
  }
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
 * @returns {Promise<Library>}
 */
export async function keepLibrary(cache, draft, { origin, version }) {
  const lib = join(draft, 'lib')
  const sizes = Object.fromEntries(
    readdirSync(lib).map(file => [file, statSync(join(lib, file)).size])
  )
  for (const file of Object.keys(sizes)) syncFile(join(lib, file))
  const hashes = await hashFiles(lib, Object.keys(sizes))
  writeFileSync(join(draft, 'library.json'), JSON.stringify({ origin, version, sizes, hashes }))
  syncFile(join(draft, 'library.json'))
  const name = libraryName(origin, version)
  const folder = join(shelf(cache), name)
  remove(folder) // there only when it was not whole
  renameSync(draft, folder)
  return { folder, name, origin, version, sizes, hashes }
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
