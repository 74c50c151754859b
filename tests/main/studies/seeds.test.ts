import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hindcast } from '../../../src/main/api/hindcast.ts'
import { startRun } from '../../../src/main/api/runs.ts'
import { takeSample } from '../../../src/main/api/series.ts'
import { readDueSeeds } from '../../../src/main/store/due-seeds.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { readPath } from '../../../src/main/store/paths.ts'
import { readPredictions } from '../../../src/main/store/predictions.ts'
import { readResults } from '../../../src/main/store/runs.ts'
import { readUnits } from '../../../src/main/store/studies.ts'
import { askAgain } from '../../../src/main/studies/ask-again.ts'
import { askDueSeeds } from '../../../src/main/studies/due-seeds.ts'
import { askStudy, workStudy } from '../../../src/main/studies/work-study.ts'
import type { Experiment } from '../../../src/shared/experiment.ts'
import type { SeedUnit } from '../../../src/shared/lab/conclude-seeds.ts'
import { type SeedsResults, seedsResultsSchema } from '../../../src/shared/studies/seeds.ts'
import { makeExperiment, makeModel, must, openTemporary } from '../api/examples.ts'

let h: Hindcast
let dispose: () => void
let revisionId: number
/** A finished run that several questions are asked of. */
let run: string

beforeAll(async () => {
  const opened = openTemporary()
  h = opened.h
  dispose = opened.dispose
  revisionId = must(takeSample(h, 'momentum')).revision.id
  run = await train(experimentOf())
})
afterAll(() => dispose())

const experimentOf = (changes: object = {}): Experiment =>
  makeExperiment({
    days: 200,
    window: 10,
    epochs: 12,
    horizon: 10,
    seed: 3,
    models: [makeModel('rnn', { hidden: 4 }), makeModel('gru', { hidden: 4 })],
    ...changes,
  })

async function train(experiment: Experiment, seeds = 1): Promise<string> {
  const started = must(startRun(h, { experiment, revisionId, quickLook: false, seeds }, {}))
  const end = await started.end
  if (end.kind !== 'finished') throw new Error(end.kind)
  return started.id
}

async function study(run: string, spec: { count: number; retrain: boolean }) {
  const { id } = must(askStudy(h, run, { kind: 'seeds', ...spec }))
  const results = must(await workStudy(h, id, { signal: new AbortController().signal }))
  return { id, results: results as SeedsResults }
}

const near = (a: readonly (number | null)[], b: readonly (number | null)[]) => {
  expect(a).toHaveLength(b.length)
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i] ?? NaN, 7)
  })
}

describe('a study of seeds', () => {
  it('has the run’s own seed as the run measured it, without training it again', async () => {
    const { id, results } = await study(run, { count: 2, retrain: true })
    const stored = readResults(h.store, run)
    const table = readPredictions(h.store, run)
    const [hindcast, forecast] = [
      readPath(h.store, run, 'hindcast'),
      readPath(h.store, run, 'forecast'),
    ]
    for (const unit of [...readUnits(h.store, id).values()] as SeedUnit[]) {
      if (unit.seed !== 3) continue
      const own = stored?.forecasters.find(({ name }) => name === unit.model)
      expect(unit.parts).toEqual(own?.parts)
      near(unit.predictions, table?.models[unit.model] ?? [])
      near(unit.hindcast, hindcast?.models[unit.model] ?? [])
      near(unit.forecast ?? [], forecast?.models[unit.model] ?? [])
      const losses = readLosses(h.store, { run, model: unit.model, phase: 'train' })
      near(unit.losses.watched, losses.test)
      const verdict = stored?.verdicts.find(({ model }) => model === unit.model)
      expect(unit.test?.p).toBe(verdict?.p)
      const seed = results.networks
        .find(({ model }) => model === unit.model)
        ?.seeds.find(one => one.seed === 3)
      expect(seed?.outcome).toBe(verdict?.outcome)
      expect(seed?.hindcastRmse).toBeCloseTo(stored?.hindcast.rmse[unit.model] ?? NaN, 7)
    }
  })

  it('has another seed as a run of that seed has it, forecast and all', async () => {
    const other = await train(experimentOf({ seed: 4 }))
    const { id } = await study(run, { count: 2, retrain: true })
    const stored = readResults(h.store, other)
    const table = readPredictions(h.store, other)
    const forecast = readPath(h.store, other, 'forecast')
    const units = ([...readUnits(h.store, id).values()] as SeedUnit[]).filter(u => u.seed === 4)
    expect(units.map(({ model }) => model).toSorted()).toEqual(['gru', 'rnn'])
    for (const unit of units) {
      const own = stored?.forecasters.find(({ name }) => name === unit.model)
      expect(unit.parts).toEqual(own?.parts)
      near(unit.predictions, table?.models[unit.model] ?? [])
      near(unit.forecast ?? [], forecast?.models[unit.model] ?? [])
    }
  })

  it('tells ranges that hold every seed, by its own schema', async () => {
    const { id, results } = await study(run, { count: 3, retrain: false })
    expect(seedsResultsSchema.parse(results)).toEqual(results)
    expect(results.seeds).toEqual([3, 4, 5])
    const units = [...readUnits(h.store, id).values()] as SeedUnit[]
    for (const { model, parts } of results.networks) {
      const own = units.filter(unit => unit.model === model)
      const skills = own.map(unit => unit.parts.test?.skill ?? NaN).toSorted((a, b) => a - b)
      const { low, median, high } = parts.test?.skill ?? {}
      expect([low, median, high]).toEqual(skills)
      const band = results.predictions.models[model]
      for (const { predictions } of own) {
        predictions.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(band?.low[i] ?? NaN)
          expect(value).toBeLessThanOrEqual(band?.high[i] ?? NaN)
        })
      }
    }
    // the run's forecast is of a second training: others without one are no peers of it
    expect(results.forecast).toBeNull()
    expect(results.forecastWords).toContain('trained once')
    expect(results.ranking.map(({ name }) => name)).toContain('persistence')
  })

  it('makes no difference to the tries on the series', async () => {
    const before = readResults(h.store, run)?.tries
    await study(run, { count: 3, retrain: false })
    const again = await train(experimentOf())
    expect(readResults(h.store, again)?.tries).toBe(before)
  })
})

