import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import type { SeedsResults } from '../../../src/shared/studies/seeds.ts'
import type { StudySummary } from '../../../src/shared/studies/study.ts'
import { makeExperiment, must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let revisionId: number

beforeEach(async () => {
  window = new TestWindow().open()
  revisionId = (await window.must('takeSample', { name: 'momentum' })).revisionId
})
afterEach(() => window.dispose())

const experiment = makeExperiment({ days: 120, epochs: 3, seed: 5, retrain: false })

const start = async (seeds?: number) =>
  (
    await window.must('startRun', {
      experiment,
      revisionId,
      quickLook: false,
      ...(seeds === undefined ? {} : { seeds }),
    })
  ).id

const studiesOf = (run: string) => window.must('listStudies', { run })

/** The one study of a run, once it is finished. */
async function untilStudied(run: string): Promise<StudySummary> {
  const isDone = () =>
    window.events('study-changed').some(e => e.run === run && e.study?.state === 'finished')
  await window.until(isDone, `seeds of ${run}`)
  const [study] = await studiesOf(run)
  return study as StudySummary
}

describe('a run started with several seeds', () => {
  it('is followed by the study of the others, and says before that it will be', async () => {
    const run = await start(3)
    expect((await window.must('readRun', { id: run })).seedsDue).toBe(3)
    const study = await untilStudied(run)
    expect(study.spec).toEqual({ kind: 'seeds', count: 3, retrain: true })
    const { results } = await window.must('readStudy', { id: study.id })
    expect((results as SeedsResults).seeds).toEqual([5, 6, 7])
    expect((await window.must('readRun', { id: run })).seedsDue).toBeNull()
  })

  it('is so too when the program ended between the two', async () => {
    const run = await start()
    await window.untilState(run, 'finished')
    await window.close()
    const { hindcast } = must(openHindcast({ folder: `${window.folder}/data`, kind: 'a test' }))
    hindcast.store.db.prepare('UPDATE runs SET seeds_due = 2 WHERE id = ?').run(run)
    hindcast.close()
    window.open()
    expect((await untilStudied(run)).spec).toMatchObject({ count: 2 })
  })

  it('does not have it again after it was deleted', async () => {
    const run = await start(2)
    const { id } = await untilStudied(run)
    await window.must('deleteStudy', { id })
    await window.close()
    window.open()
    expect(await studiesOf(run)).toEqual([])
  })

  it('has none with one seed, and no more than twenty', async () => {
    const run = await start(1)
    await window.untilState(run, 'finished')
    expect(await studiesOf(run)).toEqual([])
    await expect(start(21)).rejects.toThrow(/seeds/)
  })
})

describe('the estimate of several seeds', () => {
  it('counts the others on top of the run, as the trainers would share them', async () => {
    const one = await window.must('estimateRun', { experiment, revisionId })
    const five = await window.must('estimateRun', { experiment, revisionId, seeds: 5 })
    expect(one.seedSeconds).toBe(0)
    expect(five.seedSeconds).toBeGreaterThan(0)
    expect(five.seconds - five.seedSeconds).toBeCloseTo(one.seconds, 9)
    // four times the work, on as many trainers or more
    const work = one.models.reduce((sum, { seconds }) => sum + seconds, 0)
    expect(five.seedSeconds).toBeLessThanOrEqual(4 * work * (1 + 1e-9))
  })
})
