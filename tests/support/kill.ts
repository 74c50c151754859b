import { type ChildProcess, spawn } from 'node:child_process'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Runs a script as a child process and kills it, to prove that nothing is half-recorded.
 * The child prints the line `ready` once its real work begins, and `acknowledged VALUE` for
 * whatever it would tell a person is kept.
 */
export interface Child {
  /** A `.ts` file, run by the node that runs the test. */
  readonly script: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** From `ready` to the end; NaN when it never became ready. */
  readonly milliseconds: number
  readonly lines: readonly string[]
  readonly acknowledged: readonly string[]
  readonly errors: string
}

/** Starts the child; kills it so many milliseconds after `ready` when asked to. */
export function runChild(child: Child, killAfter?: number): Promise<Ended> {
  return startChild(child, killAfter).ended
}

/** As `runChild`, with the process at hand and its `ready` to wait for. */
export function startChild({ script, args = [], env = {} }: Child, killAfter?: number) {
  const childProcess = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>()
  const ended = follow(childProcess, killAfter, becomeReady)
  return { process: childProcess, ready, ended }
}

function follow(child: ChildProcess, killAfter: number | undefined, onReady: () => void) {
  let [out, errors, readyAt] = ['', '', Number.NaN]
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (!Number.isNaN(readyAt) || !/^ready$/m.test(out)) return
    readyAt = performance.now()
    onReady()
    if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      // A line cut short by the kill was never said.
      const lines = out.split('\n').slice(0, -1)
      const said = lines.filter(line => line.startsWith('acknowledged '))
      const acknowledged = said.map(line => line.slice('acknowledged '.length))
      const milliseconds = performance.now() - readyAt
      resolve({ code, signal, milliseconds, lines, acknowledged, errors })
    })
  })
}

export interface RandomKills {
  /** How many times the child has to die while working. */
  readonly kills: number
  /** From HINDCAST_KILL_SEED, or the clock: printed, so that a failure can be had again. */
  readonly seed?: number
  /** Called after each kill with how the child ended; throws to fail the test. */
  readonly check: (ended: Ended, nth: number) => void | Promise<void>
}

/**
 * Measures one whole run of the child, then kills it at `kills` moments spread at random over
 * that time, checking after each. A child that was done before its kill does not count.
 */
export async function killAtRandom(child: Child, { kills, check, ...rest }: RandomKills) {
  const seed = rest.seed ?? Number(process.env['HINDCAST_KILL_SEED'] ?? Date.now() % 1_000_000)
  console.log(`kills of ${child.args?.join(' ') ?? child.script}: HINDCAST_KILL_SEED=${seed}`)
  const random = xoroshiro128plus(seed)
  const whole = expectWhole(await runChild(child))
  let killed = 0
  for (let attempt = 0; killed < kills; attempt++) {
    if (attempt > 4 * kills)
      throw new Error(`only ${killed} of ${attempt} children could be killed`)
    const delay = uniformInt(random, 0, Math.ceil(whole.milliseconds))
    const ended = await runChild(child, delay)
    if (ended.signal !== 'SIGKILL') expectWhole(ended)
    else killed += 1
    await check(ended, killed)
  }
  return { seed, killed, milliseconds: whole.milliseconds }
}

/** Has the child die at a fault point; fails when it never came there. */
export async function killAtFault(child: Child, fault: string): Promise<Ended> {
  const ended = await runChild({ ...child, env: { ...child.env, HINDCAST_FAULT: fault } })
  if (ended.signal === 'SIGKILL') return ended
  throw new Error(`${fault} was never passed (code ${ended.code}): ${ended.errors}`)
}

/** The child's end, once it is sure that it ended well. */
export function expectWhole(ended: Ended): Ended {
  if (ended.code === 0) return ended
  throw new Error(`the child ended with ${ended.code ?? ended.signal}: ${ended.errors}`)
}