describe('while the test part is closed', () => {
  it('nothing is measured, predicted or forecast beyond validation', async () => {
    const sealed = await train(experimentOf({ protocol: 'sealed', patience: 4 }))
    const { results } = await study(sealed, { count: 2, retrain: true })
    const stored = readPredictions(h.store, sealed)
    expect(results.part).toBe('validation')
    expect(results.predictions.dates).toEqual(stored?.dates)
    expect(new Set(results.predictions.part)).toEqual(new Set(['train', 'validation']))
    expect(results.networks.every(({ parts }) => parts.test === undefined)).toBe(true)
    expect(results.persistence.test).toBeUndefined()
    expect(results.forecast).toBeNull()
    expect(results.forecastWords).toContain('closed')
    const last = results.predictions.dates.at(-1) ?? ''
    expect(results.hindcast.dates.every(date => date <= last)).toBe(true)
    const epochs = results.networks.flatMap(({ seeds }) => seeds.map(seed => seed.epochs))
    for (const { epoch, train: band } of Object.values(results.losses)) {
      expect(epoch.length).toBeLessThanOrEqual(Math.max(...epochs))
      expect(band.median).toHaveLength(epoch.length)
    }
  })
})

describe('an experiment started with several seeds', () => {
  it('owes their study until it is asked, and owes it once', async () => {
    const begun = await train(experimentOf({ epochs: 1 }), 3)
    expect(readDueSeeds(h.store, begun)).toBe(3)
    const asked = must(askDueSeeds(h, begun))
    expect(asked?.spec).toEqual({ kind: 'seeds', count: 3, retrain: true })
    expect(readDueSeeds(h.store, begun)).toBeNull()
    expect(must(askDueSeeds(h, begun))).toBeNull()
  })

  it('owes nothing with one', () => {
    expect(must(askDueSeeds(h, run))).toBeNull()
  })
})

describe('a study that was stopped', () => {
  it('goes on with what is left when the same is asked again, to the same numbers', async () => {
    const spec = { kind: 'seeds', count: 4, retrain: false } as const
    const { id } = must(askAgain(h, run, spec))
    const stop = new AbortController()
    const first = await workStudy(h, id, {
      signal: stop.signal,
      onProgress: ({ done }) => done >= 3 && stop.abort('interrupted'),
    })
    expect(first).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    const kept = readUnits(h.store, id).size
    expect(kept).toBeGreaterThanOrEqual(3)
    expect(kept).toBeLessThan(8)
    expect(must(askAgain(h, run, spec)).id).toBe(id)
    const results = must(await workStudy(h, id, { signal: new AbortController().signal }))
    const whole = await study(run, { count: 4, retrain: false })
    expect(results).toEqual(whole.results)
    expect(must(askAgain(h, run, spec)).id).not.toBe(id)
  })
})
