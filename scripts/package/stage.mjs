import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { minifySync } from 'rolldown/utils'
import { SetupFailure } from '../setup/failure.mjs'
import { readJson } from '../setup/files.mjs'
import { keptFiles } from './kept.mjs'
import { stripAll } from './strip.mjs'

/** @typedef {import('./kept.mjs').Target} Target */

/**
 * Lays out the program as it is packed: what electron-vite built, the few files of packages that
 * it reads at run time, and a package.json without dependencies; all of it as small as it gets.
 * Runs under plain Node too.
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
  minifyMain(join(folder, 'main'))
  if (target.platform === 'linux') stripAll(folder)
}

/**
 * Half of main's JavaScript is comments and indentation. It is kept in out/, for whoever reads a
 * stack there; functions and classes keep their names here too. What vite built as a page, and the
 * page of reports in a folder of its own, are small already.
 * @param {string} folder
 */
function minifyMain(folder) {
  const keepNames = { function: true, class: true }
  for (const name of readdirSync(folder).filter(entry => entry.endsWith('.js'))) {
    const file = join(folder, name)
    const { code, errors } = minifySync(name, readFileSync(file, 'utf8'), {
      module: true,
      compress: { target: 'node24', keepNames },
      mangle: { toplevel: true, keepNames },
    })
    if (errors[0]) throw new Error(`${name}: ${errors[0].message}`)
    writeFileSync(file, code)
  }
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
