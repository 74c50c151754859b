import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backtestSpecSchema } from '../../../src/shared/studies/backtest.ts'
import type { StudyState } from '../../../src/shared/studies/study.ts'
import { QuickTrainers } from '../studies/quick-trainers.ts'
import { makeExperiment } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

/** A window on a finished run of one small network; then trainers that wait for the test. */
let window: TestWindow
let trainers: QuickTrainers
let run = ''

beforeEach(async () => {
  trainers = new QuickTrainers()
  window = new TestWindow().open()
  const { revisionId } = await window.must('takeSample', { name: 'momentum' })
  const experiment = makeExperiment({ days: 120, epochs: 2, retrain: false })
  run = (await window.must('startRun', { experiment, revisionId, quickLook: false })).id
  await window.untilState(run, 'finished')
  await reopen()
  trainers.hold()
})
afterEach(() => window.dispose())

async function reopen(): Promise<void> {
  await window.close()
  window.open({ launch: trainers.launch })
}

/** Trains at each of four origins. */
const spec = backtestSpecSchema.parse({
  kind: 'backtest',
  stride: 6,
  horizon: 5,
  training: 'each origin',
})
const ask = async () => (await window.must('startStudy', { run, spec })).id
const summaryOf = async (id: string) => (await window.must('readStudy', { id })).summary
const until = (id: string, state: StudyState) =>
  window.until(async () => (await summaryOf(id)).state === state, `study ${id} ${state}`)
const untilHeld = () => window.until(() => trainers.held > 0, 'a training')

describe('studies', () => {
  it('are worked at one after the other, keep the computer awake, and tell how far they are', async () => {
    const [first, second] = [await ask(), await ask()]
    await untilHeld()
    expect((await summaryOf(first)).state).toBe('running')
    expect(await summaryOf(second)).toMatchObject({ state: 'waiting', done: 0, total: 4 })
    expect([window.desk.awake, window.service.training()]).toEqual([true, 2])
    trainers.goOn()
    await until(second, 'finished')
    expect(await summaryOf(first)).toMatchObject({ state: 'finished', done: 4, total: 4 })
    expect([window.desk.awake, window.service.training()]).toEqual([false, 0])
    const told = window.events('study-changed').filter(({ id }) => id === first)
    expect(told.map(({ study }) => study?.state)).toEqual(
      expect.arrayContaining(['waiting', 'running', 'finished'])
    )
    expect(trainers.seen.filter(({ kind }) => kind === 'train')).toHaveLength(8)
  })

  it('stop when cancelled, keep what is done, and go on from there', async () => {
    const id = await ask()
    await untilHeld()
    trainers.release(1)
    await window.until(async () => (await summaryOf(id)).done === 1)
    await window.must('cancelStudy', { id })
    await until(id, 'cancelled')
    const { done } = await summaryOf(id)
    expect(done).toBeGreaterThanOrEqual(1)
    expect(done).toBeLessThan(4)
    expect(window.desk.awake).toBe(false)
    trainers.goOn()
    const before = trainers.seen.filter(({ kind }) => kind === 'train').length
    await window.must('resumeStudy', { id })
    await until(id, 'finished')
    const again = trainers.seen.filter(({ kind }) => kind === 'train').length - before
    expect(again).toBe(4 - done)
    expect(await window.refusal('resumeStudy', { id })).toEqual({ kind: 'study-finished', id })
  })

  it('that wait are cancelled without a training', async () => {
    const [first, second] = [await ask(), await ask()]
    await untilHeld()
    await window.must('cancelStudy', { id: second })
    expect((await summaryOf(second)).state).toBe('cancelled')
    trainers.goOn()
    await until(first, 'finished')
    expect((await summaryOf(second)).done).toBe(0)
  })

  it('go on by themselves when Hindcast is opened again, in their order', async () => {
    const [first, second] = [await ask(), await ask()]
    await untilHeld()
    await reopen()
    expect(['running', 'interrupted']).toContain((await summaryOf(first)).state)
    trainers.goOn()
    await until(first, 'finished')
    await until(second, 'finished')
    const ended = window.events('study-changed').filter(({ study }) => study?.state === 'finished')
    expect([...new Set(ended.map(({ id }) => id))]).toEqual([first, second])
  })

  it('are deleted with all they found, but not while they are worked at', async () => {
    const id = await ask()
    await untilHeld()
    expect(await window.refusal('deleteStudy', { id })).toEqual({ kind: 'study-busy', id })
    trainers.goOn()
    await until(id, 'finished')
    await window.must('deleteStudy', { id })
    expect(await window.must('listStudies', { run })).toEqual([])
    expect(window.events('study-changed').at(-1)).toEqual({ run, id, study: null })
    expect(await window.refusal('readStudy', { id })).toMatchObject({ kind: 'no-such-study' })
  })

  it('stop with their run when it is deleted, and go on when it comes back', async () => {
    const id = await ask()
    await untilHeld()
    await window.must('deleteRun', { id: run })
    await window.until(() => !window.desk.awake, 'the end of its work')
    expect(await window.refusal('readStudy', { id })).toMatchObject({ kind: 'no-such-study' })
    trainers.goOn()
    await window.must('restoreRun', { id: run })
    await until(id, 'finished')
  })

  it('hold a backup off, and do not begin unasked out of one', async () => {
    const id = await ask()
    await untilHeld()
    window.desk.path = `${window.folder}/backup.sqlite`
    await window.must('backUp')
    expect(await window.refusal('restoreBackup')).toMatchObject({
      kind: 'busy-training',
      training: 1,
    })
    trainers.goOn()
    await until(id, 'finished')
    await window.must('restoreBackup')
    expect(await summaryOf(id)).toMatchObject({
      state: 'interrupted',
      reason: 'It was not finished when the backup was made.',
    })
    expect(window.service.training()).toBe(0)
    await window.must('resumeStudy', { id })
    await until(id, 'finished')
  })

  it('fail with a sentence where there is no engine, and the next one is tried', async () => {
    await window.close()
    window.open({
      launch: () => {
        const fake = trainers.launch()
        return {
          ...fake,
          onMessage: listen => {
            setTimeout(() => listen({ type: 'failed', reason: 'no library', engine: true }), 5)
          },
        }
      },
    })
    const [first, second] = [await ask(), await ask()]
    await until(second, 'failed')
    expect(await summaryOf(first)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('no library'),
    })
  })
})
