import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { predictWith } from '../../../src/main/api/predict.ts'
import { openTest, showRun, startRun } from '../../../src/main/api/runs.ts'
import { makeRunFiles } from '../../../src/main/report/files.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { readRows } from '../../../src/main/store/store.ts'
import { readWatched } from '../../../src/main/store/watched.ts'
import { makeTrainJob } from '../../../src/main/training/make-job.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import type { Results } from '../../../src/shared/results.ts'
import type { Revision } from '../../../src/shared/types.ts'
import { killAtFault } from '../../support/kill.ts'
import {
  finishRun,
  importPrices,
  makeDates,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

/**
 * Two series that differ in nothing but the days of the test part, where one of them leaps about
 * by a factor of a thousand. Whatever is the same for both knows nothing of those days.
 */
const [N, T] = [130, 10]
const open = T + 1 + 83 + 17 // bars up to the last validation target; 19 test days follow
const quiet = makePrices(N)
const loud = quiet.map((price, i) => (i < open ? price : price * (i % 2 === 0 ? 1000 : 3)))
const dates = makeDates(N)
const experiment = makeExperiment({ protocol: 'sealed', epochs: 12 })

const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

interface Twin {
  readonly revision: Revision
  readonly results: Results
  readonly told: readonly unknown[]
}
const twins: Twin[] = []

beforeAll(async () => {
  for (const [name, prices] of Object.entries({ CALM: quiet, LOUD: loud })) {
    const revision = await importPrices(h, name, prices)
    const told: unknown[] = []
    const request = { experiment, revisionId: revision.id, quickLook: false }
    const run = must(
      startRun(h, request, {
        onEpochs: (model, phase, rows) => {
          if (phase === 'train') told.push(...rows.map(row => ({ model, ...row })))
        },
        onNotice: text => told.push(text),
        onPhaseEnd: (model, phase, { seconds: _, ...end }) => told.push({ model, phase, ...end }),
      })
    )
    const end = await run.end
    if (end.kind !== 'finished') throw new Error(end.kind)
    twins.push({ revision, results: end.results, told })
  }
})

const both = <T>(read: (twin: Twin) => T): [T, T] => [read(twins[0]!), read(twins[1]!)]
const bundles = () => both(twin => must(readBundle(h.store, twin.results.id)))

/** Results without what has to differ: names, hashes of the bars, clocks. */
function nameless({ results }: Pick<Twin, 'results'>): Results {
  const at = '2024-01-01T00:00:00.000Z'
  const own = { id: 'twin', createdAt: at, finishedAt: at }
  const series = { ...results.series, symbol: 'TWIN', file: null, hash: '', usedHash: '' }
  const training = results.training.map(one => ({ ...one, seconds: 0, millisecondsPerEpoch: 0 }))
  return { ...results, ...own, series, training, times: { totalSeconds: 0, trainingSeconds: 0 } }
}

describe('while a sealed test part is closed', () => {
  it('is loud enough to be heard: the forecast and the series tell the twins apart', () => {
    const [one, other] = bundles()
    expect(other.series.price).not.toEqual(one.series.price)
    expect(other.forecast.models).not.toEqual(one.forecast.models)
  })

  it('results, predictions, hindcast, losses, gradients and weights know nothing of it', () => {
    const [one, other] = both(nameless)
    expect(other).toEqual(one)
    // provenance names the series and its hash, the diary holds the forecast of days to come
    const [seen, same] = bundles().map(
      ({ results: _, series: __, forecast: ___, lab, ...rest }) => {
        const { provenance: ____, diary: _____, replays = [], ...others } = lab
        return {
          ...rest,
          lab: others,
          replays: replays.map(({ run: ______, ...replay }) => replay),
        }
      }
    )
    expect(same).toEqual(seen)
    expect(seen!.persistenceLoss.test).toBeNaN()
    expect(seen!.predictions.dates.at(-1)).toBe(dates[open - 1])
    expect(seen!.hindcast.dates.at(-1)).toBe(dates[open - 1])
    expect(seen!.predictions.part).not.toContain('test')
    expect(seen!.losses['rnn']!.test.every(Number.isNaN)).toBe(true)
  })

  it('nobody who listens hears of it', () => {
    const [one, other] = both(({ told }) => told)
    expect(one.length).toBeGreaterThan(12)
    expect(other).toEqual(one)
  })

  it('the frames of the watched part are of validation only', () => {
    const [one, other] = both(({ results }) =>
      readWatched(h.store, { run: results.id, model: 'rnn', phase: 'train' })
    )
    expect(one.length).toBeGreaterThan(3)
    expect(other).toEqual(one)
    for (const { values } of one) expect(values.length).toBe(17)
  })

  it('a trainer is sent the windows before it and no other', () => {
    const jobs = both(({ revision }) => {
      const prepared = must(prepare(readBars(h.store, revision.id), experiment))
      const going = { checkpoint: null, secondsBefore: 0 }
      return makeTrainJob(prepared, experiment, experiment.models[0]!, going)
    })
    expect(jobs[1]).toEqual(jobs[0])
    expect(jobs[0].windows.count).toBe(83 + 17)
  })

  it('no row of the database knows of it, but those of prices and of the future', () => {
    const [one, other] = both(({ results }) => rowsOf(results.id))
    expect(Object.values(one).every(rows => rows.length > 0)).toBe(true)
    expect(other).toEqual(one)
  })

  it('no file knows of it, but where the series and the future are drawn', () => {
    const [one, other] = both(twin => {
      const bundle = must(readBundle(h.store, twin.results.id))
      const files = [...makeRunFiles({ ...bundle, results: nameless(twin) })]
      return new Map(files.map(([name, content]) => [name, unnumbered(content)]))
    })
    expect([...other.keys()]).toEqual([...one.keys()])
    const different = [...one.keys()].filter(name => one.get(name) !== other.get(name))
    const drawn = ['charts/cumulative-return', 'charts/forecast'].flatMap(chart => [
      `${chart}.svg`,
      `${chart}.png`,
    ])
    expect(different.sort()).toEqual(
      [...drawn, 'forecast.csv', 'lab/diary.csv', 'report.html'].sort()
    )
    const reports = [one, other].map(files => withoutFuture(files.get('report.html') ?? ''))
    expect(reports[1]).toBe(reports[0])
    expect(reports[0]?.length).toBeGreaterThan(100_000)
  })
})

/**
 * Rows of a run, table by table, without ids and clocks. Every table of the database is either
 * here or among those that hold the input series, the future, or nothing of a run's numbers.
 */
function rowsOf(run: string): Record<string, unknown[]> {
  const model = `SELECT id FROM run_models WHERE run_id = '${run}' AND phase = 'train'`
  const hindcast = `SELECT id FROM paths WHERE run_id = '${run}' AND kind = 'hindcast'`
  const queries: Record<string, string> = {
    runs: `SELECT experiment_id, quick_look, state, reason, best_model, best_skill, best_outcome
      FROM runs WHERE id = '${run}'`,
    run_models: `SELECT model, phase, state, epoch, best_epoch, stopped, trouble, weights_hash
      FROM run_models WHERE id IN (${model})`,
    epoch_chunks: `SELECT first, count, data FROM epoch_chunks WHERE model_id IN (${model})`,
    weights: `SELECT b.hash FROM weights w JOIN blobs b ON b.id = blob_id
      WHERE model_id IN (${model})`,
    watched: `SELECT epoch, kept, best, data FROM watched WHERE model_id IN (${model})`,
    gradients: `SELECT epoch, layers, data FROM gradients WHERE model_id IN (${model})`,
    predictions: `SELECT count, dates, parts, actual, persistence FROM predictions
      WHERE run_id = '${run}'`,
    prediction_values: `SELECT position, model, data FROM prediction_values WHERE run_id = '${run}'`,
    paths: `SELECT kind, origin, count, steps, dates, guessed, actual, persistence, drift
      FROM paths WHERE id IN (${hindcast})`,
    path_values: `SELECT position, model, data FROM path_values WHERE path_id IN (${hindcast})`,
    experiments: `SELECT hash FROM experiments`,
  }
  const elsewhere = ['series', 'revisions', 'bar_chunks', 'revision_chunks', 'fetches']
  const numberless = ['openings', 'tries', 'leases', 'checkpoints', 'blobs', 'blob_pieces']
  const choices = ['preferences', 'presets']
  // studies are asked in sealed-walk.test.ts; a diary holds forecasts of days to come
  const lab = ['studies', 'study_units', 'diary']
  const sql = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
  const tables = readRows<{ name: string }>(h.store, sql).map(({ name }) => name)
  expect(tables.sort()).toEqual(
    [...Object.keys(queries), ...elsewhere, ...numberless, ...choices, ...lab].sort()
  )
  expect(readRows(h.store, 'SELECT id FROM checkpoints')).toEqual([])
  return Object.fromEntries(
    Object.entries(queries).map(([table, query]) => [table, readRows(h.store, query)])
  )
}

/** A file's text; drawings count on from the one before in the ids of their clip paths. */
const unnumbered = (content: string | Buffer) =>
  content.toString('latin1').replace(/\bc\d+-/g, 'c-')

/** A report without the sections of the series and the forecast, and without their data. */
function withoutFuture(html: string): string {
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/s
  const drawn = JSON.parse(data.exec(html)?.[1] ?? '') as Record<string, unknown>
  const { series: _, forecast: __, ...rest } = drawn
  const sections = /<section class="panel" id="(cumulative-return|forecast|diary)".*?<\/section>/gs
  const second = /<dt>Weights of \w+, second training<\/dt><dd>\w+<\/dd>/g
  return html.replace(data, JSON.stringify(rest)).replace(sections, '').replace(second, '')
}

describe('a run with a closed test part', () => {
  const [id, revision] = [() => twins[1]!.results.id, () => twins[1]!.revision.id]

  it('says nothing of its own test days', async () => {
    const predicted = must(await predictWith(h, id(), revision()))
    expect(predicted.days).toBeNull()
    expect([predicted.table.dates, predicted.forecasters, predicted.verdicts]).toEqual([[], [], []])
    expect(predicted.forecast.origin).toBe(dates.at(-1))
  })

  it.each([open - 1, open + 3, N - 2])('refuses to forecast from its own day %i', async day => {
    const predicted = await predictWith(h, id(), revision(), { to: dates[day]! })
    expect(predicted).toMatchObject({ ok: false, failure: { kind: 'closed-day' } })
  })

  it('knows its own days under another name, at another scale, in a shorter file', async () => {
    const copy = await importPrices(
      h,
      'COPY',
      loud.map(price => price * 4)
    )
    expect(must(await predictWith(h, id(), copy.id)).days).toBeNull()
    const shorter = await importPrices(h, 'SHORTER', loud.slice(0, N - 3))
    expect(await predictWith(h, id(), shorter.id)).toMatchObject({
      failure: { kind: 'closed-day' },
    })
  })
})

describe('opening the test part', () => {
  const script = fileURLToPath(new URL('./worker.ts', import.meta.url))
  const [quietId, loudId] = [() => twins[0]!.results.id, () => twins[1]!.results.id]

  it('heals, when it was cut short after it was recorded', async () => {
    const child = { script, args: ['open', h.store.folder, quietId()] }
    await killAtFault(child, 'opening/after-commit')
    const { run, results } = must(showRun(h, quietId()))
    expect(run.openedAt).not.toBeNull()
    expect(results?.seal.state).toBe('closed')
    expect(must(readBundle(h.store, quietId())).persistenceLoss.test).toBeNaN()
    await killAtFault(child, 'results/before-commit')
    expect(must(readBundle(h.store, quietId())).predictions.part).not.toContain('test')
    const opened = must(await openTest(h, quietId()))
    expect(opened.seal).toEqual({ state: 'open', openedAt: run.openedAt, openingsOfSeries: 1 })
  })

  it('shows test rows, and keeps everything that was known before', async () => {
    const closed = twins[1]!.results
    const before = must(readBundle(h.store, loudId()))
    const opened = must(await openTest(h, loudId()))
    const after = must(readBundle(h.store, loudId()))
    expect(opened).toMatchObject({ verdictPart: 'test', hindcast: { origin: dates[N - 1 - 5] } })
    expect(after.predictions.dates).toEqual(dates.slice(T + 1))
    expect(after.predictions.part.filter(part => part === 'test').length).toBe(19)
    const count = before.predictions.dates.length
    const rnn = after.predictions.models['rnn'] ?? []
    expect(rnn.slice(0, count)).toEqual(before.predictions.models['rnn'])
    expect(after.predictions.actual.slice(count)).toEqual(loud.slice(open))
    expect(after.persistenceLoss.test).toBeGreaterThan(100)
    expect(opened.training).toEqual(closed.training)
    expect([opened.finishedAt, opened.times]).toEqual([closed.finishedAt, closed.times])
    for (const { parts } of opened.forecasters) expect(Object.keys(parts)).toContain('test')
    const untouched = opened.forecasters.map(({ parts: { test: _, ...parts } }) => parts)
    expect(untouched).toEqual(closed.forecasters.map(({ parts }) => parts))
  })

  it('is refused a second time, and counted on the series', async () => {
    const again = await openTest(h, loudId())
    expect(again).toMatchObject({ ok: false, failure: { kind: 'already-open', id: loudId() } })
    const other = await finishRun(h, { ...experiment, seed: 8 }, twins[1]!.revision.id)
    expect(other.seal).toMatchObject({ state: 'closed', openingsOfSeries: 1 })
    expect(other.tries).toBe(1) // another seed is the same try
    expect(must(await openTest(h, other.id)).seal.openingsOfSeries).toBe(2)
  })

  it('lets the run speak from any of its days', async () => {
    const revision = twins[1]!.revision.id
    const predicted = must(await predictWith(h, loudId(), revision, { to: dates[open + 3]! }))
    expect(predicted.forecast.origin).toBe(dates[open + 3])
  })

  it('is for sealed runs only', async () => {
    const plain = await finishRun(h, makeExperiment({ epochs: 1 }), twins[0]!.revision.id)
    expect(await openTest(h, plain.id)).toMatchObject({ failure: { kind: 'not-sealed' } })
    expect(await openTest(h, 'zzzzzz')).toMatchObject({ failure: { kind: 'no-such-run' } })
  })
})
