import { installEngine } from './engine.mjs'
import { SetupFailure } from './failure.mjs'
import { say } from './say.mjs'

/** @typedef {import('./engine.mjs').Engine} Engine */
/** @typedef {{ reason: string, remedy: string }} Missing why there is no engine, and what to do */

/**
 * The engine, or why there is none: that is no end of set-up, because everything but training
 * works without it.
 * @param {string} root
 * @param {string} cache
 * @param {import('./pinned-node.mjs').PinnedNode} node
 * @param {typeof installEngine} [install] a test's own
 * @returns {Promise<{ engine: Engine } | { engine: null, missing: Missing }>}
 */
export async function tryEngine(root, cache, node, install = installEngine) {
  try {
    return { engine: await install(root, cache, node) }
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    // a mere start does not try: it can take minutes to fail
    const remedy = `${error.remedy} npm run setup tries again.`
    say(`\n${error.message}\n${remedy}`)
    return { engine: null, missing: { reason: error.message, remedy } }
  }
}

/**
 * For what is nothing without training, such as the tests.
 * @param {{ engine: Engine | null, missing?: Missing }} ready
 * @returns {Engine}
 * @throws {SetupFailure}
 */
export function requireEngine({ engine, missing }) {
  if (engine) return engine
  throw new SetupFailure(
    `TensorFlow is not ready: ${missing?.reason ?? 'it was not installed'}`,
    missing?.remedy ?? 'npm run setup installs it.'
  )
}
