import {
  displayName,
  formatNumber,
  formatP,
  formatPercent,
  formatPower,
  formatSkill,
  isNumber,
  nbsp,
} from '../../../../shared/charts/format.ts'
import {
  isFlagged,
  lastChangeMeaning,
  nextChangeMeaning,
} from '../../../../shared/lab/copycat-words.ts'
import type { Forecaster, Measures, Results, Verdict } from '../../../../shared/results.ts'
import type { MeasureRanges, SeedRange, SeedsResults } from '../../../../shared/studies/seeds.ts'
import type { Part } from '../../../../shared/types.ts'

/** One forecaster on one part. */
export interface MeasureRow {
  readonly name: string
  readonly kind: Forecaster['kind']
  readonly measures: Measures
  /** Of networks, on the part the verdict speaks of. */
  readonly verdict: Verdict | null
  /** Of networks, over several seeds, where these are shown. */
  readonly ranges: MeasureRanges | null
}

export interface MeasureColumn {
  readonly id: string
  readonly head: string
  /** What it is, in a sentence. */
  readonly about: string
  /** What sorting and files take; null where it does not exist. */
  readonly value: (row: MeasureRow) => number | string | null
  readonly text: (row: MeasureRow) => string
  /** Left out of the narrow table. */
  readonly isExtra?: boolean
}

/** Persistence first, then baselines, then networks, as the run has them. */
export function makeRows(
  results: Results,
  part: Part,
  seeds: SeedsResults | null = null
): readonly MeasureRow[] {
  return results.forecasters.flatMap(({ name, kind, parts }) => {
    const measures = parts[part]
    if (measures === undefined) return []
    const verdict = results.verdicts.find(v => v.model === name) ?? null
    const ranges = seeds?.networks.find(({ model }) => model === name)?.parts[part] ?? null
    const judged = part === results.verdictPart ? verdict : null
    return [{ name, kind, measures, verdict: judged, ranges }]
  })
}

/** The power of ten that MSEs are shown in: persistence's. */
const exponentOf = (rows: readonly MeasureRow[]): number => {
  const base = rows.find(row => row.name === 'persistence')?.measures.mse
  return isNumber(base) && base > 0 ? Math.floor(Math.log10(base)) : 0
}

const dash = '–'

/** Every column, for these rows: decimals and powers of ten follow persistence's size. */
export function makeColumns(results: Results, rows: readonly MeasureRow[]): MeasureColumn[] {
  const exponent = exponentOf(rows)
  const unit = results.unit === 'price' ? 'log return' : 'cumulative return'
  const scaled = (v: number | null) => formatNumber(isNumber(v) ? v / 10 ** exponent : null, 3)
  const power = exponent === 0 ? '' : ` × ${formatPower(exponent)}`
  const price = (v: number | null, { mae }: Measures) =>
    formatNumber(v, (mae ?? 1) >= 100 ? 1 : (mae ?? 1) >= 0.5 ? 2 : 5)
  const columns: MeasureColumn[] = [
    {
      id: 'mse',
      head: `MSE${power}`,
      about: `Mean squared error of the ${unit}, one step ahead: the lower, the better.`,
      value: row => row.measures.mse,
      text: row => scaled(row.measures.mse),
    },
    {
      id: 'mseOverBatches',
      head: 'By batch',
      about: 'The same as a mean over batches of each batch’s MSE: the tutorial’s figure.',
      value: row => row.measures.mseOverBatches,
      text: row => scaled(row.measures.mseOverBatches),
      isExtra: true,
    },
    {
      id: 'rmse',
      head: 'RMSE',
      about: 'Root of the mean squared error of the price, in the price’s own unit.',
      value: row => row.measures.rmse,
      text: row => price(row.measures.rmse, row.measures),
      isExtra: true,
    },
    {
      id: 'mae',
      head: 'MAE',
      about: 'Mean absolute error of the price, in the price’s own unit.',
      value: row => row.measures.mae,
      text: row => price(row.measures.mae, row.measures),
      isExtra: true,
    },
    {
      id: 'mase',
      head: 'MASE',
      about: 'Mean absolute error over the mean absolute daily change of the train part.',
      value: row => row.measures.mase,
      text: row => formatNumber(row.measures.mase, 3),
    },
    {
      id: 'mape',
      head: 'MAPE',
      about: 'Mean absolute error as a percentage of the price.',
      value: row => row.measures.mape,
      text: row => formatPercent(row.measures.mape, 2),
    },
    {
      id: 'direction',
      head: 'Direction %',
      about:
        'Share of days whose direction was called right, with its 95 % binomial interval. Persistence calls none.',
      value: row => row.measures.direction?.share ?? null,
      text: directionText,
    },
    {
      id: 'skill',
      head: 'Skill',
      about:
        '1 − MSE / MSE of persistence: above 0 the error is smaller than that of yesterday’s price.',
      value: row => row.measures.skill,
      text: row => (row.name === 'persistence' ? '0' : formatSkill(row.measures.skill)),
    },
    {
      id: 'p',
      head: 'DM p',
      about:
        'Diebold–Mariano test against persistence: how often luck alone would bring such a difference.',
      value: row => row.verdict?.p ?? null,
      text: row => formatP(row.verdict?.p),
    },
    {
      id: 'adjustedP',
      head: 'Holm',
      about:
        'The same p after Holm’s adjustment for testing several networks; the verdict uses it.',
      value: row => row.verdict?.adjustedP ?? null,
      text: row => formatP(row.verdict?.adjustedP),
      isExtra: true,
    },
    {
      id: 'bestLag',
      head: 'Best lag',
      about:
        'The shift in days at which the prediction fits best. Prices move little from day to day, so −1 alone is no reproach; “repeats yesterday” is.',
      value: row => row.measures.bestLag,
      text: lagText,
    },
    {
      id: 'withLastChange',
      head: 'Last change',
      about: lastChangeMeaning,
      value: row => row.measures.copy?.withLastChange ?? null,
      text: row => formatNumber(row.measures.copy?.withLastChange ?? null, 2),
      isExtra: true,
    },
    {
      id: 'withNextChange',
      head: 'Next change',
      about: nextChangeMeaning,
      value: row => row.measures.copy?.withNextChange ?? null,
      text: row => formatNumber(row.measures.copy?.withNextChange ?? null, 2),
      isExtra: true,
    },
  ]
  return columns.filter(column => column.id !== 'mseOverBatches' || results.unit !== 'price')
}

