import type { Forecaster, Measures } from '../results.ts'
import type {
  SeedBand,
  SeedNetwork,
  SeedOutcome,
  SeedRange,
  SeedsResults,
} from '../studies/seeds.ts'
import type { Part } from '../types.ts'
import type { DieboldMariano } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { bandOf, measureRanges, persistenceSkill, rangeOf, rankSeeds } from './seed-ranges.ts'
import { seedSentences } from './seed-words.ts'
import { outcomeOf } from './verdict.ts'

type Column = readonly (number | null)[]

/** One network trained from one seed, as the study keeps it. Numbers that do not exist are null. */
export interface SeedUnit {
  readonly seed: number
  readonly model: string
  readonly epochs: number
  readonly stopped: SeedOutcome['stopped']
  readonly finalLoss: SeedOutcome['finalLoss']
  readonly parts: Forecaster['parts']
  /** Against persistence on the verdict's part. */
  readonly test: DieboldMariano | null
  /** On the grid of epochs, as far as it came. */
  readonly losses: {
    readonly epoch: readonly number[]
    readonly train: Column
    readonly watched: Column
  }
  /** One-step, in the unit of tables, of all open windows. */
  readonly predictions: Column
  /** Recursive, in the unit of tables. */
  readonly hindcast: Column
  readonly forecast: Column | null
}

type Path = SeedsResults['hindcast']

/** What stands still while the seed moves: dates, the truth, persistence. */
export interface SeedGround
  extends Pick<
    SeedsResults,
    'seeds' | 'part' | 'watched' | 'unit' | 'persistence' | 'forecastWords'
  > {
  /** In the experiment's order. */
  readonly models: readonly string[]
  readonly predictions: Omit<SeedsResults['predictions'], 'models'>
  readonly hindcast: Omit<Path, 'models'>
  readonly forecast: Omit<Path, 'models'> | null
}

/** What the units done so far say together: ranges, ranking, sentences. Any order of units. */
export function concludeSeeds(ground: SeedGround, units: readonly SeedUnit[]): SeedsResults {
  const { models, seeds, part, watched, unit, persistence, forecastWords } = ground
  const order = new Map(seeds.map((seed, k) => [seed, k]))
  const sorted = units.toSorted((a, b) => (order.get(a.seed) ?? 0) - (order.get(b.seed) ?? 0))
  const outcomes = judgeSeeds(ground, sorted)
  const byModel = models
    .map(model => ({ model, own: sorted.filter(one => one.model === model) }))
    .filter(({ own }) => own.length > 0)
  const networks = byModel.map(({ model, own }) =>
    networkOf(
      model,
      own.map(one => seedOutcome(one, outcomes, ground))
    )
  )
  const ranking = rankSeeds([
    { name: 'persistence', skill: persistenceSkill(seeds.length) },
    ...networks.map(({ model, parts }) => ({
      name: model,
      skill: parts[part]?.skill ?? noRange,
    })),
  ])
  const bands = (column: (one: SeedUnit) => Column): Record<string, SeedBand> =>
    Object.fromEntries(byModel.map(({ model, own }) => [model, bandOf(own.map(column))]))
  const forecast = ground.forecast
  return {
    kind: 'seeds',
    seeds: [...seeds],
    part,
    watched,
    unit,
    persistence,
    networks,
    ranking,
    sentences: seedSentences({ seeds: wholeSeeds(ground, sorted), part, networks, ranking }),
    losses: Object.fromEntries(byModel.map(({ model, own }) => [model, lossBands(own)])),
    predictions: { ...ground.predictions, models: bands(one => one.predictions) },
    hindcast: { ...ground.hindcast, models: bands(one => one.hindcast) },
    forecast: forecast && { ...forecast, models: bands(one => one.forecast ?? []) },
    forecastWords,
  }
}

const noRange: SeedRange = { median: null, low: null, high: null, count: 0 }

/** Seeds whose networks are all done. */
const wholeSeeds = ({ models, seeds }: SeedGround, units: readonly SeedUnit[]): number =>
  seeds.filter(seed => units.filter(one => one.seed === seed).length === models.length).length

type Outcomes = ReadonlyMap<SeedUnit, SeedOutcome['outcome']>

/** The verdict of each seed as a run of its own would have it: Holm over its networks, once all are done. */
function judgeSeeds({ seeds, models }: SeedGround, units: readonly SeedUnit[]): Outcomes {
  const outcomes = new Map<SeedUnit, SeedOutcome['outcome']>()
  for (const seed of seeds) {
    const own = units.filter(one => one.seed === seed)
    if (own.length < models.length) continue
    const adjusted = holm(own.map(({ test }) => test?.p ?? null))
    for (const [k, one] of own.entries())
      outcomes.set(one, outcomeOf(one.test, adjusted[k] ?? null))
  }
  return outcomes
}

function seedOutcome(one: SeedUnit, outcomes: Outcomes, { hindcast }: SeedGround): SeedOutcome {
  const { seed, epochs, stopped, finalLoss, parts, test } = one
  return {
    seed,
    epochs,
    stopped,
    finalLoss,
    parts,
    p: test?.p ?? null,
    outcome: outcomes.get(one) ?? null,
    hindcastRmse: rmse(one.hindcast, hindcast.actual),
  }
}

function rmse(path: Column, actual: Column): number | null {
  const squares = actual.map((truth, k) => ((path[k] ?? NaN) - (truth ?? NaN)) ** 2)
  const value = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  return Number.isFinite(value) ? value : null
}

function networkOf(model: string, seeds: readonly SeedOutcome[]): SeedNetwork {
  const parts = (['train', 'validation', 'test'] as const).flatMap(part => {
    const measures = seeds.flatMap(({ parts: own }): Measures[] => (own[part] ? [own[part]] : []))
    return measures.length === 0 ? [] : [[part, measureRanges(measures)] as const]
  })
  const judged = seeds.filter(({ outcome }) => outcome !== null && outcome !== 'too few')
  return {
    model,
    seeds: [...seeds],
    parts: Object.fromEntries(parts) as Partial<Record<Part, ReturnType<typeof measureRanges>>>,
    finalLoss: {
      train: rangeOf(seeds.map(({ finalLoss }) => finalLoss.train)),
      watched: rangeOf(seeds.map(({ finalLoss }) => finalLoss.watched)),
    },
    hindcastRmse: rangeOf(seeds.map(one => one.hindcastRmse)),
    better: judged.filter(({ outcome }) => outcome === 'better').length,
    judged: judged.length,
  }
}

/** A band of fewer and fewer seeds would not be one band: it ends where the first of them stopped. */
function lossBands(units: readonly SeedUnit[]): SeedsResults['losses'][string] {
  const shortest = Math.min(...units.map(({ losses }) => losses.epoch.length))
  const cut = (column: Column) => column.slice(0, shortest)
  return {
    epoch: (units[0]?.losses.epoch ?? []).slice(0, shortest),
    train: bandOf(units.map(({ losses }) => cut(losses.train))),
    watched: bandOf(units.map(({ losses }) => cut(losses.watched))),
  }
}
