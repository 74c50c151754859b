import { createHash } from 'node:crypto'
import type { RunBundle } from '../../src/shared/bundle.ts'
import { experimentSchema } from '../../src/shared/experiment.ts'
import type { Forecaster, Measures, PartRange, Results } from '../../src/shared/results.ts'
import type { Losses, Part, PathTable, PredictionTable, Weights } from '../../src/shared/types.ts'

/**
 * A whole run made of seeded random numbers, for tests and for looking at the report: prices walk,
 * networks repeat yesterday with noise. Measures are counted from the numbers; the rest is stood in.
 */

export interface BundleOptions {
  readonly protocol?: 'tutorial' | 'sealed'
  readonly seal?: 'closed' | 'open'
  readonly days?: number
  readonly window?: number
  readonly epochs?: number
  readonly horizon?: number
  readonly seed?: number
  readonly symbol?: string
  readonly source?: 'yahoo' | 'csv' | 'simulated'
  readonly file?: string | null
  readonly quickLook?: boolean
  readonly models?: readonly { name: string; cell: 'rnn' | 'lstm' | 'gru' }[]
  /** A network whose loss stops being a number two fifths in. */
  readonly broken?: string
}

const three = [
  { name: 'rnn', cell: 'rnn' },
  { name: 'lstm', cell: 'lstm' },
  { name: 'gru', cell: 'gru' },
] as const

export function makeBundle(options: BundleOptions = {}): RunBundle {
  const setup = fill(options)
  const prices = walk(setup)
  const cr = prices.map(p => p / prices[0]!)
  const unit = setup.protocol === 'sealed' ? prices : cr
  const split = splitOf(setup)
  const predictions = predict(setup, unit, split)
  const results = resultsOf(setup, unit, split, predictions)
  const hindcast = pathOf(setup, unit, setup.hindcastOrigin, true)
  return {
    results: { ...results, hindcast: { origin: hindcast.origin, rmse: rmseOf(hindcast) } },
    series: { dates: setup.dates.slice(0, setup.days), price: prices, cumulativeReturn: cr },
    losses: Object.fromEntries(setup.models.map((m, k) => [m.name, lossesOf(setup, m.name, k)])),
    predictions,
    hindcast,
    forecast: pathOf(setup, unit, setup.days - 1, false),
    gradients: setup.models.map((m, k) => ({
      model: m.name,
      epoch: setup.epochs,
      norms: [1, 2].map(layer => gradientNorms(setup.window, k, layer)),
    })),
    weights: Object.fromEntries(setup.models.map(m => [m.name, weightsOf(m.cell, setup.random)])),
    persistenceLoss: {
      train: setup.level * 1.02,
      validation: setup.protocol === 'sealed' ? setup.level * 0.97 : Number.NaN,
      test: setup.closed ? Number.NaN : setup.level,
    },
    lab: { studies: [] },
  }
}

function fill(o: BundleOptions) {
  const days = o.days ?? 800
  const protocol = o.protocol ?? 'tutorial'
  const closed = protocol === 'sealed' && (o.seal ?? 'closed') === 'closed'
  const horizon = o.horizon ?? 30
  const random = generator(o.seed ?? 7)
  const windows = days - (o.window ?? 30) - (protocol === 'sealed' ? 1 : 0)
  const held = closed ? Math.floor(windows * 0.15) + 1 : 0
  return {
    days,
    protocol,
    closed,
    horizon,
    random,
    normal: normalOf(random),
    seal: o.seal ?? 'closed',
    window: o.window ?? 30,
    epochs: o.epochs ?? 5000,
    symbol: o.symbol ?? 'NFLX',
    source: o.source ?? ('csv' as const),
    file: o.file === undefined ? 'NFLX.csv' : o.file,
    quickLook: o.quickLook ?? false,
    models: o.models ?? three,
    broken: o.broken ?? null,
    level: protocol === 'sealed' ? 1.07 : 0.0004272,
    dates: weekdays(days + horizon),
    hindcastOrigin: days - 1 - held - horizon,
  }
}

type Setup = ReturnType<typeof fill>

/** mulberry32: seeded, so that every picture comes out the same. */
function generator(seed: number): () => number {
  let s = seed | 0
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const normalOf = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())

