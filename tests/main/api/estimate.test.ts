import { availableParallelism } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countParameters, shrinkJob } from '../../../src/main/api/estimate.ts'
import { spreadJobs } from '../../../src/main/api/spread-jobs.ts'
import { makeTrainJob } from '../../../src/main/training/make-job.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import { makeExperiment, makeModel, must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let revisionId: number

beforeEach(async () => {
  window = new TestWindow().open()
  revisionId = (await window.must('takeSample', { name: 'momentum' })).revisionId
})
afterEach(() => window.dispose())

const models = [makeModel('rnn'), makeModel('gru', { hidden: 8 })]
const some = (changes: object = {}) =>
  makeExperiment({ days: 300, epochs: 1000, models, retrain: false, ...changes })
const estimate = (changes: object = {}) =>
  window.ask('estimateRun', { experiment: some(changes), revisionId })
const value = async (changes: object = {}) => must(await estimate(changes))

describe('an estimate', () => {
  it('is measured in a trainer, and follows from what was measured', async () => {
    const once = await value()
    expect(once.models.map(({ model }) => model)).toEqual(['rnn', 'gru'])
    for (const { millisecondsPerEpoch, seconds } of once.models) {
      expect(millisecondsPerEpoch).toBeGreaterThan(0)
      expect(seconds).toBeCloseTo(millisecondsPerEpoch, 6) // 1,000 epochs
    }
    const own = once.models.map(({ seconds }) => seconds)
    expect(once.seconds).toBeCloseTo(spreadJobs(own, 2, availableParallelism()), 9)
    expect(once.spread).toBeGreaterThanOrEqual(0)
    // known now: the same pace for another number of epochs, another rate, another seed
    const twice = await value({ epochs: 2000, seed: 8 })
    expect(twice.seconds).toBeCloseTo(2 * once.seconds, 9)
    const again = await value({ retrain: true })
    expect(again.seconds).toBeGreaterThan(1.8 * once.seconds)
  })

  it('says that patience may end it sooner', async () => {
    expect((await value()).atMost).toBe(false)
    expect((await value({ protocol: 'sealed', patience: 5 })).atMost).toBe(true)
  })

  it('is dropped for a newer one', async () => {
    const [first, second] = await Promise.all([estimate(), estimate({ window: 12 })])
    expect(first).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    expect(second.ok).toBe(true)
  })

  it('counts the parameters that a run has', async () => {
    const experiment = some({ epochs: 2, norm: 'layer' })
    const told = must(await window.ask('estimateRun', { experiment, revisionId }))
    const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
    await window.untilState(id, 'finished')
    const { results } = await window.must('readRun', { id })
    expect(told.models.map(({ parameters }) => parameters)).toEqual(
      results?.training.map(({ parameters }) => parameters)
    )
  })

  it('measures nothing while a run trains: known figures answer, others wait', async () => {
    const known = await value()
    const experiment = some({ epochs: 100_000, window: 11 })
    const run = await window.must('startRun', { experiment, revisionId, quickLook: false })
    expect(await value()).toEqual(known)
    let waits = true
    const waiting = value({ window: 13 }).finally(() => {
      waits = false
    })
    await window.until(() => window.events('epochs').length > 20)
    expect(waits).toBe(true)
    await window.must('cancelRun', run)
    expect((await waiting).seconds).toBeGreaterThan(0)
  })

  it('of a series too short fails as the run would', async () => {
    expect(await estimate({ days: 15 })).toMatchObject({
      ok: false,
      failure: { kind: 'too-few-rows' },
    })
  })
})

describe('a probe', () => {
  it('of a job too large is smaller, and counted up by its share of the work', () => {
    const large = makeModel('lstm', { hidden: 512, layers: 4 })
    const experiment = makeExperiment({ batch: 128, window: 30, models: [large] })
    const prepared = must(prepare(makeSample('momentum', 1), experiment))
    const job = makeTrainJob(prepared, experiment, experiment.models[0]!, {
      checkpoint: null,
      secondsBefore: 0,
    })
    const { job: small, factor } = shrinkJob(job)
    const windows = (range: { start: number; end: number } | null) =>
      range ? range.end - range.start : 0
    expect(small.settings.batch).toBeLessThan(8)
    const work = (one: typeof job) => windows(one.train) + windows(one.watched) / 3
    expect(factor).toBeCloseTo(work(job) / work(small), 9)
    expect(countParameters(large, 'none')).toBeGreaterThan(5e6)
  })

  it('spreads jobs over trainers and cores', () => {
    expect(spreadJobs([4, 4], 2, 2)).toBe(4)
    expect(spreadJobs([4, 4], 1, 2)).toBe(8)
    expect(spreadJobs([4, 4, 4], 3, 2)).toBeCloseTo(6, 9)
    expect(spreadJobs([1, 4], 2, 1)).toBeCloseTo(5, 9)
    expect(spreadJobs([], 3, 2)).toBe(0)
  })
})
