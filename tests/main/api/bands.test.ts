import { afterAll, describe, expect, it } from 'vitest'
import { readForecast } from '../../../src/main/api/read-forecast.ts'
import { readRunBands } from '../../../src/main/api/roll-bands.ts'
import { openTest } from '../../../src/main/api/runs.ts'
import { applyStored, readStoredWeights } from '../../../src/main/api/stored-weights.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { readResults, readRun, saveResults } from '../../../src/main/store/runs.ts'
import { bandOrigins } from '../../../src/shared/lab/bands.ts'
import { pathInUnit } from '../../../src/shared/lab/baseline-path.ts'
import { adaptiveBands } from '../../../src/shared/lab/conformal.ts'
import { windowAtOrigin } from '../../../src/shared/lab/origins.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { barInUnit } from '../../../src/shared/lab/units.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const HORIZON = 6
const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

/** Of both test parts and their validation some hundred days: bands from the 40th on. */
const prices = makePrices(420)

async function finish(name: string, changes: Parameters<typeof makeExperiment>[0]) {
  const { id } = await importPrices(h, name, prices)
  const experiment = makeExperiment({ horizon: HORIZON, ...changes })
  return finishRun(h, experiment, id)
}

describe('the bands of a finished run', () => {
  it('are kept with it, of persistence, drift and every network, and are what a forecast hands out', async () => {
    const results = await finish('kept', { retrain: true })
    const bands = results.bands!
    expect(bands.forecasters.map(({ name }) => name)).toEqual([
      'persistence',
      'drift',
      ...results.experiment.models.map(({ name }) => name),
    ])
    for (const { useless, bands: own } of bands.forecasters) {
      expect(useless).toBeNull()
      for (const column of [own[80].forecast, own[95].hindcast, own[80].share])
        expect(column).toEqual(Array(HORIZON).fill(expect.any(Number)))
    }
    expect(must(await readForecast(h, results.id, HORIZON)).bands).toEqual(bands)
    expect(must(await readRunBands(h, results.id)).bands).toEqual(bands)
  })

  it('come from the network’s own recursive errors, each rolled out alone', async () => {
    const { id } = await finish('alone', { retrain: false })
    const run = readRun(h.store, id)
    const prepared = must(prepare(readBars(h.store, run.revision.id), run.experiment))
    const [model] = run.experiment.models
    const weights = readStoredWeights(h.store, { run: id, model: model!.name, phase: 'train' })
    const { first, last } = bandOrigins(prepared, true)
    const steps = 3
    const origins = Array.from({ length: last - first - steps + 1 }, (_, k) => first + k)
    const paths = Object.fromEntries(
      origins.map(own => [String(own), { windows: windowAtOrigin(prepared, own), steps }])
    )
    const asked = { windows: null, paths }
    const applied = must(await applyStored(h, run.experiment, model!, weights, asked))
    const scores = origins.map(own => {
      const path = pathInUnit(prepared, own, applied.paths[own] ?? [])
      return Math.abs(Math.log(barInUnit(prepared, own + steps) / path[steps - 1]!))
    })
    const alone = adaptiveBands(scores, { alpha: 0.2, steps }).filter(band => band !== null)
    const judged = alone.flatMap(({ covered }) => covered ?? [])
    const own = must(await readRunBands(h, id)).bands.forecasters.find(
      ({ name }) => name === model!.name
    )!.bands[80]
    expect(own.days[steps - 1]).toBe(judged.length)
    expect(own.share[steps - 1]).toBeCloseTo(judged.filter(Boolean).length / judged.length, 12)
    expect(own.forecast[steps - 1]).toBeCloseTo(alone.at(-1)!.width, 5)
  })

  it('are made anew for another horizon, and begin alike', async () => {
    const { id, bands } = await finish('longer', { retrain: false })
    const long = must(await readForecast(h, id, 2 * HORIZON)).bands!
    expect(long.horizon).toBe(2 * HORIZON)
    for (const [k, { bands: own }] of bands!.forecasters.entries()) {
      const again = long.forecasters[k]!.bands
      expect(again[95].forecast.slice(0, HORIZON)).toEqual(own[95].forecast)
      expect(again[80].share.slice(0, HORIZON)).toEqual(own[80].share)
    }
  })

  it('have “too few” where past origins are too few, and never an infinite one', async () => {
    const { id } = await finish('too-few', { retrain: false })
    const { bands } = must(await readForecast(h, id, 100))
    for (const { bands: own } of bands!.forecasters) {
      expect(own[95].forecast.at(-1)).toBeNull()
      expect(own[95].share.at(-1)).toBeNull()
      expect(own[95].forecast.every(width => width === null || Number.isFinite(width))).toBe(true)
    }
  })

  it('of a run from before bands are made when they are asked for', async () => {
    const results = await finish('older', { retrain: false })
    const { bands, ...older } = results
    saveResults(h.store, results.id, older)
    expect(readResults(h.store, results.id)?.bands).toBeUndefined()
    expect(must(await readRunBands(h, results.id)).bands).toEqual(bands)
  })
})

describe('the bands of a sealed run', () => {
  it('are measured inside validation while the test part is closed, and on the test part once it is open', async () => {
    const results = await finish('sealed', { protocol: 'sealed', retrain: false })
    const test = results.split.find(({ part }) => part === 'test')!
    const closed = results.bands!
    expect(closed.part).toBe('validation')
    expect(closed.last < test.first).toBe(true)
    const opened = must(await openTest(h, results.id)).bands!
    expect([opened.part, opened.first, opened.last]).toEqual(['test', test.first, test.last])
    // every test day one step ahead: calibrated before it
    expect(opened.forecasters[0]?.bands[80].days[0]).toBe(test.count)
  })

  it('know nothing of a closed test part: other prices there give the same to the bit', async () => {
    const experiment = { protocol: 'sealed', retrain: false } as const
    const results = await finish('here', experiment)
    const test = results.split.find(({ part }) => part === 'test')!
    const changed = prices.map((price, i) => (i >= prices.length - test.count ? price * 2 : price))
    const { id } = await importPrices(h, 'there', changed)
    const other = await finishRun(h, makeExperiment({ horizon: HORIZON, ...experiment }), id)
    expect(other.bands).toEqual(results.bands)
  })
})
