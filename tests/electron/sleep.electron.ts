import { expect, it } from 'vitest'
import { ask, type Opened, openElectron } from './support/open-electron.ts'
import { partsOf } from './support/processes.ts'
import { findRun, startRun, until } from './support/runs.ts'

// A computer that sleeps: its processes stand still, for longer than a lease lasts, and go on.

const emit = ({ app }: Opened, name: 'suspend' | 'resume') =>
  app.evaluate(({ powerMonitor }, name) => {
    powerMonitor.emit(name)
  }, name)

const signal = (pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT') => {
  for (const pid of pids) process.kill(pid, name)
}

const sleep = 11_000 // ms: more than `staleAfter` of the leases
const epochs = 15_000

const finish = async (opened: Opened, id: string) => {
  await until(async () => (await findRun(opened, id))?.state === 'finished')
  const { results } = await ask(opened, 'readRun', { id })
  const weights = results?.training.map(({ weightsHash }) => weightsHash)
  return { weights, forecasters: results?.forecasters, verdicts: results?.verdicts }
}

it('a run that sleeps in training ends with the same numbers as one that did not', async () => {
  const opened = await openElectron()
  const id = await startRun(opened, epochs)
  await until(async () => ((await findRun(opened, id))?.progress ?? 0) > 0)
  const main = opened.child.pid ?? 0
  const pids = (await partsOf(opened)).map(({ pid }) => pid).filter(pid => pid !== main)
  await emit(opened, 'suspend')
  signal([...pids, main], 'SIGSTOP')
  await new Promise(done => setTimeout(done, sleep))
  signal([main, ...pids], 'SIGCONT')
  await emit(opened, 'resume')
  expect((await findRun(opened, id))?.state).toBe('training')
  const slept = await finish(opened, id)

  const awake = await startRun(opened, epochs)
  expect(await finish(opened, awake)).toEqual(slept)
  expect((await findRun(opened, awake))?.id).not.toBe(id)
})