/** Monday to Friday from 2021-02-25; holidays are not the point here. */
function weekdays(count: number): string[] {
  const found: string[] = []
  for (let t = Date.UTC(2021, 1, 25); found.length < count; t += 86_400_000) {
    const date = new Date(t)
    if (date.getUTCDay() % 6 !== 0) found.push(date.toISOString().slice(0, 10))
  }
  return found
}

function walk({ days, normal }: Setup): number[] {
  const prices = [540]
  let scale = 1
  for (let i = 1; i < days; i++) {
    scale = 0.94 * scale + 0.06 * (0.4 + Math.abs(normal()))
    prices.push(prices[i - 1]! * Math.exp(0.021 * scale * normal() + 0.0001))
  }
  return prices.map(p => Number(p.toFixed(2)))
}

/** Index of the first target bar, and of each part among all bars. */
function splitOf(s: Setup): { part: Part; start: number; end: number }[] {
  const first = s.window + (s.protocol === 'sealed' ? 1 : 0)
  const windows = s.days - first
  const train = Math.floor((windows * 7) / 10)
  const validation = s.protocol === 'sealed' ? Math.floor((windows * 15) / 100) : 0
  const cuts = [first, first + train, first + train + validation, s.days]
  const parts: Part[] = ['train', 'validation', 'test']
  return parts
    .map((part, i) => ({ part, start: cuts[i]!, end: cuts[i + 1]! }))
    .filter(p => p.end > p.start)
}

function predict(s: Setup, unit: number[], split: ReturnType<typeof splitOf>): PredictionTable {
  const open = split.filter(p => !(s.closed && p.part === 'test'))
  const rows = open.flatMap(p => range(p.start, p.end).map(i => ({ i, part: p.part })))
  const size = unit[0]! * 0.004
  return {
    dates: rows.map(r => s.dates[r.i]!),
    part: rows.map(r => r.part),
    actual: rows.map(r => unit[r.i]!),
    persistence: rows.map(r => unit[r.i - 1]!),
    models: Object.fromEntries(
      s.models.map((m, k) => [m.name, rows.map(r => guess(s, unit, r.i, k, size))])
    ),
  }
}

const guess = (s: Setup, unit: number[], i: number, k: number, size: number) =>
  unit[i - 1]! -
  (0.13 - 0.04 * (k % 3)) * (unit[i - 1]! - unit[i - 2]!) +
  size * s.normal() * (1 - 0.25 * (k % 3))

const range = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => start + i)
const mean = (a: readonly number[]) => a.reduce((x, y) => x + y, 0) / a.length

function pathOf(s: Setup, unit: number[], origin: number, known: boolean): PathTable {
  const level = unit[origin]!
  const drift = (unit[origin]! - unit[0]!) / origin
  const steps = range(1, s.horizon + 1)
  const bend = [-0.052, 0.024, -0.014]
  return {
    origin: s.dates[origin]!,
    step: steps,
    dates: steps.map(h => s.dates[origin + h]!),
    guessed: steps.map(() => !known),
    actual: steps.map(h => (known ? unit[origin + h]! : Number.NaN)),
    persistence: steps.map(() => level),
    drift: steps.map(h => level + drift * h),
    models: Object.fromEntries(
      s.models.map((m, k) => [
        m.name,
        steps.map(
          h =>
            level * (1 + (bend[k % 3]! + 0.008 * Math.floor(k / 3)) * (1 - Math.exp(-h / (9 + k))))
        ),
      ])
    ),
  }
}

const rmseOf = (path: PathTable): Record<string, number> => {
  const error = (values: readonly number[]) =>
    Math.sqrt(mean(values.map((v, i) => (v - path.actual[i]!) ** 2)))
  const models = Object.entries(path.models).map(([name, values]) => [name, error(values)])
  return Object.fromEntries([
    ['persistence', error(path.persistence)],
    ['drift', error(path.drift)],
    ...models,
  ])
}

