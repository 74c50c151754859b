import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Hindcast, openHindcast } from '../../../src/main/api/hindcast.ts'
import { makeRun } from '../../../src/main/api/runs.ts'
import { findStudy, readUnits, saveUnit } from '../../../src/main/store/studies.ts'
import { askStudy, workStudy } from '../../../src/main/studies/work-study.ts'
import { backtestSpecSchema } from '../../../src/shared/studies/backtest.ts'
import type { StudySummary } from '../../../src/shared/studies/study.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from '../api/examples.ts'
import { QuickTrainers } from './quick-trainers.ts'

/** A finished run, and the same database with trainers that wait for the test. */
const temporary = openTemporary()
afterAll(temporary.dispose)
let [run, revisionId] = ['', 0]
beforeAll(async () => {
  revisionId = (await importPrices(temporary.h, 'ACME', makePrices(120))).id
  run = (await finishRun(temporary.h, makeExperiment({ retrain: false }), revisionId)).id
})

let trainers: QuickTrainers
let h: Hindcast
beforeEach(() => {
  trainers = new QuickTrainers()
  h = must(
    openHindcast({ folder: join(temporary.folder, 'data'), launch: trainers.launch })
  ).hindcast
  h.pool.resize(2)
})
afterEach(() => h.close())

const spec = backtestSpecSchema.parse({
  kind: 'backtest',
  stride: 4,
  horizon: 5,
  training: 'each origin',
})
const ask = () => must(askStudy(h, run, spec)).id
const stateOf = (id: string) => must(findStudy(h.store, id))
const never = new AbortController().signal
const turn = () => new Promise(resolve => setTimeout(resolve, 5))
async function untilHeld(count: number): Promise<void> {
  while (trainers.held < count) await turn()
}

it('does as many units at once as there are trainers, and tells how far it is', async () => {
  trainers.hold()
  const id = ask()
  const told: StudySummary[] = []
  const work = workStudy(h, id, { signal: never, onProgress: summary => told.push(summary) })
  await untilHeld(2)
  for (let k = 0; k < 5; k++) await turn()
  expect(trainers.held).toBe(2)
  trainers.goOn()
  must(await work)
  const { total } = stateOf(id)
  expect(told.map(({ done }) => done)).toEqual(Array.from({ length: total! + 1 }, (_, k) => k))
  expect(told[0]).toMatchObject({ state: 'running', secondsLeft: null, total })
  expect(told[1]?.secondsLeft).toBeGreaterThan(0)
  expect(told.at(-1)?.secondsLeft).toBe(0)
})

it.each([
  ['interrupted', 'interrupted', 'It was stopped while it worked; what is done is kept.'],
  [undefined, 'cancelled', null],
] as const)('stopped with the reason %s is %s', async (reason, state, words) => {
  trainers.hold()
  const id = ask()
  const stop = new AbortController()
  const work = workStudy(h, id, { signal: stop.signal })
  await untilHeld(1)
  stop.abort(reason)
  expect(await work).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
  expect(stateOf(id)).toMatchObject({ state, reason: words, finishedAt: null })
})

it('does not do again what is done', async () => {
  const id = ask()
  const { total } = stateOf(id)
  for (let unit = 0; unit < total!; unit++)
    if (unit !== 3) saveUnit(h.store, id, unit, { steps: [0, 0, 0, 0, 0] }, 1)
  must(await workStudy(h, id, { signal: never }))
  expect(trainers.seen.filter(({ kind }) => kind === 'train')).toHaveLength(1)
})

it('fails as a unit does, in a sentence; the others end, and what was done is kept', async () => {
  const id = ask()
  trainers.hold()
  const work = workStudy(h, id, { signal: never })
  await untilHeld(2)
  trainers.release(1)
  while (readUnits(h.store, id).size === 0) await turn()
  await untilHeld(2)
  trainers.breakAll('out of memory')
  expect(await work).toMatchObject({ ok: false, failure: { kind: 'trainer-died' } })
  expect(stateOf(id)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('out of memory'),
    done: 1,
  })
  trainers.mend()
  must(await workStudy(h, id, { signal: never }))
  expect(stateOf(id).state).toBe('finished')
})

it('is failed by a bug of ours, which is thrown on after the other units have ended', async () => {
  const id = ask()
  h.store.db.prepare('UPDATE run_models SET model = ? WHERE run_id = ?').run('nobody', run)
  try {
    await expect(workStudy(h, id, { signal: never })).rejects.toThrow('is not trained')
    expect(stateOf(id)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('A mistake of ours'),
    })
  } finally {
    h.store.db.prepare('UPDATE run_models SET model = ? WHERE run_id = ?').run('rnn', run)
  }
})

it('is worked at once only, and asked of finished runs only', async () => {
  trainers.hold()
  const id = ask()
  const work = workStudy(h, id, { signal: never })
  expect(await workStudy(h, id, { signal: never })).toEqual({
    ok: false,
    failure: { kind: 'study-busy', id },
  })
  trainers.goOn()
  must(await work)
  expect(await workStudy(h, id, { signal: never })).toEqual({
    ok: false,
    failure: { kind: 'study-finished', id },
  })
  const fresh = must(makeRun(h, { experiment: makeExperiment(), revisionId, quickLook: false }))
  expect(askStudy(h, fresh, spec)).toMatchObject({ failure: { kind: 'run-unfinished' } })
  expect(askStudy(h, 'nobody', spec)).toMatchObject({ failure: { kind: 'no-such-run' } })
})
