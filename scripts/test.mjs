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

/** @typedef {{ passed: number, failed: number, skipped: number, uncollected: string[] }} Counts */

/**
 * Runs the suite with coverage and ends with one line of true counts. Arguments go to vitest.
 * @param {string[]} args
 * @param {{ root?: string }} [options] another folder of tests, for this script's own test
 * @returns {Promise<number>} exit code
 */
export async function runTests(args, { root = ROOT } = {}) {
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
    return conclude(code, countTests(readJson(file)))
  } finally {
    remove(folder)
  }
}

/**
 * The counts of vitest's JSON report. A file that could not even be loaded has tests that nobody
 * counted: it is one failure.
 * @param {any} report undefined when vitest wrote none
 * @returns {Counts}
 */
export function countTests(report) {
  /** @type {any[]} */
  const files = report?.testResults ?? []
  const states = files.flatMap(file =>
    file.assertionResults.map((/** @type {any} */ test) => test.status)
  )
  const uncollected = files
    .filter(
      file =>
        file.status === 'failed' &&
        !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed')
    )
    .map(file => file.name)
  const passed = states.filter(state => state === 'passed').length
  const failed = states.filter(state => state === 'failed').length + uncollected.length
  return {
    passed,
    failed,
    skipped: states.length - passed - (failed - uncollected.length),
    uncollected,
  }
}

/**
 * Says the counts; green needs vitest's own word, no failure, and at least one test that ran.
 * @param {number} code vitest's exit code
 * @param {Counts} counts
 */
export function conclude(code, { passed, failed, skipped, uncollected }) {
  for (const name of uncollected) say(`Could not be run as a whole: ${name}`)
  if (passed + failed === 0) say('No test ran.')
  else if (code !== 0 && failed === 0)
    say(`Every test passed, but vitest ended with exit code ${code}; its output says why.`)
  process.stdout.write(
    `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`
  )
  return code !== 0 || failed > 0 || passed === 0 ? code || 1 : 0
}

if (isMain(import.meta.url)) await runMain(() => runTests(process.argv.slice(2)))
