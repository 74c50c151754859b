import { join } from 'node:path'
import { runCommand } from './setup/command.mjs'
import { fetchElectron } from './setup/electron.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { withLock } from './setup/lock.mjs'
import { installPackages } from './setup/packages.mjs'
import { cacheFolder, isMain, ROOT } from './setup/paths.mjs'
import { pinnedNode } from './setup/pinned-node.mjs'
import { readReady, writeReady } from './setup/ready.mjs'
import { say } from './setup/say.mjs'
import { tryEngine } from './setup/try-engine.mjs'
import { buildWindow } from './setup/window.mjs'

/** @typedef {import('./setup/ready.mjs').Ready} Ready */

/**
 * Sets this checkout up: packages, Node 24, libtensorflow with its addon, a real operation as
 * proof. Does nothing where it was done before; each step resumes where it was interrupted. An
 * engine that could not be had is tried again only when asked to: it can take minutes to fail.
 * @param {string} [root]
 * @param {{ tryAgain?: boolean }} [options]
 * @returns {Promise<Ready>}
 * @throws {SetupFailure} with a sentence and a remedy
 */
export async function setUp(root = ROOT, { tryAgain = false } = {}) {
  const usable = () => {
    const ready = readReady(root)
    return ready?.engine || !tryAgain ? ready : undefined
  }
  return (
    usable() ??
    withLock(
      join(root, '.hindcast', 'setup.lock'),
      'this checkout',
      async () => usable() ?? doSetUp(root) // by the one we waited for
    )
  )
}

/** @param {string} root @returns {Promise<Ready>} */
async function doSetUp(root) {
  const start = Date.now()
  say('Setting up Hindcast (once; the next start takes no time).')
  await installPackages(root)
  const node = pinnedNode(root)
  await proveNode(node)
  const ready = { node, ...(await tryEngine(root, cacheFolder(), node)) }
  writeReady(root, ready)
  say(`Ready after ${Math.round((Date.now() - start) / 1000)} s: ${describeReady(ready)}.`)
  return ready
}

/** @param {Ready} ready */
function describeReady({ node, engine }) {
  const training = engine
    ? `TensorFlow ${engine.version} (${engine.origin})`
    : 'no TensorFlow, so everything but training (npm run setup tries again)'
  return `Node ${node.version}, ${training}`
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
    const ready = await setUp(ROOT, { tryAgain: true })
    await buildWindow(ROOT, ready.node)
    const electron = await fetchElectron(ROOT, ready.node, { tryAgain: true })
    const window = 'path' in electron ? 'Electron' : `no Electron (${electron.reason})`
    say(`Everything is set up: ${describeReady(ready)}, ${window}.`)
  })
}
