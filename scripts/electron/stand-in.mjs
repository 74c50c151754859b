import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from '../setup/command.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { say } from '../setup/say.mjs'

// Where the pinned Electron cannot be fetched, an older one may stand in: a folder `electron-proof`
// beside the checkout knows how to get one and how to lower a build of ours to it.

/** The steps of its run.sh, in order, and what each is for. */
const STEPS = {
  tools: 'its tools',
  electron: 'an older Electron',
  copy: 'a copy of the checkout',
  build: 'the build',
  lower: 'lowering the build',
  sqlite: 'SQLite for it',
  hand_over: 'handing it to an ordinary user',
}

/** Those that fetch: where they fail there is no Electron, which is an answer and no failure. */
const FETCHING = new Set(['tools', 'electron'])

const LIMIT_MS = 10 * 60_000

/** @param {string} root the checkout @returns {string | undefined} the script, where it is there */
export function findStandIn(root) {
  const script = join(root, '..', 'shared', 'electron-proof', 'run.sh')
  const fits = process.platform === 'linux' && process.arch === 'x64'
  return fits && existsSync(script) ? script : undefined
}

/**
 * Gets it, and the checkout lowered to it, as nobody's.
 * @param {string} script
 * @param {string} root
 * @param {string} work a folder of 5 GB
 * @returns {Promise<{ program: string, root: string } | { reason: string }>}
 */
export async function makeStandIn(script, root, work) {
  for (const [step, what] of Object.entries(STEPS)) {
    say(`Tests in Electron: ${what} …`)
    // the script is made of functions; what follows them, from `for it in` on, calls them all
    const one = `source <(sed '/^for it in/,$d' "$0"); ${step}`
    const command = ['-c', one, script, root, work]
    const { code, output } = await runCommand('bash', command, { cwd: work, limitMs: LIMIT_MS })
    if (code === 0) continue
    if (FETCHING.has(step)) return { reason: `${what} could not be had: ${lastLines(output, 2)}` }
    throw new SetupFailure(
      `The older Electron could not be readied: ${what}.\n${lastLines(output, 5)}`,
      `Look at ${script}.`
    )
  }
  return { program: join(work, 'electron', 'electron'), root: join(work, 'p') }
}
