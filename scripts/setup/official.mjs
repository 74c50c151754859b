import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { addonPath, buildEnvironment, keepAddon } from './addon.mjs'
import { lastLines, runNpm } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { folderSize, readJson, remove, requireSpace } from './files.mjs'
import {
  findLibrary,
  keepLibrary,
  libraryName,
  makeDraft,
  tfjsFolder,
  tfjsVersion,
} from './library.mjs'
import { askStatus, isBehindProxy } from './reachable.mjs'
import { log, megabytes, say, showProgress } from './say.mjs'

const INSTALL_MS = 15 * 60_000
const SPACE = 1e9

/** Platforms whose library the installer takes from elsewhere. @type {Record<string, string>} */
const SPECIAL = { 'darwin-arm64': 'r2_7_darwin_arm64_cpu', 'linux-arm64': 'r2_7_linux_arm64' }

/** @param {string} root @param {string} cache */
export function findOfficialLibrary(root, cache) {
  return findLibrary(cache, libraryName('official', tfjsVersion(root)))
}

/**
 * Can tfjs-node's installer reach its library? Behind a proxy only the installer itself can tell.
 * @param {string} root
 */
export async function isOfficialReachable(root) {
  if (isBehindProxy()) return true
  const url = archiveUrl(root)
  return url !== undefined && (await askStatus(url)) === 200
}

/**
 * Where the installer will look: the rule of its scripts/install.js, which tells it only by
 * downloading. Undefined where it knows no library.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 */
export function archiveUrl(root, env = process.env) {
  const folder = tfjsFolder(root)
  const site = new URL(readJson(join(folder, 'package.json'))?.binary?.host).origin
  const host =
    env.TFJS_NODE_CDN_STORAGE ||
    env.npm_config_TFJS_NODE_CDN_STORAGE ||
    env.CDN_STORAGE ||
    `${site}/`
  const special = SPECIAL[`${process.platform}-${process.arch}`]
  if (special) return `${host}tf-builds/libtensorflow_${special}.tar.gz`
  const known = createRequire(import.meta.url)(join(folder, 'scripts', 'deps-constants.js'))
  const system = `cpu-${known.PLATFORM_MAPPING[process.platform]}-${known.ARCH_MAPPING[process.arch]}`
  if (!known.ALL_SUPPORTED_COMBINATION.includes(system)) return undefined
  const base =
    env.TFJS_NODE_BASE_URI ||
    env.npm_config_TFJS_NODE_BASE_URI ||
    `${host}tensorflow/libtensorflow/libtensorflow-`
  return `${base}${system}-${known.LIBTENSORFLOW_VERSION}.${known.PLATFORM_EXTENSION}`
}

/**
 * Runs tfjs-node's own installer on the pinned Node and keeps what it brought in the cache.
 * @param {string} root
 * @param {string} cache
 * @param {import('./pinned-node.mjs').PinnedNode} node
 */
export async function fetchOfficialLibrary(root, cache, node) {
  requireSpace(cache, SPACE, 'TensorFlow')
  say("Fetching TensorFlow with tfjs-node's own installer …")
  await runInstaller(root, node)
  const deps = join(tfjsFolder(root), 'deps')
  const draft = makeDraft(cache)
  try {
    for (const part of ['lib', 'include']) {
      cpSync(join(deps, part), join(draft, part), { recursive: true, verbatimSymlinks: true })
    }
    const library = keepLibrary(cache, draft, { origin: 'official', version: tfjsVersion(root) })
    keepAddon(root, cache, node, library)
    return library
  } finally {
    remove(draft)
  }
}

/** @param {string} root @param {import('./pinned-node.mjs').PinnedNode} node */
async function runInstaller(root, node) {
  const folder = tfjsFolder(root)
  for (const part of ['deps', 'lib']) remove(join(folder, part))
  const manifest = join(folder, 'package.json')
  const before = readFileSync(manifest)
  const done = showProgress(() => megabytes(folderSize(join(folder, 'deps'))))
  // Through npm, which tells node-pre-gyp where its node-gyp is, should it have to compile.
  const options = { cwd: folder, env: buildEnvironment(root, node), limitMs: INSTALL_MS }
  const { code, output } = await runNpm(['exec', '--no', '-c', 'node scripts/install.js'], options)
  done()
  writeFileSync(manifest, before) // it rewrites its own package.json, and not always back
  log(root, `tfjs-node scripts/install.js: exit ${code}\n${output}`)
  if (code === 0 && existsSync(addonPath(root)) && existsSync(join(folder, 'deps', 'lib'))) return
  throw new SetupFailure(
    `tfjs-node's own installer failed.\n${lastLines(output, 3)}`,
    'Its whole output is in .hindcast/setup.log.'
  )
}
