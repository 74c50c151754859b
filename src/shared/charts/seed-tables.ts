import type { LabTable } from '../lab/backtest-tables.ts'
import { measureRanges } from '../lab/seed-ranges.ts'
import type { SeedBand, SeedRange, SeedsResults } from '../studies/seeds.ts'
import { displayName } from './format.ts'

type Cell = string | number | null

const ends = ({ median, low, high }: SeedRange): Cell[] => [median, low, high]
const threeOf = (name: string) => [name, `${name}Low`, `${name}High`]

/** A row a network, persistence first: rank, median and range of every measure, part by part. */
export function seedRangeTable(found: SeedsResults): LabTable {
  const { ranking, networks, persistence } = found
  const parts = (['train', 'validation', 'test'] as const).filter(part => persistence[part])
  const rankOf = (name: string) => ranking.find(one => one.name === name)
  const rows = [
    ...parts.map(part => {
      const own = persistence[part]
      const ranges = own && measureRanges([own])
      return [
        'persistence',
        part,
        ...rankCells(part === found.part ? rankOf('persistence') : undefined),
        ...measures.flatMap(measure => (ranges ? ends(ranges[measure]) : [null, null, null])),
        ...Array<null>(8).fill(null),
      ]
    }),
    ...networks.flatMap(({ model, parts: own, finalLoss, better, judged }) =>
      parts.map(part => [
        model,
        part,
        ...rankCells(part === found.part ? rankOf(model) : undefined),
        ...measures.flatMap(measure => (own[part] ? ends(own[part][measure]) : [null, null, null])),
        ...ends(finalLoss.train),
        ...ends(finalLoss.watched),
        better,
        judged,
      ])
    ),
  ]
  return {
    columns: [
      'forecast',
      'part',
      'rank',
      'overlaps',
      ...measures.flatMap(threeOf),
      ...threeOf('lossTrain'),
      ...threeOf('lossWatched'),
      'better',
      'judged',
    ],
    rows,
  }
}

const measures = [
  'mse',
  'mseOverBatches',
  'rmse',
  'mae',
  'mase',
  'mape',
  'direction',
  'skill',
  'bestLag',
  'withLastChange',
  'withNextChange',
] as const

const rankCells = (rank: SeedsResults['ranking'][number] | undefined): Cell[] =>
  rank ? [rank.rank, rank.overlaps.join(' ')] : [null, null]

/** A row a seed and network, on the verdict's part; persistence first, which has no seed. */
export function seedTable({ networks, persistence, part }: SeedsResults): LabTable {
  const base = persistence[part]
  return {
    columns: [
      'seed',
      'forecast',
      'skill',
      'mse',
      'lossTrain',
      'lossWatched',
      'epochs',
      'stopped',
      'p',
      'outcome',
      'hindcastRmse',
    ],
    rows: [
      [null, 'Persistence', 0, base?.mse ?? null, ...Array<null>(7).fill(null)],
      ...networks.flatMap(({ model, seeds }) =>
        seeds.map(one => [
          one.seed,
          displayName(model),
          one.parts[part]?.skill ?? null,
          one.parts[part]?.mse ?? null,
          one.finalLoss.train,
          one.finalLoss.watched,
          one.epochs,
          one.stopped,
          one.p,
          one.outcome,
          one.hindcastRmse,
        ])
      ),
    ],
  }
}

const heads = (name: string) => ['median', 'lowest', 'highest'].map(end => `${name} ${end}`)
const cells = ({ median, low, high }: SeedBand, i: number): Cell[] =>
  [median[i], low[i], high[i]].map(value => value ?? null)

/** Epochs that every seed of some network came to. */
const epochsOf = ({ losses }: SeedsResults): readonly number[] =>
  Object.values(losses)
    .map(({ epoch }) => epoch)
    .toSorted((a, b) => b.length - a.length)[0] ?? []

/** Losses: median and ends over seeds, a row an epoch of their common grid. */
export function seedLossTable(found: SeedsResults, persistence?: number | null): LabTable {
  const own = Object.entries(found.losses)
  const level = persistence === undefined ? [] : [persistence]
  return {
    columns: [
      'epoch',
      ...level.map(() => `Persistence ${found.watched}`),
      ...own.flatMap(([name]) =>
        ['train', found.watched].flatMap(part => heads(`${displayName(name)} ${part}`))
      ),
    ],
    rows: epochsOf(found).map((epoch, i) => [
      epoch,
      ...level,
      ...own.flatMap(([, { train, watched }]) => [...cells(train, i), ...cells(watched, i)]),
    ]),
  }
}

/** The watched part's losses as skills; the largest loss is the lowest of them. */
export function seedSkillTable(found: SeedsResults, persistence: number): LabTable {
  const own = Object.entries(found.losses)
  const skill = (loss: Cell) => (typeof loss === 'number' ? 1 - loss / persistence : null)
  return {
    columns: [
      'epoch',
      'Persistence',
      ...own.flatMap(([name]) => heads(`${displayName(name)} skill`)),
    ],
    rows: epochsOf(found).map((epoch, i) => [
      epoch,
      0,
      ...own.flatMap(
        ([
          ,
          {
            watched: { median, low, high },
          },
        ]) => cells({ median, low: high, high: low }, i).map(skill)
      ),
    ]),
  }
}

/** One-step predictions: a row an open day. */
export function seedPredictionTable({ predictions: t }: SeedsResults): LabTable {
  const own = Object.entries(t.models)
  return {
    columns: [
      'date',
      'part',
      'actual',
      'Persistence',
      ...own.flatMap(([name]) => heads(displayName(name))),
    ],
    rows: t.dates.map((date, i) => [
      date,
      t.part[i] ?? null,
      t.actual[i] ?? null,
      t.persistence[i] ?? null,
      ...own.flatMap(([, band]) => cells(band, i)),
    ]),
  }
}

/** A recursive path: a row a day. */
export function seedPathTable(path: SeedsResults['hindcast']): LabTable {
  const own = Object.entries(path.models)
  return {
    columns: [
      'step',
      'date',
      'actual',
      'Persistence',
      'Drift',
      ...own.flatMap(([name]) => heads(displayName(name))),
    ],
    rows: path.dates.map((date, i) => [
      i + 1,
      date,
      path.actual[i] ?? null,
      path.persistence[i] ?? null,
      path.drift[i] ?? null,
      ...own.flatMap(([, band]) => cells(band, i)),
    ]),
  }
}
