import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { lastLines, runCommand, runNpm } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { remove, writeWhole } from './files.mjs'
import { tfjsFolder, tfjsVersion } from './library.mjs'
import { log, say, showProgress } from './say.mjs'

/** @typedef {import('./pinned-node.mjs').PinnedNode} PinnedNode */
/** @typedef {import('./library.mjs').Library} Library */

/** The newest Node-API that tfjs-node 4 is built for; part of its folder's name. */
const NAPI = 8

/** @param {string} root */
export const addonPath = root => join(tfjsFolder(root), 'lib', `napi-v${NAPI}`, 'tfjs_binding.node')

/** @param {string} root @param {string} cache @param {PinnedNode} node @param {{ name: string }} library */
function cachedPath(root, cache, node, { name }) {
  const parts = [name, `napi${NAPI}`, `tfjs${tfjsVersion(root)}`, `node${node.version}`]
  return join(cache, 'addon', `${parts.join('-')}.node`)
}

/**
 * Puts the addon for this library where tfjs-node looks for it: the one compiled before, or a
 * new one. Says whether it came from the cache.
 * @param {string} root
 * @param {string} cache
 * @param {PinnedNode} node
 * @param {Library} library linked already
 * @param {{ anew?: boolean }} [options] compile in any case
 */
export async function placeAddon(root, cache, node, library, { anew = false } = {}) {
  const kept = cachedPath(root, cache, node, library)
  const fromCache = !anew && existsSync(kept)
  if (fromCache) {
    writeWhole(addonPath(root), readFileSync(kept))
  } else {
    await compile(root, node)
    if (process.platform === 'darwin' && library.origin === 'wheel') await adjustForMac(root)
    keepAddon(root, cache, node, library)
  }
  if (process.platform === 'win32') placeDll(root)
  return fromCache
}

/** @param {string} root @param {string} cache @param {PinnedNode} node @param {Library} library */
export function keepAddon(root, cache, node, library) {
  writeWhole(cachedPath(root, cache, node, library), readFileSync(addonPath(root)))
}

/** @param {string} root @param {string} cache @param {PinnedNode} node @param {{ name: string }} library */
export function isAddonCached(root, cache, node, library) {
  return existsSync(cachedPath(root, cache, node, library))
}

/** @param {string} root @param {PinnedNode} node */
async function compile(root, node) {
  await requireCompiler()
  say('Compiling the TensorFlow addon (about 20 s) …')
  const folder = tfjsFolder(root)
  // An interrupted compiler leaves half an object file that make would take for whole.
  for (const part of [`build-tmp-napi-v${NAPI}`, 'lib', 'build']) remove(join(folder, part))
  const done = showProgress(() => 'node-gyp')
  // npm exec, because node-pre-gyp needs the node-gyp that npm carries and npm says where it is.
  const args = [
    'exec',
    '--no',
    '--',
    'node-pre-gyp',
    'install',
    '--build-from-source',
    ...nodedir(node),
  ]
  const { code, output } = await runNpm(args, { cwd: folder, env: buildEnvironment(root, node) })
  done()
  log(root, `node-pre-gyp: exit ${code}\n${output}`)
  if (code === 0 && existsSync(addonPath(root))) return
  throw new SetupFailure(
    `The TensorFlow addon could not be compiled.\n${lastLines(output)}`,
    'The whole output is in .hindcast/setup.log. A C++17 compiler is needed (GCC 9, Clang 10 or newer).'
  )
}

/** A user's own `nodedir` (~/.npmrc) belongs to another Node: ours must win. @param {PinnedNode} node */
function nodedir(node) {
  return existsSync(join(node.home, 'include', 'node')) ? [`--nodedir=${node.home}`] : []
}

/**
 * The environment to build in: the pinned Node and the project's tools first.
 * @param {string} root
 * @param {PinnedNode} node
 */
export function buildEnvironment(root, node) {
  const path = [dirname(node.path), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    delimiter
  )
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: path }
  delete env.npm_config_nodedir
  if (nodedir(node).length > 0) env.npm_config_nodedir = node.home
  return env
}

/** Said before anything large is downloaded. On Windows node-gyp itself finds and names the tools. */
export async function requireCompiler() {
  if (process.platform === 'win32') return
  const compilers = [process.env.CXX, 'g++', 'c++', 'clang++'].filter(name => name !== undefined)
  const missing = []
  if (!(await anyStarts(compilers))) missing.push('C++ compiler')
  if (!(await anyStarts(['make', 'gmake']))) missing.push('make')
  if (missing.length === 0) return
  throw new SetupFailure(
    `No ${missing.join(' and no ')} was found; the TensorFlow addon has to be compiled once.`,
    process.platform === 'darwin'
      ? 'Run xcode-select --install.'
      : 'Install them (Debian and Ubuntu: sudo apt install build-essential; Fedora: sudo dnf install gcc-c++ make).'
  )
}

/** @param {string[]} names */
async function anyStarts(names) {
  for (const name of names) {
    if ((await runCommand(name, ['--version'])).code === 0) return true
  }
  return false
}

/**
 * Untried here (no Mac at hand). binding.gyp rewrites the load path of libtensorflow.2.dylib; the
 * wheel's library names itself libtensorflow_cc, so that name is rewritten as well, and the
 * addon signed again, without which macOS on arm64 kills the process that loads it.
 * @param {string} root
 */
async function adjustForMac(root) {
  const name = 'libtensorflow_cc.2.dylib'
  const addon = addonPath(root)
  await runCommand('install_name_tool', [
    '-change',
    `@rpath/${name}`,
    `@loader_path/../../deps/lib/${name}`,
    addon,
  ])
  await runCommand('codesign', ['--force', '--sign', '-', addon])
}

/** Untried here (no Windows at hand). Windows looks for a library beside the addon. @param {string} root */
function placeDll(root) {
  const dll = join(tfjsFolder(root), 'deps', 'lib', 'tensorflow.dll')
  const beside = join(dirname(addonPath(root)), 'tensorflow.dll')
  if (!existsSync(dll) || existsSync(beside)) return
  mkdirSync(dirname(beside), { recursive: true })
  copyFileSync(dll, beside)
}
