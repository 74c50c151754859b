import { SetupFailure } from '../setup/failure.mjs'
import { findProgram } from '../setup/find-program.mjs'

/**
 * @typedef {object} Project what package.json says
 * @property {string} version
 * @property {string} [homepage]
 * @property {string | { url?: string }} [repository]
 */

/**
 * Where the program and its sources are to be found; both are empty until they have a place.
 * @param {Pick<Project, 'homepage' | 'repository'>} project
 */
export function addressesOf({ homepage, repository }) {
  const url = typeof repository === 'string' ? repository : repository?.url
  return { homepage: homepage ?? '', repository: url ?? '' }
}

/**
 * What may be missing while one tries, and not in what strangers install.
 * @param {Project} project
 * @param {{ platform?: string, env?: NodeJS.ProcessEnv }} [machine]
 * @throws {SetupFailure} one for the first thing that is missing
 */
export function checkRelease(project, { platform = process.platform, env = process.env } = {}) {
  const empty = Object.entries(addressesOf(project)).filter(([, address]) => !address)
  if (empty.length > 0)
    throw new SetupFailure(
      `A release names its homepage and its repository, and package.json leaves ${empty.map(([name]) => name).join(' and ')} empty.`,
      'Fill them in there; npm run package without --release goes without.'
    )
  // as GitHub's runners say which tag they were started for
  const tag = env['GITHUB_REF_TYPE'] === 'tag' ? env['GITHUB_REF_NAME'] : undefined
  if (tag && tag !== `v${project.version}`)
    throw new SetupFailure(
      `The tag is ${tag} and package.json says ${project.version}.`,
      `Make them agree: the installers would be named after ${project.version}.`
    )
  if (env['HINDCAST_ELECTRON_DIST'])
    throw new SetupFailure(
      'A release is packed with the pinned Electron, not with one out of a folder.',
      'Unset HINDCAST_ELECTRON_DIST.'
    )
  const missing =
    platform === 'linux' ? ['strip', 'dpkg-deb'].filter(name => !findProgram(name, env)) : []
  if (missing.length > 0)
    throw new SetupFailure(
      `A release is stripped and has a .deb, and there is no ${missing.join(', no ')} here.`,
      'Debian and Ubuntu: apt-get install binutils dpkg.'
    )
}
