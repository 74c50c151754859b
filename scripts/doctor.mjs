import { availableParallelism } from 'node:os'
import { checkBrowser, checkDataFolder, checkDisplay, checkElectron } from './doctor/machine.mjs'
import { checkEngine, checkSqlite } from './doctor/native.mjs'
import { checkNode, checkNpm, checkPackages } from './doctor/node.mjs'
import { runMain } from './setup/failure.mjs'
import { isMain, ROOT } from './setup/paths.mjs'

/**
 * `ok`; `broken`: Hindcast needs it, the remedy follows; `absent`: Hindcast does without it.
 * @typedef {{ name: string, state: 'ok' | 'broken' | 'absent', found: string, remedy?: string }} Finding
 */

const MARKS = { ok: '✓', broken: '✗', absent: '–' }

/**
 * Says what is there, and what to do about what is not. Changes nothing; works also where set-up
 * was never done or is broken, hence plain Node without a package.
 * @param {string[]} args `--json` for machines
 * @returns {Promise<number>} exit code: 1 when something needed is broken
 */
export async function diagnose(args) {
  const findings = await examine(ROOT)
  const ok = findings.every(({ state }) => state !== 'broken')
  if (args.includes('--json'))
    process.stdout.write(`${JSON.stringify({ ok, findings }, null, 2)}\n`)
  else
    process.stdout.write(
      `${table(findings)}\n\n${ok ? 'Everything Hindcast needs is here.' : 'Something is missing: see the arrows.'}\n`
    )
  return ok ? 0 : 1
}

/** @param {string} root @returns {Promise<Finding[]>} */
async function examine(root) {
  return [
    checkNode(root),
    await checkNpm(),
    checkPackages(root),
    ...(await checkEngine(root)),
    checkThreads(),
    await checkSqlite(root),
    checkDataFolder(),
    checkDisplay(),
    checkBrowser(),
    checkElectron(root),
  ]
}

/** @returns {Finding} */
function checkThreads() {
  const cores = availableParallelism()
  // src/main/training/pool-size.ts: three at least, an experiment's
  const most = `one thread a network, up to ${Math.max(3, cores)} networks at once`
  return { name: 'Threads', state: 'ok', found: `${cores} core${cores === 1 ? '' : 's'}: ${most}` }
}

/** @param {Finding[]} findings */
function table(findings) {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const lines = findings.flatMap(({ name, state, found, remedy }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${found}`,
    ...(remedy && state !== 'ok' ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
  ])
  return lines.join('\n')
}

if (isMain(import.meta.url)) await runMain(() => diagnose(process.argv.slice(2)))
