import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isAddonCached, placeAddon, requireCompiler } from './addon.mjs'
import { lastLines, runCommand } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { libraryName, linkLibrary, sweepDrafts } from './library.mjs'
import { withLock } from './lock.mjs'
import { fetchOfficialLibrary, findOfficialLibrary, isOfficialReachable } from './official.mjs'
import { log, say } from './say.mjs'
import { fetchWheelLibrary, findWheelLibrary, wheelFor } from './wheel.mjs'

/** @typedef {import('./pinned-node.mjs').PinnedNode} PinnedNode */
/** @typedef {import('./library.mjs').Library} Library */
/** @typedef {{ version: string, origin: 'official' | 'wheel', folder: string }} Engine */

/**
 * libtensorflow and the addon, each from the user's cache where it is there, proven by a real
 * operation. HINDCAST_LIBTENSORFLOW=official or =wheel allows that source alone.
 * @param {string} root
 * @param {string} cache
 * @param {PinnedNode} node
 * @returns {Promise<Engine>}
 */
export function installEngine(root, cache, node) {
  return withLock(join(cache, 'setup.lock'), 'TensorFlow', async () => {
    sweepDrafts(cache)
    return (await tryOfficial(root, cache, node)) ?? (await takeWheel(root, cache, node))
  })
}

/** @param {string} source */
function isAllowed(source) {
  return (process.env.HINDCAST_LIBTENSORFLOW ?? source) === source
}

/** @param {string} root @param {string} cache @param {PinnedNode} node @returns {Promise<Engine | undefined>} */
async function tryOfficial(root, cache, node) {
  if (!isAllowed('official')) return undefined
  const kept = findOfficialLibrary(root, cache)
  // A wheel's library that is there already is not worth another download.
  if (!kept && isAllowed('wheel') && findWheelLibrary(cache)) return undefined
  if (!kept && !(await isOfficialReachable(root))) {
    say(
      `tfjs-node's own download site cannot be reached from here${wheelFor() ? '; taking the library from the TensorFlow wheel' : ''}.`
    )
    return undefined
  }
  try {
    return await use(root, cache, node, kept ?? (await fetchOfficialLibrary(root, cache, node)))
  } catch (error) {
    if (!(error instanceof SetupFailure) || !isAllowed('wheel')) throw error
    say(`${error.message}\nTaking the library from the TensorFlow wheel instead.`)
    return undefined
  }
}

/** @param {string} root @param {string} cache @param {PinnedNode} node @returns {Promise<Engine>} */
async function takeWheel(root, cache, node) {
  const wheel = wheelFor()
  const name = libraryName('wheel', wheel?.version ?? '')
  if (wheel && !isAddonCached(root, cache, node, { name })) await requireCompiler()
  const library = findWheelLibrary(cache) ?? (await fetchWheelLibrary(root, cache))
  return use(root, cache, node, library)
}

/**
 * Links a library, places its addon and proves both. An addon out of the cache that fails was
 * compiled on another system that shares this home: it is compiled anew, once.
 * @param {string} root @param {string} cache @param {PinnedNode} node @param {Library} library
 * @returns {Promise<Engine>}
 */
async function use(root, cache, node, library) {
  linkLibrary(root, library)
  const fromCache = await placeAddon(root, cache, node, library)
  let proof = await proveBackend(root, node)
  if (!proof.ok && fromCache) {
    await placeAddon(root, cache, node, library, { anew: true })
    proof = await proveBackend(root, node)
  }
  if (proof.ok) return { version: proof.tensorflow, origin: library.origin, folder: library.folder }
  throw new SetupFailure(
    `TensorFlow is in place but does not work.\n${lastLines(proof.output)}`,
    `Remove ${library.folder}.`
  )
}

/**
 * tf.add(1, 2) in a process of its own, so that a crash there is only an answer here.
 * @param {string} root
 * @param {PinnedNode} node
 */
export async function proveBackend(root, node) {
  const script = fileURLToPath(new URL('prove-backend.cjs', import.meta.url))
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const { output } = await runCommand(node.path, [script], { cwd: root, env, limitMs: 60_000 })
  log(root, `prove-backend:\n${output}`)
  const answer = output.split('\n').find(line => line.startsWith('{"sum"')) ?? '{}'
  const { sum, tensorflow = '' } = JSON.parse(answer)
  return { ok: sum === 3, tensorflow: /** @type {string} */ (tensorflow), output }
}
