import { join } from 'node:path'
import { runCommand } from './setup/command.mjs'
import { installEngine } from './setup/engine.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { withLock } from './setup/lock.mjs'
import { installPackages } from './setup/packages.mjs'
import { cacheFolder, isMain, ROOT } from './setup/paths.mjs'
import { pinnedNode } from './setup/pinned-node.mjs'
import { readReady, writeReady } from './setup/ready.mjs'
import { say } from './setup/say.mjs'

/** @typedef {import('./setup/ready.mjs').Ready} Ready */

/**
 * Sets this checkout up: packages, Node 24, libtensorflow with its addon, a real operation as
 * proof. Does nothing where it was done before; each step resumes where it was interrupted.
 * @param {string} [root]
 * @returns {Promise<Ready>}
 * @throws {SetupFailure} with a sentence and a remedy
 */
export async function setUp(root = ROOT) {
  return (
    readReady(root) ??
    withLock(join(root, '.hindcast', 'setup.lock'), 'this checkout', () => doSetUp(root))
  )
}

/** @param {string} root @returns {Promise<Ready>} */
async function doSetUp(root) {
  const done = readReady(root) // by the one we waited for
  if (done) return done
  const start = Date.now()
  say('Setting up Hindcast (once; the next start takes no time).')
  await installPackages(root)
  const node = pinnedNode(root)
  await proveNode(node)
  const engine = await installEngine(root, cacheFolder(), node)
  const ready = { node, engine }
  writeReady(root, ready)
  say(
    `Ready after ${Math.round((Date.now() - start) / 1000)} s: Node ${node.version}, TensorFlow ${engine.version} (${engine.origin}).`
  )
  return ready
}

/** @param {import('./setup/pinned-node.mjs').PinnedNode} node */
async function proveNode(node) {
  const { code, output } = await runCommand(node.path, ['--version'])
  if (code === 0) return
  throw new SetupFailure(
    `Node ${node.version} is installed but does not start here.\n${output.trim()}`,
    'It needs glibc 2.28 or newer (Alpine and other musl systems have none). Start Hindcast there with a Node 24 of your own and npm ci --omit=optional.'
  )
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { node, engine } = await setUp()
    say(
      `Everything is set up: Node ${node.version}, TensorFlow ${engine.version} (${engine.origin}).`
    )
  })
}
