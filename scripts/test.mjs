import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMain } from './setup/failure.mjs'
import { readJson, remove } from './setup/files.mjs'
import { launch } from './setup/launch.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { requireEngine } from './setup/try-engine.mjs'
import { setUp } from './setup.mjs'
import { addCounts, conclude, countTests } from './test-counts.mjs'
import { testElectron } from './test-electron.mjs'

/**
 * Runs the suite with coverage and ends with one line of true counts. Arguments go to vitest.
 * @param {string[]} args
 * @param {{ root?: string, electron?: boolean }} [options] another folder of tests, for this script's
 *   own test; whether the tests in Electron follow
 * @returns {Promise<number>} exit code
 */
export async function runTests(args, { root = ROOT, electron = false } = {}) {
  const ready = await setUp()
  requireEngine(ready)
  const { node } = ready
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-test-'))
  const file = join(folder, 'results.json')
  try {
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await launch(node.path, vitest, ['run', '--coverage', ...reporters, ...args], {
      cwd: root,
      // code out of Node's compile cache is counted less exactly
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    })
    const counts = countTests(readJson(file))
    return electron ? await followInElectron(code, counts) : conclude(code, counts)
  } finally {
    remove(folder)
  }
}

/**
 * The tests in Electron, and one line for both suites. That there is no Electron is said, and no
 * failure.
 * @param {number} code of the suite before
 * @param {import('./test-counts.mjs').Counts} counts
 */
async function followInElectron(code, counts) {
  const ran = await testElectron([])
  if ('code' in ran) return conclude(code || ran.code, addCounts(counts, ran.counts))
  say(`The tests in Electron did not run: ${ran.reason}.`)
  return conclude(code, counts)
}

if (isMain(import.meta.url)) {
  const args = process.argv.slice(2)
  // windows that open for ten minutes are nothing for a person's screen; npm run test:electron does it
  const electron = Boolean(process.env.CI) && args.length === 0
  await runMain(() => runTests(args, { electron }))
}