function lossesOf(s: Setup, name: string, k: number): Losses {
  const epochs = range(1, s.epochs + 1)
  const end = s.level * [1.066, 1.022, 1.007][k % 3]!
  const stop = name === s.broken ? Math.floor(s.epochs * 0.4) : Infinity
  let wobble = 0
  const curve = (level: number) =>
    epochs.map(e => {
      wobble = 0.75 * wobble + 0.006 * s.normal()
      const spike = s.random() < 0.004 ? s.random() * 0.12 : 0
      const fall = 400 * level * (1 + e / (s.epochs / 90)) ** -(1.7 + 0.2 * (k % 3))
      return e > stop ? Number.NaN : (level + fall) * Math.exp(wobble + spike)
    })
  const nothing = epochs.map(() => Number.NaN)
  return {
    epoch: epochs,
    train: curve(s.level * 1.01),
    validation: s.protocol === 'sealed' ? curve(end) : nothing,
    test: s.protocol === 'sealed' ? nothing : curve(end),
    gradientNorm: epochs.map(e => 0.003 + 0.2 / e),
  }
}

const gradientNorms = (window: number, k: number, layer: number) =>
  range(0, window).map(t => 0.004 * layer * Math.exp(-(window - 1 - t) * [0.62, 0.11, 0.2][k % 3]!))

function weightsOf(cell: 'rnn' | 'lstm' | 'gru', random: () => number): Weights {
  const gates = { rnn: 1, lstm: 4, gru: 3 }[cell] * 16
  const tensor = (...shape: number[]) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5),
  })
  const layer = (l: number): Weights => ({
    [`${cell}.weight_ih_l${l}`]: tensor(gates, l === 0 ? 1 : 16),
    [`${cell}.weight_hh_l${l}`]: tensor(gates, 16),
    [`${cell}.bias_ih_l${l}`]: tensor(gates),
    [`${cell}.bias_hh_l${l}`]: tensor(gates),
  })
  return { ...layer(0), ...layer(1), 'fc.weight': tensor(1, 16), 'fc.bias': tensor(1) }
}

function measure(
  s: Setup,
  t: PredictionTable,
  part: Part,
  values: readonly number[],
  isCopy: true | null
): Measures {
  const rows = range(0, t.dates.length).filter(i => t.part[i] === part)
  const of = (f: (i: number) => number) => mean(rows.map(f))
  const mse = of(i => (values[i]! - t.actual[i]!) ** 2)
  const base = of(i => (t.persistence[i]! - t.actual[i]!) ** 2)
  const mae = of(i => Math.abs(values[i]! - t.actual[i]!))
  const right = of(i =>
    Number(
      Math.sign(values[i]! - t.persistence[i]!) === Math.sign(t.actual[i]! - t.persistence[i]!)
    )
  )
  const half = 1.96 * Math.sqrt((right * (1 - right)) / rows.length)
  const still = values === t.persistence
  return {
    mse,
    mseOverBatches: s.protocol === 'sealed' ? null : mse * 1.05,
    rmse: Math.sqrt(mse),
    mae,
    mase: mae / of(i => Math.abs(t.persistence[i]! - t.actual[i]!)),
    mape: of(i => Math.abs(values[i]! / t.actual[i]! - 1)),
    skill: 1 - mse / base,
    direction: still
      ? null
      : { share: right, low: right - half, high: right + half, days: rows.length },
    bestLag: -1,
    copy: {
      isCopy,
      withLastChange: null,
      withNextChange: null,
      lowerBound: null,
    },
  }
}

