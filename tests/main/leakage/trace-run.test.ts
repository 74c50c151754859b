import { describe, expect, it } from 'vitest'
import { realSteps, type StageScene, type Steps } from '../../../src/main/leakage/run-stages.ts'
import { traceRun } from '../../../src/main/leakage/trace-run.ts'
import { makeLeakageMap } from '../../../src/shared/lab/leakage.ts'
import { logReturns } from '../../../src/shared/lab/returns.ts'
import { fitScaler } from '../../../src/shared/lab/scale.ts'
import type { LeakageMap, StageId } from '../../../src/shared/lab-wire.ts'
import { makeDates, makeExperiment, makeModel, makePrices } from '../api/examples.ts'

const [N, T, H] = [130, 10, 5]
const chosen = { dates: makeDates(N), prices: Float64Array.from(makePrices(N)) }
// sealed: 119 windows, 83 train, 17 validation, 19 test; window i's target is bar i + 11
const [lastTrain, lastValidation] = [82 + T + 1, 99 + T + 1]

const scene = (changes: object = {}, testOpen = false): StageScene => ({
  chosen,
  experiment: makeExperiment({
    protocol: 'sealed',
    models: [makeModel('rnn'), makeModel('lstm')],
    ...changes,
  }),
  testOpen,
})

function mapOf(own: StageScene, changed: Partial<Steps> = {}): LeakageMap {
  const { prepared, sightings } = traceRun(own, { ...realSteps, ...changed })
  const { testOpen, experiment } = own
  return makeLeakageMap(
    { run: 'aaaaaa', prepared, testOpen, horizon: experiment.horizon },
    sightings
  )
}

/** `first…last` bars of a stage, its gaps shown. */
const barsOf = ({ stages }: LeakageMap, id: StageId): string =>
  (stages.find(stage => stage.id === id)?.rows ?? [])
    .map(({ start, end }) => (end - start === 1 ? `${start}` : `${start}…${end - 1}`))
    .join(' ')

describe('the leakage map of a sealed run', () => {
  const map = mapOf(scene())

  it('shows the bars that the split names, counted by hand', () => {
    expect(barsOf(map, 'scaler')).toBe(`1…${lastTrain}`)
    expect(barsOf(map, 'train-inputs')).toBe(`1…${lastTrain - 1}`)
    expect(barsOf(map, 'train-targets')).toBe(`${T + 1}…${lastTrain}`)
    expect(barsOf(map, 'watched-inputs')).toBe(`${lastTrain + 1 - T}…${lastValidation - 1}`)
    expect(barsOf(map, 'watched-targets')).toBe(`${lastTrain + 1}…${lastValidation}`)
    expect(barsOf(map, 'baselines')).toBe(`0…${lastTrain}`)
    expect(barsOf(map, 'verdict')).toBe(`${lastTrain + 1}…${lastValidation}`)
    expect(barsOf(map, 'measures')).toBe(`0…${lastValidation}`)
    expect(barsOf(map, 'hindcast-truth')).toBe(
      `0 ${lastValidation - H}…${lastValidation}` // drift counts from the first price
    )
    expect(barsOf(map, 'hindcast-input')).toBe(
      `0 ${lastValidation - H + 1 - T}…${lastValidation - H}`
    )
    expect(barsOf(map, 'retrain')).toBe(`0…${N - 1}`)
    expect(barsOf(map, 'forecast-input')).toBe(`${N - T}…${N - 1}`)
  })

  it('finds nothing amiss, and says who read the closed test part', () => {
    expect(map.violations).toEqual([])
    expect(map.stages.map(({ reach }) => reach)).toEqual(map.stages.map(() => null))
    expect(map.sentence).toContain('No stage read a day that it may not see.')
    expect(map.sentence).toMatch(/second scaler, second training and forecast, what it knew\.$/)
  })

  it('follows the measures into the test part once it is open', () => {
    const open = mapOf(scene({}, true))
    expect(open.violations).toEqual([])
    expect(barsOf(open, 'verdict')).toBe(`${lastValidation + 1}…${N - 1}`)
    expect(barsOf(open, 'train-targets')).toBe(`${T + 1}…${lastTrain}`)
    expect(barsOf(open, 'watched-targets')).toBe(`${lastTrain + 1}…${lastValidation}`)
  })
})

