import {
  formatNumber,
  formatP,
  formatPower,
  formatSkill,
  isNumber,
} from '../../../../shared/charts/format.ts'
import type { ComparedRun } from '../../../../shared/lab/compare-runs.ts'
import { isFlagged, repeatsYesterday } from '../../../../shared/lab/copycat-words.ts'
import { formatSeconds } from '../../format.ts'
import {
  lagText,
  type MeasureColumn,
  type MeasureRow,
  makeColumns,
  makeRows,
  rangeOf,
  rangeTexts,
  valueIn,
} from '../results/measure-columns.ts'

/** One measure over persistence and all runs. */
export interface MeasureLine {
  readonly name: string
  readonly texts: readonly string[]
  /** Over several seeds, beneath the text: from the lowest to the highest; null for one seed. */
  readonly ranges: readonly (RangeText | null)[]
  /** At full precision, for files. */
  readonly values: readonly (string | number | null)[]
  /** The ends of the ranges at full precision. */
  readonly lows: readonly (number | null)[]
  readonly highs: readonly (number | null)[]
}

export interface RangeText {
  readonly low: string
  readonly high: string
}

export interface MeasureComparison {
  readonly columns: readonly {
    readonly text: string
    readonly isPersistence: boolean
    readonly run: number
  }[]
  readonly lines: readonly MeasureLine[]
}

interface Column {
  readonly row: MeasureRow | undefined
  readonly run: ComparedRun
  readonly isPersistence: boolean
  readonly index: number
}

/** Persistence once when all runs share its days, else beside each run: it is another ruler there. */
export function compareMeasures(
  runs: readonly ComparedRun[],
  isShared: boolean
): MeasureComparison {
  const rowOf = (run: ComparedRun, name: string) =>
    makeRows(run.results, run.results.verdictPart, run.seeds).find(row => row.name === name)
  const persistence = (run: ComparedRun, index: number): Column => ({
    row: rowOf(run, 'persistence'),
    run,
    isPersistence: true,
    index,
  })
  const own = (run: ComparedRun, index: number): Column => ({
    row: rowOf(run, run.model),
    run,
    isPersistence: false,
    index,
  })
  const columns = isShared
    ? [...runs.slice(0, 1).map(persistence), ...runs.map(own)]
    : runs.flatMap((run, i) => [persistence(run, i), own(run, i)])
  return {
    columns: columns.map(({ run, isPersistence, index }) => ({
      text: isPersistence ? (isShared ? 'Persistence' : `Persistence, ${run.letter}`) : run.letter,
      isPersistence,
      run: index,
    })),
    lines: [...measureLines(columns), ...trainingLines(columns)],
  }
}

const wanted = [
  'mse',
  'skill',
  'p',
  'mase',
  'mape',
  'direction',
  'bestLag',
  'withLastChange',
  'withNextChange',
]

function measureLines(columns: readonly Column[]): MeasureLine[] {
  const [first] = columns
  if (first === undefined) return []
  const { results } = first.run
  const exponent = exponentOf(columns)
  const all = makeColumns(results, makeRows(results, results.verdictPart))
  return all
    .filter(column => wanted.includes(column.id))
    .sort((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id))
    .map(column => ({
      name: column.id === 'mse' ? `MSE × ${formatPower(exponent)}` : column.head,
      texts: columns.map(({ row }) => (row === undefined ? '–' : textIn(column, row, exponent))),
      ranges: columns.map(({ row }) => rangeIn(column, row, exponent)),
      values: columns.map(({ row }) => (row === undefined ? null : valueIn(row, column))),
      lows: columns.map(({ row }) => endsOf(row, column)?.low ?? null),
      highs: columns.map(({ row }) => endsOf(row, column)?.high ?? null),
    }))
}

const endsOf = (row: MeasureRow | undefined, { id }: MeasureColumn) =>
  row === undefined ? null : rangeOf(row, id)

/** The run's own number, or the median over its seeds. */
function textIn(column: MeasureColumn, row: MeasureRow, exponent: number): string {
  const range = rangeOf(row, column.id)
  if (isCopyFlag(column, row)) return textOf(column.id, row) ?? ''
  if (column.id === 'mse') return scaled(range?.median ?? row.measures.mse, exponent)
  return rangeTexts(row, column)?.median ?? textOf(column.id, row) ?? column.text(row)
}

/** The flag is the run's own: a range of lags beneath it says nothing more. */
const isCopyFlag = ({ id }: MeasureColumn, { measures }: MeasureRow) =>
  id === 'bestLag' && isFlagged(measures)

function rangeIn(
  column: MeasureColumn,
  row: MeasureRow | undefined,
  exponent: number
): RangeText | null {
  const range = row === undefined ? null : rangeOf(row, column.id)
  if (row === undefined || range === null || isCopyFlag(column, row)) return null
  if (column.id !== 'mse') return rangeTexts(row, column)
  return { low: scaled(range.low, exponent), high: scaled(range.high, exponent) }
}

/** One power for all columns, so that numbers can be laid side by side. */
function exponentOf(columns: readonly Column[]): number {
  const mse = columns.find(c => c.isPersistence)?.row?.measures.mse
  return isNumber(mse) && mse > 0 ? Math.floor(Math.log10(mse)) : 0
}

const scaled = (mse: number | null, exponent: number) =>
  formatNumber(isNumber(mse) ? mse / 10 ** exponent : null, 3)

const textOf = (id: string, row: MeasureRow): string | null => {
  if (id === 'skill') return row.name === 'persistence' ? '0' : formatSkill(row.measures.skill)
  if (id === 'bestLag' && isFlagged(row.measures)) return `${repeatsYesterday}, ${lagText(row)}`
  return id === 'p' ? formatP(row.verdict?.p) : null
}

function trainingLines(columns: readonly Column[]): MeasureLine[] {
  const of = ({ run, isPersistence }: Column) =>
    isPersistence ? undefined : run.results.training.find(t => t.model === run.model)
  const line = (
    name: string,
    value: (t: NonNullable<ReturnType<typeof of>>) => number | null,
    text: (v: number) => string
  ): MeasureLine => {
    const values = columns.map(column => {
      const training = of(column)
      return training === undefined ? null : value(training)
    })
    const none = columns.map(() => null)
    const texts = values.map(v => (v === null ? '–' : text(v)))
    return { name, values, texts, ranges: none, lows: none, highs: none }
  }
  return [
    line(
      'Best epoch',
      t => t.bestEpoch,
      v => formatNumber(v, 0)
    ),
    line('Training time', t => t.seconds, formatSeconds),
    line(
      'Weights',
      t => t.parameters,
      v => formatNumber(v, 0)
    ),
  ]
}
