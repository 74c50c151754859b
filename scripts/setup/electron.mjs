import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { folderSize, readJson, requireSpace, writeWhole } from './files.mjs'
import { askStatus, isBehindProxy } from './reachable.mjs'
import { log, megabytes, say, showProgress } from './say.mjs'

/** @typedef {{ path: string } | { reason: string }} ElectronFound its binary, or why there is none */

/** About 110 MB packed, 280 MB unpacked. */
const SPACE = 6e8
const LIMIT_MS = 10 * 60_000
/** A download that was refused is not tried at every start; `npm run setup` tries at once. */
const AGAIN_MS = 24 * 3_600_000

/** @param {string} root */
const folderOf = root => join(root, 'node_modules', 'electron')

/** @param {string} root */
const noteOf = root => join(root, '.hindcast', 'electron.json')

/**
 * Electron's binary, where its installer put it.
 * @param {string} root the checkout
 * @returns {string | undefined}
 */
export function findElectron(root) {
  const folder = folderOf(root)
  const note = join(folder, 'path.txt') // written last, beside the binary
  if (!existsSync(note)) return undefined
  const binary = join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

/**
 * Electron's binary, fetched by Electron's own installer where it is not there yet. That it cannot
 * be had is an answer, not a failure: there are other windows.
 * @param {string} root
 * @param {import('./pinned-node.mjs').PinnedNode} node
 * @param {{ tryAgain?: boolean }} [options] although it could not be had lately
 * @returns {Promise<ElectronFound>}
 */
export async function fetchElectron(root, node, { tryAgain = false } = {}) {
  const there = findElectron(root)
  if (there) return { path: there }
  const before = readJson(noteOf(root))
  const isFresh = before && Date.now() - before.at < AGAIN_MS
  if (isFresh && !tryAgain && before.version === electronVersion(root))
    return { reason: before.reason }
  const reason = await install(root, node)
  const binary = findElectron(root)
  if (binary) return { path: binary }
  const why = reason ?? 'its installer left no binary'
  writeWhole(
    noteOf(root),
    JSON.stringify({ version: electronVersion(root), at: Date.now(), reason: why })
  )
  return { reason: why }
}

/** @param {string} root @returns {string} */
const electronVersion = root => readJson(join(folderOf(root), 'package.json'))?.version ?? 'none'

/**
 * @param {string} root @param {import('./pinned-node.mjs').PinnedNode} node
 * @returns {Promise<string | undefined>} what went wrong
 */
async function install(root, node) {
  const script = join(folderOf(root), 'install.js')
  if (!existsSync(script)) return 'its package is not installed'
  if (!isBehindProxy() && (await askStatus(downloadSite())) === undefined)
    return 'its download site cannot be reached from here'
  try {
    requireSpace(root, SPACE, 'Electron')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  say(`Fetching Electron ${electronVersion(root)} (about 110 MB) …`)
  const dist = join(folderOf(root), 'dist')
  const done = showProgress(() => `${megabytes(folderSize(dist))} unpacked`)
  const { code, output } = await runCommand(node.path, [script], { cwd: root, limitMs: LIMIT_MS })
  done()
  log(root, `electron install: exit ${code}\n${output}`)
  return code === 0 ? undefined : `its download failed\n${lastLines(output, 3)}`
}

/** Where @electron/get will look. */
function downloadSite(env = process.env) {
  return (
    env.ELECTRON_MIRROR ||
    env.npm_config_electron_mirror ||
    'https://github.com/electron/electron/releases/download/'
  )
}
