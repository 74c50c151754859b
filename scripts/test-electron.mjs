import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { build } from './build.mjs'
import {
  asNobody,
  copyForNobody,
  environmentOf,
  giveToNobody,
  isRoot,
} from './electron/ordinary-user.mjs'
import { findStandIn, makeStandIn } from './electron/stand-in.mjs'
import { hasDisplay } from './setup/browser.mjs'
import { fetchElectron } from './setup/electron.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { readJson, remove } from './setup/files.mjs'
import { findProgram } from './setup/find-program.mjs'
import { launchProgram } from './setup/launch.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'
import { countTests } from './test-counts.mjs'

// npm run test:electron [-- vitest's own options]: what only a real Electron can prove. The pinned one
// where it can be fetched, HINDCAST_ELECTRON=PATH for any other, else the older one that may stand in.

/**
 * What is tested: Electron's program, the checkout that it runs, and whether that is nobody's.
 * @typedef {{ program: string, root: string, isNobodys: boolean }} Subject
 */

/**
 * Runs the tests in Electron.
 * @param {string[]} args vitest's own
 * @returns {Promise<{ code: number, counts: import('./test-counts.mjs').Counts } | { reason: string }>}
 *   or why there is no Electron
 */
export async function testElectron(args) {
  const { node } = await setUp()
  if (!hasDisplay() && !findProgram('Xvfb'))
    return { reason: 'there is no display, and no Xvfb to make one' }
  const kept = process.env.HINDCAST_ELECTRON_WORK
  if (kept) mkdirSync(kept, { recursive: true })
  const work = kept ?? mkdtempSync(join(tmpdir(), 'hindcast-electron-tests-'))
  try {
    const subject = await makeSubject(work, node)
    return 'reason' in subject ? subject : await run(subject, node.path, work, args)
  } finally {
    if (!kept) remove(work)
  }
}

/**
 * @param {string} work
 * @param {import('./setup/pinned-node.mjs').PinnedNode} node
 * @returns {Promise<Subject | { reason: string }>}
 */
async function makeSubject(work, node) {
  const given = process.env.HINDCAST_ELECTRON
  const found = given ? { path: given } : await fetchElectron(ROOT, node, { tryAgain: true })
  if ('path' in found) {
    say('Building the program that is tested …')
    await build(ROOT)
    if (!isRoot()) return { program: found.path, root: ROOT, isNobodys: false }
    const copy = join(work, 'checkout')
    copyForNobody(ROOT, copy)
    return { program: moved(found.path, copy), root: copy, isNobodys: true }
  }
  const script = findStandIn(ROOT)
  if (!script) return found
  if (!isRoot()) return { reason: `${found.reason}; the older one that stands in is for root` }
  const standIn = await makeStandIn(script, ROOT, work)
  return 'reason' in standIn ? standIn : { ...standIn, isNobodys: true }
}

/**
 * A path of the checkout in its copy; any other as it is.
 * @param {string} path @param {string} copy
 */
function moved(path, copy) {
  const inside = relative(ROOT, path)
  return inside.startsWith('..') ? path : join(copy, inside)
}

/** @param {Subject} subject @param {string} nodePath @param {string} work @param {string[]} args */
async function run({ program, root, isNobodys }, nodePath, work, args) {
  const [home, results] = [join(work, 'home'), join(work, 'results')]
  const file = join(results, 'results.json')
  mkdirSync(results, { recursive: true })
  if (isNobodys) for (const folder of [home, results]) giveToNobody(folder)
  const command = [
    ...(isNobodys ? asNobody : []),
    moved(nodePath, root),
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `--config=${join(root, 'vitest.electron.config.ts')}`,
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]
  const [first = '', ...rest] = command
  const env = { ...(isNobodys ? environmentOf(home) : process.env), HINDCAST_ELECTRON: program }
  const code = await launchProgram(first, rest, { cwd: root, env })
  return { code, counts: countTests(readJson(file)) }
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const ran = await testElectron(process.argv.slice(2))
    if ('code' in ran) return ran.code
    throw new SetupFailure(
      `There is no Electron on this machine (${ran.reason}): none of its tests ran.`,
      'npm test proves everything that can be proved without it.'
    )
  })
