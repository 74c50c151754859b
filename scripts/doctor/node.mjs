import { runNpm } from '../setup/command.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { arePackagesReady, isInstalled } from '../setup/packages.mjs'
import { pinnedNode } from '../setup/pinned-node.mjs'

/** @typedef {import('../doctor.mjs').Finding} Finding */

/** @param {string} root @returns {Finding} */
export function checkNode(root) {
  const name = 'Node'
  try {
    const node = pinnedNode(root)
    const origin = node.origin === 'package' ? 'from its npm package' : 'the one that runs this'
    return {
      name,
      state: 'ok',
      found: `${node.version}, ${origin} (started by ${process.versions.node})`,
    }
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    return { name, state: 'broken', found: error.message, remedy: `npm run setup. ${error.remedy}` }
  }
}

/** @returns {Promise<Finding>} */
export async function checkNpm() {
  const name = 'npm'
  const { code, output } = await runNpm(['--version', '--loglevel=silent'])
  const version = output.match(/^\d+\.\d+\.\d+\S*$/m)?.[0]
  if (code === 0 && version) return { name, state: 'ok', found: version }
  return { name, state: 'broken', found: 'not found', remedy: 'Install Node.js with npm.' }
}

/** @param {string} root @returns {Finding} */
export function checkPackages(root) {
  const name = 'Packages'
  if (arePackagesReady(root) || isInstalled(root)) {
    return { name, state: 'ok', found: 'as the lockfile asks' }
  }
  return { name, state: 'broken', found: 'not those of the lockfile', remedy: 'npm run setup' }
}
