import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { addonPath } from '../setup/addon.mjs'
import { lastLines, runCommand } from '../setup/command.mjs'
import { proveBackend } from '../setup/engine.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { readJson } from '../setup/files.mjs'
import { tfjsFolder, tfjsVersion } from '../setup/library.mjs'
import { pinnedNode } from '../setup/pinned-node.mjs'

/** @typedef {import('../doctor.mjs').Finding} Finding */

const SET_UP = 'npm run setup'

/** @param {string} root */
function maybeNode(root) {
  try {
    return pinnedNode(root)
  } catch (error) {
    if (error instanceof SetupFailure) return undefined // its own line says so
    throw error
  }
}

/**
 * The addon, its library and where that came from, and a real operation by both.
 * @param {string} root
 * @returns {Promise<Finding[]>}
 */
export async function checkEngine(root) {
  const node = maybeNode(root)
  const proof = node && existsSync(addonPath(root)) ? await proveBackend(root, node) : undefined
  return [checkAddon(root), checkLibrary(root, proof?.tensorflow), checkProof(proof)]
}

/** @param {string} root @returns {Finding} */
function checkAddon(root) {
  const name = 'TensorFlow addon'
  if (existsSync(addonPath(root)))
    return { name, state: 'ok', found: `tfjs-node ${tfjsVersion(root)}` }
  return { name, state: 'broken', found: 'not there', remedy: SET_UP }
}

/** @param {string} root @param {string | undefined} version @returns {Finding} */
function checkLibrary(root, version) {
  const name = 'libtensorflow'
  const link = join(tfjsFolder(root), 'deps', 'lib')
  if (!existsSync(link)) return { name, state: 'broken', found: 'not there', remedy: SET_UP }
  const folder = dirname(realpathSync(link))
  const note = readJson(join(folder, 'library.json'))
  const origin = note?.origin === 'wheel' ? 'the TensorFlow wheel' : "tfjs-node's own installer"
  return {
    name,
    state: 'ok',
    found: `${version || note?.version || 'unknown version'}, from ${origin}, in ${folder}`,
  }
}

/** @param {{ ok: boolean, output: string } | undefined} proof @returns {Finding} */
function checkProof(proof) {
  const name = 'A real operation'
  if (proof?.ok) return { name, state: 'ok', found: '1 + 2 = 3, by TensorFlow' }
  const found = proof ? `it failed\n${lastLines(proof.output, 3)}` : 'could not be tried'
  return { name, state: 'broken', found, remedy: SET_UP }
}

/** @param {string} root @returns {Promise<Finding>} */
export async function checkSqlite(root) {
  const name = 'SQLite'
  const node = maybeNode(root)
  if (!node) return { name, state: 'broken', found: 'could not be tried', remedy: SET_UP }
  const code =
    "console.log(new (require('better-sqlite3'))(':memory:').prepare('select sqlite_version()').pluck().get())"
  const outcome = await runCommand(node.path, ['-e', code], { cwd: root })
  if (outcome.code === 0) return { name, state: 'ok', found: outcome.output.trim() }
  return { name, state: 'broken', found: 'better-sqlite3 does not load', remedy: SET_UP }
}
