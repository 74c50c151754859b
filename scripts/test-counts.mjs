import { say } from './setup/say.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, uncollected: string[] }} Counts */

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

/**
 * Of two suites together.
 * @param {Counts} a @param {Counts} b
 * @returns {Counts}
 */
export const addCounts = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  uncollected: [...a.uncollected, ...b.uncollected],
})
