import { afterAll, expect, it } from 'vitest'
import { takeSample } from '../../../src/main/api/series.ts'
import type { Results } from '../../../src/shared/results.ts'
import type { SampleName } from '../../../src/shared/types.ts'
import { finishRun, makeExperiment, makeModel, must, openTemporary } from '../api/examples.ts'

const temporary = openTemporary()
afterAll(temporary.dispose)

/** A real LSTM, trained until it has found what there is, and what is said of it on validation. */
async function trainOn(name: SampleName): Promise<Results> {
  const { revision } = must(takeSample(temporary.h, name))
  const experiment = makeExperiment({
    protocol: 'sealed',
    days: 1000,
    epochs: 60,
    retrain: false,
    models: [makeModel('lstm', { hidden: 8 })],
  })
  return finishRun(temporary.h, experiment, revision.id)
}

const on = (results: Results, name: string) =>
  results.forecasters.find(one => one.name === name)?.parts.validation

it('an LSTM that found momentum is no copy of yesterday, although it fits yesterday best', async () => {
  const results = await trainOn('momentum')
  const lstm = on(results, 'lstm')
  expect(lstm?.skill).toBeGreaterThan(0.1)
  expect(lstm?.bestLag).toBe(-1)
  expect(lstm?.copy).toMatchObject({ isCopy: false })
  expect(lstm?.copy?.lowerBound).toBeGreaterThan(0.2)
  expect(lstm?.copy?.withLastChange).toBeGreaterThan(0.8)
})

it('on a random walk it is, and persistence, drift and the train mean carry no flag', async () => {
  const results = await trainOn('random-walk')
  expect(on(results, 'lstm')?.copy).toMatchObject({ isCopy: true })
  for (const name of ['persistence', 'drift', 'train-mean'])
    expect(on(results, name)?.copy).toMatchObject({ isCopy: null })
})
