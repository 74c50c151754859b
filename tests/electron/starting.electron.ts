import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'
import { lastWords } from '../../src/main/child.ts'
import { uniform } from '../support/random.ts'
import { canMount, electronWith } from './support/namespace.ts'
import {
  ask,
  type Exit,
  electronPath,
  endsWithin,
  environment,
  makeFolder,
  openElectron,
} from './support/open-electron.ts'
import { partsNamed, processesOn, statusOf } from './support/processes.ts'
import { startRun, trainToEnd, until } from './support/runs.ts'
import { hasKeyboard, openDesk } from './support/screen.ts'

/** The program as a person starts it, with nobody looking into it. */
function start(folder: string, program = electronPath, more = {}): ChildProcess {
  const child = spawn(program, [ROOT], {
    env: environment(folder, more),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => {
    for (const pid of processesOn(folder)) process.kill(pid, 'SIGKILL')
  })
  return child
}

const endOf = (child: ChildProcess): Promise<Exit> =>
  new Promise(resolve => child.once('exit', (code, signal) => resolve({ code, signal })))

describe('started and ended over and over', () => {
  const rounds = 25

  /** At any moment of a start, or after it: SIGTERM ends it, and the next start finds all in order. */
  async function startAndQuit(folder: string, [late, moment]: readonly number[]): Promise<void> {
    const log = join(folder, 'logs', 'hindcast.log')
    const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
    const before = said().length
    const child = start(folder)
    const ended = endOf(child)
    if ((late ?? 0) < 0.5) {
      // the service is open: from here on all of it has to be closed in order
      await until(async () => said().length > before)
    }
    await new Promise(done => setTimeout(done, (moment ?? 0) * 600))
    child.kill('SIGTERM')
    const { code, signal } = await endsWithin(15, ended, said)
    // before it listens, the system itself ends it
    expect([0, null]).toContain(code)
    expect([null, 'SIGTERM']).toContain(signal)
    await until(async () => processesOn(folder).length === 0)
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(`no one of ${rounds} starts hangs (seed %i)`, async seed => {
    const folder = makeFolder()
    const random = uniform(2 * rounds, seed, 0, 1)
    for (let round = 0; round < rounds; round++)
      await startAndQuit(folder, [...random.subarray(2 * round, 2 * round + 2)])
    const opened = await openElectron(folder)
    expect(await ask(opened, 'listRuns')).toEqual([])
  })
})

describe('a start that finds trouble', () => {
  it('sets a damaged database aside, says so, and begins a new one', async () => {
    const first = await openElectron()
    await trainToEnd(first)
    first.child.kill('SIGTERM') // in order, so that no log mends the file
    await first.ended
    const file = join(first.folder, 'hindcast.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 0, 4096)
    writeFileSync(file, bytes)
    const again = await openElectron(first.folder)
    await again.page
      .getByText(/damaged/)
      .first()
      .waitFor()
    expect(await ask(again, 'listRuns')).toEqual([])
    const kept = readdirSync(first.folder).filter(name => name.includes('damaged'))
    expect(kept.length).toBeGreaterThan(0)
  })

  it.runIf(canMount && hasKeyboard)('says that the disk is full, and ends', async () => {
    const folder = makeFolder()
    const mounts = `mount -t tmpfs -o size=256k none "$HINDCAST_DATA"
      head -c 1M /dev/zero > "$HINDCAST_DATA/filler" 2>/dev/null || true`
    const desk = await openDesk()
    const child = start(folder, electronWith(mounts, makeFolder()), { DISPLAY: desk.display })
    const ended = endOf(child)
    const said = lastWords(child.stderr)
    await until(async () => said().includes('Hindcast cannot open its database'))
    expect(said()).toContain('the disk is full')
    await desk.focusMain() // the system’s own box, alone on the screen
    desk.press('Return')
    expect(await ended).toEqual({ code: 1, signal: null })
  })

  it.runIf(canMount)(
    'opens without a library, and says so where something is to train',
    async () => {
      const library = join(ROOT, 'node_modules', '@tensorflow', 'tfjs-node', 'deps', 'lib')
      const through = electronWith(`mount -t tmpfs none "${library}"`, makeFolder())
      const opened = await openElectron(makeFolder(), { through })
      const id = await startRun(opened, 10)
      await opened.page
        .getByText(/Training needs TensorFlow, which is not ready/)
        .first()
        .waitFor()
      const runs = await ask(opened, 'listRuns')
      expect(runs.find(run => run.id === id)?.state).toBe('failed')
    }
  )

  it.runIf(process.platform === 'linux')(
    'goes without Chromium’s sandbox where that was asked for',
    async () => {
      const opened = await openElectron(makeFolder(), { args: ['--no-sandbox'] })
      const [page] = await partsNamed(opened, 'Tab')
      expect(statusOf(page?.pid ?? 0)['Seccomp']).toBe('0')
      expect(await ask(opened, 'readApp')).toMatchObject({ host: 'electron' })
    }
  )
})