function forecastersOf(s: Setup, t: PredictionTable): Forecaster[] {
  const parts = [...new Set(t.part)]
  const measures = (values: readonly number[], isCopy: true | null = null) =>
    Object.fromEntries(parts.map(part => [part, measure(s, t, part, values, isCopy)]))
  const moved = (f: (v: number, i: number) => number) => t.persistence.map((v, i) => f(v, i))
  const baselines: [string, readonly number[]][] = [
    ['persistence', t.persistence],
    ['drift', moved(v => v * 1.0002)],
    ['train-mean', moved(v => v * 1.0005)],
    ['ridge', moved((v, i) => v + 0.03 * (v - (t.persistence[i - 1] ?? v)))],
  ]
  return [
    ...baselines.map(([name, v]) => ({ name, kind: 'baseline' as const, parts: measures(v) })),
    ...s.models.map(m => ({
      name: m.name,
      kind: 'network' as const,
      parts: measures(t.models[m.name]!, true),
    })),
  ]
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

function resultsOf(
  s: Setup,
  _unit: number[],
  split: ReturnType<typeof splitOf>,
  t: PredictionTable
): Results {
  const verdictPart: Part = s.closed ? 'validation' : 'test'
  const ranges: PartRange[] = split.map(p => ({
    part: p.part,
    count: p.end - p.start,
    first: s.dates[p.start]!,
    last: s.dates[p.end - 1]!,
  }))
  const forecasters = forecastersOf(s, t)
  const ps = [0.09, 0.33, 0.62]
  const where = s.closed ? 'On validation, no network' : 'No network'
  return {
    version: 1,
    id: '20240502-nflx-k3f9',
    createdAt: '2024-05-02T09:14:03.000Z',
    finishedAt: '2024-05-02T09:22:51.000Z',
    quickLook: s.quickLook,
    experiment: experimentSchema.parse({
      protocol: s.protocol,
      days: s.days,
      to: s.dates[s.days - 1],
      window: s.window,
      epochs: s.epochs,
      horizon: s.horizon,
      patience: s.protocol === 'sealed' ? 200 : null,
      models: s.models.map(m => ({ ...m, hidden: 16, layers: 2, learningRate: 1e-4 })),
    }),
    series: {
      symbol: s.symbol,
      source: s.source,
      name: s.source === 'simulated' ? null : 'Netflix, Inc.',
      currency: s.source === 'simulated' ? null : 'USD',
      exchange: s.source === 'yahoo' ? 'NMS' : null,
      file: s.source === 'csv' ? s.file : null,
      hash: sha(`${s.symbol} whole`),
      usedHash: sha(`${s.symbol} used`),
      asOf: s.dates[s.days - 1]!,
      first: s.dates[0]!,
      last: s.dates[s.days - 1]!,
      bars: s.days,
    },
    unit: s.protocol === 'sealed' ? 'price' : 'cumulative return',
    split: ranges,
    seal: {
      state: s.protocol === 'tutorial' ? 'none' : s.seal,
      openedAt: s.protocol === 'sealed' && s.seal === 'open' ? '2024-05-02T10:00:00.000Z' : null,
      openingsOfSeries: s.protocol === 'sealed' && s.seal === 'open' ? 2 : 0,
    },
    tries: 4,
    training: s.models.map((m, k) => ({
      model: m.name,
      parameters: [897, 3393, 2561][k % 3]!,
      epochs: m.name === s.broken ? Math.floor(s.epochs * 0.4) : s.epochs,
      bestEpoch: Math.max(
        1,
        Math.floor(s.epochs * (m.name === s.broken ? 0.35 : 0.68 + 0.09 * (k % 3)))
      ),
      finalLoss: {
        train: m.name === s.broken ? null : s.level * 1.01,
        validation: s.protocol === 'sealed' ? s.level * 1.03 : null,
        test:
          s.protocol === 'sealed' || m.name === s.broken
            ? null
            : s.level * [1.066, 1.022, 1.007][k % 3]!,
      },
      stopped: m.name === s.broken ? ('not finite' as const) : ('finished' as const),
      trouble:
        m.name === s.broken
          ? `The loss is not a number since epoch ${Math.floor(s.epochs * 0.4) + 1} (gradient norm 8.2e+4 before). The weights of the last good checkpoint are used. Lower the rate or set a clip, then run again.`
          : null,
      seconds: 100.5 + 72 * k,
      millisecondsPerEpoch: 20.1 + 14.4 * k,
      weightsHash: sha(m.name),
    })),
    forecasters,
    verdictPart,
    headline: `${where} beat \u201ctomorrow = today\u201d on the ${verdictPart} days.`,
    verdicts: s.models.map((m, k) => ({
      model: m.name,
      outcome: 'not distinguishable' as const,
      statistic: 1.7 - 0.5 * (k % 3),
      p: ps[k % 3]!,
      adjustedP: Math.min(1, ps[k % 3]! * 2.5),
      skill: forecasters.find(f => f.name === m.name)!.parts[verdictPart]!.skill,
      days: t.part.filter(p => p === verdictPart).length,
      sentence: `${m.name.toUpperCase()} is not distinguishable from \u201ctomorrow = today\u201d: DM p = ${ps[k % 3]}.`,
    })),
    forecast: { retrained: true, origin: s.dates[s.days - 1]!, guessedDates: true },
    hindcast: { origin: s.dates[s.hindcastOrigin]!, rmse: {} },
    times: { totalSeconds: 528, trainingSeconds: 471 },
    versions: {
      hindcast: '0.1.0',
      node: '24.21.0',
      tensorflow: '2.21.0',
      tfjs: '4.22.0',
      platform: 'linux x64',
    },
  }
}
