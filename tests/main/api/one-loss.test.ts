import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { readTraining } from '../../../src/main/api/training-state.ts'
import { LiveRun } from '../../../src/renderer/src/state/live-run.ts'
import { modelFacts } from '../../../src/renderer/src/views/train/model-facts.ts'
import { formatLoss } from '../../../src/shared/charts/format.ts'
import type { Results } from '../../../src/shared/results.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

/** 180 days make 170 windows, 126 train and 44 test: one batch of 32 and one of 12. */
const temporary = openTemporary()
const { h } = temporary
const experiment = makeExperiment()
let results: Results

beforeAll(async () => {
  const revision = await importPrices(h, 'LOSS', makePrices(180))
  results = await finishRun(h, experiment, revision.id)
})
afterAll(temporary.dispose)

const figuresOf = (name: string) => results.forecasters.find(f => f.name === name)!.parts.test!
const training = () => must(readTraining(h, results.id, () => null))

it('trains by the loss that Results tells: the mean over windows', () => {
  const { losses, persistenceLoss } = training()
  const { mse, mseOverBatches, skill } = figuresOf('rnn')
  const last = losses['rnn']!.test.at(-1)!
  expect(last).toBeCloseTo(mse!, 7)
  expect(persistenceLoss.test).toBeCloseTo(figuresOf('persistence').mse!, 12)
  expect(1 - last / persistenceLoss.test).toBeCloseTo(skill!, 4)
  expect(mse).not.toBeCloseTo(mseOverBatches!, 7)
  expect(results.training[0]!.finalLoss.test).toBe(last)
  const { losses: drawn, persistenceLoss: level } = must(readBundle(h.store, results.id))
  expect(drawn['rnn']!.test.at(-1)).toBe(last)
  expect(level.test).toBe(persistenceLoss.test)
})

it('prints the tutorial’s mean over batches in the log, and nowhere else', () => {
  const state = training()
  const live = new LiveRun(results.id, state).look()
  expect(live.log.at(-1)?.watched).toBeCloseTo(figuresOf('rnn').mseOverBatches!, 7)
  const [model] = live.models
  const shown = { model: model!, losses: live.losses['rnn'], watched: live.watched, experiment }
  const facts = modelFacts({ ...shown, isActive: false, isSmall: false })
  const test = facts.find(({ name }) => name === 'Test')!
  expect(test.value).toBe(formatLoss(figuresOf('rnn').mse))
})
