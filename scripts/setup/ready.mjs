import { join } from 'node:path'
import { addonPath } from './addon.mjs'
import { lookAt, readJson, writeWhole } from './files.mjs'
import { tfjsFolder } from './library.mjs'
import { packagesKey } from './packages.mjs'

/** @typedef {import('./pinned-node.mjs').PinnedNode} PinnedNode */
/**
 * What set-up left. Without an engine everything but training works, and `missing` says why.
 * @typedef {object} Ready
 * @property {PinnedNode} node
 * @property {import('./engine.mjs').Engine | null} engine
 * @property {import('./try-engine.mjs').Missing} [missing]
 */

/** Raised when set-up itself changes so that what it did before no longer counts. */
const SETUP_VERSION = 1

/** @param {string} root */
const stampOf = root => join(root, 'node_modules', '.hindcast-ready.json')

/** @param {string} root */
const readyKey = root => `${SETUP_VERSION} ${packagesKey(root)}`

/**
 * What set-up proved before, if nothing has changed since: reads two small files, asks for the
 * size and time of three, starts no process.
 * @param {string} root
 * @returns {Ready | undefined}
 */
export function readReady(root) {
  const stamp = readJson(stampOf(root))
  if (!stamp || stamp.root !== root || stamp.key !== readyKey(root)) return undefined
  const { node, engine, missing, files } = stamp
  return JSON.stringify(files) === JSON.stringify(fingerprint(root, node))
    ? { node, engine, ...(missing ? { missing } : {}) }
    : undefined
}

/** @param {string} root @param {Ready} ready */
export function writeReady(root, ready) {
  const stamp = { root, key: readyKey(root), ...ready, files: fingerprint(root, ready.node) }
  writeWhole(stampOf(root), JSON.stringify(stamp, null, 2))
}

/** @param {string} root @param {PinnedNode} node */
function fingerprint(root, node) {
  const library = join(tfjsFolder(root), 'deps', 'lib')
  return [node.path, addonPath(root), library].map(path => {
    const found = lookAt(path)
    return found ? [found.size, found.mtimeMs] : null
  })
}
