import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupFailure } from '../setup/failure.mjs'
import { readJson } from '../setup/files.mjs'
import { keptFiles } from './kept.mjs'

/** @typedef {import('./kept.mjs').Target} Target */

/**
 * Lays out the program as it is packed: what electron-vite built, the few files of packages that
 * it reads at run time, and a package.json without dependencies. Runs under plain Node too.
 * @param {string} root the checkout, built
 * @param {string} folder made anew
 * @param {{ target?: Target, built?: string, modules?: string }} [from]
 * @throws {SetupFailure} when a part is not there
 */
export function stage(root, folder, from = {}) {
  const { target = process, built = join(root, 'out') } = from
  const { modules = join(root, 'node_modules') } = from
  rmSync(folder, { recursive: true, force: true })
  for (const part of ['main', 'preload', 'renderer']) copy(join(built, part), join(folder, part))
  for (const [name, files] of Object.entries(keptFiles(target))) {
    for (const file of files)
      copy(join(modules, name, file), join(folder, 'node_modules', name, file))
  }
  copy(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  const { name, version, description, license } = readJson(join(root, 'package.json'))
  const about = { name, version, description, license, type: 'module', main: 'main/index.js' }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`)
}

/**
 * A file, or a folder with the links within it; the folder itself may be a link (libtensorflow
 * lies in the user's cache).
 * @param {string} from @param {string} to
 */
function copy(from, to) {
  if (!existsSync(from))
    throw new SetupFailure(
      `${from} is not there.`,
      'Run npm run setup and npm run build. Native parts are there only for the system that runs this: package for another one on that one.'
    )
  mkdirSync(dirname(to), { recursive: true })
  cpSync(realpathSync(from), to, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: source => !source.endsWith('.map'),
  })
}