function directionText({ measures: { direction } }: MeasureRow): string {
  if (direction === null) return dash
  const half = (100 * (direction.high - direction.low)) / 2
  return `${formatNumber(100 * direction.share, 1)} ± ${formatNumber(half, 1)}`
}

export function lagText({ measures: { bestLag } }: MeasureRow): string {
  if (bestLag === null) return dash
  return bestLag === 0 ? '0' : `${formatNumber(bestLag, 0)}${nbsp}d`
}

/** All columns at full precision, with the interval's ends, for a file. */
export function measureTable(rows: readonly MeasureRow[], columns: readonly MeasureColumn[]) {
  const plain = columns.map(({ id }) => id)
  return {
    columns: [
      'forecast',
      ...plain,
      'repeatsYesterday',
      'directionLow',
      'directionHigh',
      'directionDays',
    ],
    rows: rows.map(row => [
      displayName(row.name),
      ...columns.map(column => column.value(row)),
      isFlagged(row.measures) ? 'yes' : '',
      row.measures.direction?.low ?? null,
      row.measures.direction?.high ?? null,
      row.measures.direction?.days ?? null,
    ]),
  }
}

/** Of one measure over several seeds; null where there is one seed, or the measure has none. */
export const rangeOf = ({ ranges }: MeasureRow, id: string): SeedRange | null =>
  ranges !== null && id in ranges ? ranges[id as keyof MeasureRanges] : null

/** What sorting takes: the median over seeds where there is one. */
export const valueIn = (row: MeasureRow, { id, value }: MeasureColumn) =>
  rangeOf(row, id)?.median ?? value(row)

/** Median and ends as the column writes its numbers; null where the row has no range. */
export function rangeTexts(row: MeasureRow, { id, text }: MeasureColumn) {
  const range = rangeOf(row, id)
  if (range === null) return null
  const say = (value: number | null) =>
    id === 'direction'
      ? formatNumber(value === null ? null : 100 * value, 1)
      : id === 'withLastChange' || id === 'withNextChange'
        ? formatNumber(value, 2)
        : text({ ...row, measures: { ...row.measures, [id]: value } })
  return { median: say(range.median), low: say(range.low), high: say(range.high) }
}

/** As `measureTable`, with median, lowest and highest of each measure that seeds change. */
export function seedMeasureTable(rows: readonly MeasureRow[], columns: readonly MeasureColumn[]) {
  const hasRange = (id: string) => rows.some(row => rangeOf(row, id) !== null)
  return {
    columns: [
      'forecast',
      'seeds',
      ...columns.flatMap(({ id }) => (hasRange(id) ? [id, `${id}Low`, `${id}High`] : [id])),
    ],
    rows: rows.map(row => [
      displayName(row.name),
      row.ranges?.mse.count ?? null,
      ...columns.flatMap(column => {
        const range = rangeOf(row, column.id)
        const own = valueIn(row, column)
        return hasRange(column.id) ? [own, range?.low ?? null, range?.high ?? null] : [own]
      }),
    ]),
  }
}