it('under the tutorial shows no scaler, and the test curve watched', () => {
  const map = mapOf(scene({ protocol: 'tutorial', retrain: false }, true))
  // 120 windows, 91 train; window i's target is bar i + 10
  expect(barsOf(map, 'scaler')).toBe('')
  expect(barsOf(map, 'train-targets')).toBe(`10…100`)
  expect(barsOf(map, 'watched-targets')).toBe('101…129')
  expect(barsOf(map, 'retrain')).toBe('')
  expect(map.violations).toEqual([])
  expect(map.stages.find(({ id }) => id === 'watched-targets')?.name).toBe('Watched loss, targets')
})

describe('a deliberate leak shows, and nobody has to declare it', () => {
  const found = ({ violations }: LeakageMap) =>
    violations.map(({ stage, how, first, last }) => ({ stage, how, first, last }))
  const day = (bar: number) => chosen.dates[bar]

  it('a scaler fitted on every row', () => {
    const leaky: Steps['prepareChosen'] = (bars, spec, watch) => {
      const made = realSteps.prepareChosen(bars, spec)
      if (!made.ok) return made
      const returns = logReturns(bars.prices)
      const scaler = fitScaler(
        watch?.(returns) ?? returns,
        { start: 0, end: made.value.split.windows },
        T
      )
      return { ok: true, value: { ...made.value, scaler } }
    }
    const map = mapOf(scene(), { prepareChosen: leaky })
    const [first, last] = [day(lastTrain + 1), day(N - 1)]
    expect(found(map)).toContainEqual({ stage: 'scaler', how: 'read', first, last })
    expect(map.sentence).toContain('Something saw days it may not see: Scaler')
    expect(map.violations[0]?.sentence).toMatch(/^Scaler: it read days up to .* and may see none/)
  })

  it('a scaler fitted on every row behind the readers’ backs', () => {
    const leaky: Steps['prepareChosen'] = (bars, spec) => {
      const made = realSteps.prepareChosen(bars, spec)
      if (!made.ok) return made
      const all = { start: 0, end: made.value.split.windows - 3 }
      const scaler = fitScaler(logReturns(bars.prices), all, T)
      return { ok: true, value: { ...made.value, scaler } }
    }
    const map = mapOf(scene(), { prepareChosen: leaky })
    const [first, last] = [day(lastTrain + 1), day(N - 4)]
    expect(found(map)).toContainEqual({ stage: 'scaler', how: 'changed', first, last })
  })

  it('a training window one too far', () => {
    const leaky: Steps['makeTrainJob'] = (prepared, ...rest) => {
      const job = realSteps.makeTrainJob(prepared, ...rest)
      return { ...job, train: { start: 0, end: job.train.end + 1 } }
    }
    const map = mapOf(scene(), { makeTrainJob: leaky })
    const next = day(lastTrain + 1)
    expect(found(map)).toEqual([{ stage: 'train-targets', how: 'read', first: next, last: next }])
  })

  it('early stopping that looks into the test part', () => {
    const leaky: Steps['makeTrainJob'] = ({ split, ...prepared }, ...rest) => {
      const validation = { start: split.validation!.start, end: split.validation!.end + 2 }
      return realSteps.makeTrainJob({ ...prepared, split: { ...split, validation } }, ...rest)
    }
    const map = mapOf(scene(), { makeTrainJob: leaky })
    expect(found(map)).toEqual([
      {
        stage: 'watched-inputs',
        how: 'read',
        first: day(lastValidation + 1),
        last: day(lastValidation + 1),
      },
      {
        stage: 'watched-targets',
        how: 'read',
        first: day(lastValidation + 1),
        last: day(lastValidation + 2),
      },
    ])
  })

  it('a measure of a test part that is closed', () => {
    const leaky: Steps['judge'] = (prepared, predictions, { start, end }) => {
      const said = { network: [...Array.from(predictions['network']!), 1] }
      return realSteps.judge(prepared, said, { start, end: end + 1 })
    }
    const map = mapOf(scene(), { judge: leaky })
    const next = day(lastValidation + 1)
    expect(found(map)).toEqual([{ stage: 'verdict', how: 'read', first: next, last: next }])
  })

  it('a hindcast that knows the day it forecasts', () => {
    const map = mapOf(scene(), { hindcastOrigin: (...own) => realSteps.hindcastOrigin(...own) + 1 })
    expect(found(map).map(({ stage }) => stage)).toContain('hindcast-input')
  })
})
