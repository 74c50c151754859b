import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Replay } from '../../../src/shared/lab-wire.ts'
import { makeExperiment, makeModel } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

/**
 * What was kept while a network learned, held against what the run stored in the end and against
 * its own loss curve.
 */
let window: TestWindow
let revisionId: number

beforeAll(async () => {
  window = new TestWindow().open()
  revisionId = (await window.must('takeSample', { name: 'momentum' })).revisionId
})
afterAll(() => window.dispose())

const sizes = { hidden: 16, layers: 2 }
const small = { days: 190, epochs: 30, horizon: 30, models: [makeModel('lstm', sizes)] }

async function train(changes: object) {
  const experiment = makeExperiment({ ...small, ...changes })
  const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
  await window.untilState(id, 'finished')
  const model = experiment.models[0]?.name ?? ''
  const [replay, figures] = await Promise.all([
    window.must('readReplay', { id, model }),
    window.must('readFigures', { id }),
  ])
  return { id, model, replay, figures }
}

const chosenOf = ({ trainings }: Replay, at: number) => {
  const training = trainings[at]!
  return training.frames[training.chosen ?? -1]!
}

/** Layer normalisation: where the company of other windows changes the last bit most often. */
describe.each(['none', 'layer'] as const)('with normalisation %s', norm => {
  it('ends at the stored predictions, hindcast and forecast, bit for bit (tutorial)', async () => {
    const { replay, figures, model } = await train({ norm, retrain: false })
    expect(replay).toMatchObject({ watched: 'test', testOpen: true, retrained: false })
    const [first] = replay.trainings
    expect(first?.equal).toEqual({ fit: true, hindcast: true, forecast: true })
    const last = chosenOf(replay, 0)
    expect(last.epoch).toBe(30)
    const { predictions, hindcast, forecast } = figures
    const tests = predictions.part.indexOf('test')
    expect(last.fit).toEqual(predictions.models[model]?.slice(tests))
    expect(first?.fit?.dates).toEqual(predictions.dates.slice(tests))
    expect(first?.fit?.persistence).toEqual(predictions.persistence.slice(tests))
    expect(last.hindcast).toEqual(hindcast.models[model])
    expect(last.forecast).toEqual(forecast.models[model])
    expect(first?.hindcast).toEqual({ ...hindcast, models: {} })
    expect(first?.forecast).toEqual({ ...forecast, models: {} })
    // an earlier epoch said something else
    expect(first?.frames[3]?.fit).not.toEqual(last.fit)
    expect(first?.frames[3]?.hindcast).not.toEqual(last.hindcast)
  })

  it('ends its second training at the stored forecast, bit for bit', async () => {
    const { replay, figures, model } = await train({ norm, retrain: true })
    const [first, second] = replay.trainings
    expect(first?.equal).toEqual({ fit: true, hindcast: true, forecast: null })
    expect(second?.equal).toEqual({ fit: null, hindcast: null, forecast: true })
    expect(chosenOf(replay, 1).forecast).toEqual(figures.forecast.models[model])
    expect(second).toMatchObject({ fit: null, hindcast: null, best: null })
    expect(second?.losses.epoch.at(-1)).toBe(30)
    expect(second?.losses.watched.every(Number.isNaN)).toBe(true)
    expect(second?.persistenceLoss.train).toBeGreaterThan(0)
  })

  it('has its best epoch’s frame where the weights are of that one (sealed)', async () => {
    const { replay, figures, model } = await train({
      norm,
      protocol: 'sealed',
      epochs: 40,
      models: [makeModel('gru', { ...sizes, learningRate: 0.05 })],
    })
    expect(replay).toMatchObject({ watched: 'validation', testOpen: false })
    expect(replay.trainings.map(({ phase }) => phase)).toEqual(['train']) // the second reads test days
    const [first] = replay.trainings
    expect(first?.chosen).toBe(first?.best)
    expect(first?.equal).toEqual({ fit: true, hindcast: true, forecast: null })
    const best = chosenOf(replay, 0)
    expect(best.epoch).toBe(figures.results.training[0]?.bestEpoch)
    expect(best.hindcast).toEqual(figures.hindcast.models[model])
    expect(first?.fit?.dates.at(-1)).toBe(figures.predictions.dates.at(-1))
  })
})

it('tells each epoch’s losses as the loss curve has them, and the skill that results have', async () => {
  const { replay, figures, model } = await train({ retrain: false })
  const losses = figures.losses[model]!
  const [first] = replay.trainings
  for (const { epoch, train, watched } of first?.frames ?? [])
    expect([epoch, train, watched]).toEqual([
      epoch,
      losses.train[epoch - 1],
      losses.test[epoch - 1],
    ])
  const results = figures.results.forecasters.find(({ name }) => name === model)
  const last = chosenOf(replay, 0)
  expect(last.skill).toBe(results?.parts.test?.skill)
  expect(last.hindcastRmse).toBe(figures.results.hindcast.rmse[model])
  expect(first?.persistenceLoss.watched).toBe(figures.persistenceLoss.test)
  expect(first?.losses.epoch).toEqual(losses.epoch) // thirty need no thinning
  const watched = first?.frames.map(frame => frame.watched ?? Infinity) ?? []
  expect(watched[first?.best ?? -1]).toBe(Math.min(...losses.test))
})

it('goes on from a closed test part to an opened one without moving a day', async () => {
  const { id, replay, model } = await train({ protocol: 'sealed', retrain: true })
  await window.must('openTest', { id })
  await window.until(async () => (await window.must('readRun', { id })).summary.seal === 'open')
  const opened = await window.must('readReplay', { id, model })
  expect(opened.testOpen).toBe(true)
  const [first, second] = opened.trainings
  const before = replay.trainings[0]
  expect(first).toEqual({ ...before, equal: { fit: true, hindcast: null, forecast: null } })
  expect(second?.equal.forecast).toBe(true)
})

it('shows what a cancelled network learned, to the weights that it was left with', async () => {
  const experiment = makeExperiment({ ...small, epochs: 1_000_000, retrain: true })
  const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
  await window.until(() => window.events('epochs').some(({ run }) => run === id))
  await window.must('cancelRun', { id, model: 'lstm' })
  await window.until(() =>
    window.events('model-changed').some(e => e.run === id && e.progress.phase === 'retrain')
  )
  await window.must('cancelRun', { id, model: 'lstm' })
  await window.untilState(id, 'finished')
  const { trainings } = await window.must('readReplay', { id, model: 'lstm' })
  expect(trainings.map(({ equal }) => equal)).toEqual([
    { fit: true, hindcast: true, forecast: null },
    { fit: null, hindcast: null, forecast: true },
  ])
})

it('says that paths were not kept in a run from before', async () => {
  const { id, model } = await train({ retrain: false, epochs: 4 })
  const db = new Database(join(window.folder, 'data/hindcast.sqlite'))
  db.exec('UPDATE watched SET hindcast = NULL, forecast = NULL')
  db.close()
  const { trainings } = await window.must('readReplay', { id, model })
  expect(trainings[0]).toMatchObject({
    hindcast: null,
    forecast: null,
    equal: { fit: true, hindcast: null },
  })
  expect(trainings[0]?.frames.map(frame => frame.hindcast)).toEqual([[], [], [], []])
})

it('refuses what it cannot show', async () => {
  const { id } = await train({ retrain: false, epochs: 2 })
  expect(await window.refusal('readReplay', { id, model: 'gru' })).toMatchObject({
    kind: 'no-such-model',
  })
  expect(await window.refusal('readReplay', { id: 'zzzzzz', model: 'gru' })).toMatchObject({
    kind: 'no-such-run',
  })
})
