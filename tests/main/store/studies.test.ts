import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { deleteRun, purgeRuns, restoreRun } from '../../../src/main/store/deletion.ts'
import { settleRestored } from '../../../src/main/store/queue.ts'
import type { Store } from '../../../src/main/store/store.ts'
import {
  claimStudy,
  createStudy,
  deleteStudy,
  endStudy,
  enqueueStudy,
  findStudy,
  listStudies,
  readStudyQueue,
  readStudyResults,
  readUnits,
  saveTotal,
  saveUnit,
} from '../../../src/main/store/studies.ts'
import { backtestSpecSchema } from '../../../src/shared/studies/backtest.ts'
import { startChild } from '../../support/kill.ts'
import { someBacktest } from '../../support/some-backtest.ts'
import { makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))
const spec = backtestSpecSchema.parse({ kind: 'backtest', stride: 5 })

function asked(store: Store, run = makeRun(store)): string {
  const id = createStudy(store, { run, spec, testOpen: true })
  saveTotal(store, id, 3)
  return id
}

const found = (store: Store, id: string) => {
  const study = findStudy(store, id)
  if (!study.ok) throw new Error(JSON.stringify(study.failure))
  return study.value
}

describe('a study', () => {
  it('waits once it is asked, and is found by the beginning of its id', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    const id = asked(store, run)
    expect(found(store, id.slice(0, 4))).toMatchObject({ id, run, spec, state: 'waiting' })
    expect(found(store, id)).toMatchObject({ done: 0, total: 3, testOpen: true, reason: null })
    expect(findStudy(store, '')).toMatchObject({ failure: { kind: 'no-such-study' } })
    expect(listStudies(store, run).map(study => study.id)).toEqual([id])
    expect(listStudies(store, 'another')).toEqual([])
  })

  it('keeps its units and what it found, to the last digit, and none that are asked for later', () => {
    const { store } = openForTest()
    const id = asked(store)
    saveUnit(store, id, 2, { steps: [0.1 + 0.2, null] }, 1.5)
    saveUnit(store, id, 0, 'first', 1)
    expect([...readUnits(store, id)]).toEqual([
      [0, 'first'],
      [2, { steps: [0.1 + 0.2, null] }],
    ])
    expect(found(store, id).done).toBe(2)
    expect(readStudyResults(store, id)).toBeNull()
    endStudy(store, id, 'finished', { results: someBacktest })
    expect(readStudyResults(store, id)).toEqual(someBacktest)
    expect(claimStudy(store, id)).toMatchObject({ failure: { kind: 'study-finished', id } })
  })

  it('goes with its run: hidden, back again, and for good', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    const id = asked(store, run)
    enqueueStudy(store, id)
    deleteRun(store, run)
    expect(findStudy(store, id)).toMatchObject({ failure: { kind: 'no-such-study' } })
    expect([listStudies(store), readStudyQueue(store)]).toEqual([[], []])
    restoreRun(store, run)
    expect(readStudyQueue(store)).toEqual([id])
    deleteRun(store, run)
    purgeRuns(store, new Date(Date.now() + 1000))
    restoreRun(store, run)
    expect(findStudy(store, id)).toMatchObject({ failure: { kind: 'no-such-study' } })
    // somebody who still works at it does not stumble
    saveUnit(store, id, 0, 'late', 1)
    endStudy(store, id, 'cancelled')
    expect(readUnits(store, id).size).toBe(0)
  })

  it('of a restored backup waits for nobody and begins for nobody', () => {
    const { store } = openForTest()
    const [first, second] = [asked(store), asked(store)]
    enqueueStudy(store, first)
    claimStudy(store, second)
    settleRestored(store)
    expect([found(store, first).state, found(store, second).state]).toEqual([
      'interrupted',
      'interrupted',
    ])
    expect(readStudyQueue(store)).toEqual([])
  })
})

describe('the queue', () => {
  it('is in the order of asking, without those that ended or are worked at', () => {
    const { store } = openForTest()
    const run = makeRun(store)
    const ids = Array.from({ length: 4 }, () => asked(store, run))
    for (const id of ids) enqueueStudy(store, id)
    endStudy(store, ids[1] ?? '', 'cancelled')
    claimStudy(store, ids[2] ?? '')
    expect(readStudyQueue(store)).toEqual([ids[0], ids[3]])
    endStudy(store, ids[2] ?? '', 'interrupted')
    expect(readStudyQueue(store)).toEqual([ids[0], ids[2], ids[3]])
    enqueueStudy(store, ids[0] ?? '')
    expect(readStudyQueue(store)).toEqual([ids[2], ids[3], ids[0]])
  })
})

describe('two processes', () => {
  it('never work at one study; the death of one gives it free, with what it did', async () => {
    const { store } = openForTest()
    const id = asked(store)
    const child = startChild({ script, args: ['study', store.folder, id] })
    await child.ready
    expect(found(store, id)).toMatchObject({ state: 'running', done: 1 })
    expect(claimStudy(store, id)).toMatchObject({ failure: { kind: 'study-busy', id } })
    expect(deleteStudy(store, id)).toMatchObject({ failure: { kind: 'study-busy', id } })
    child.process.kill('SIGKILL')
    await child.ended
    expect(found(store, id)).toMatchObject({ state: 'interrupted', done: 1 })
    expect(claimStudy(store, id)).toMatchObject({ ok: true, value: { state: 'running', done: 1 } })
    expect(readUnits(store, id).get(0)).toBe('of the child')
    const other = startChild({ script, args: ['study', store.folder, id] })
    expect((await other.ended).lines).toEqual(['study-busy'])
  })
})
