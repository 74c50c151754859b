import {
  decimalsFor,
  displayName,
  formatNumber,
  formatPercent,
  formatPower,
  formatSkill,
} from '../../../shared/charts/format.ts'
import { isFlagged } from '../../../shared/lab/copycat-words.ts'
import type { Forecaster, Measures, Results } from '../../../shared/results.ts'
import type { Part } from '../../../shared/types.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'

/** Below so many columns there is no room for MAPE, which says nothing that MAE does not. */
const WIDE = 96

interface Figure {
  readonly head: string
  readonly of: (measures: Measures) => string
}

/** The measures of one part, persistence first and bold, then the other baselines, then the networks. */
export function measureTable(
  forecasters: readonly Forecaster[],
  part: Part,
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const figures = figuresFor(forecasters[0]?.parts[part]?.mse ?? null, columns)
  const heads = figures.map(({ head }) => ({ head, align: 'right' as const }))
  const rows = forecasters.flatMap(({ name, kind, parts }) => {
    const measures = parts[part]
    if (!measures) return []
    const cells = [displayName(name), ...figures.map(({ of }) => of(measures))]
    const style = name === 'persistence' ? paint.bold : kind === 'baseline' ? paint.dim : String
    return [cells.map(cell => style(cell))]
  })
  return alignRows([{ head: '' }, ...heads], rows, { quiet: paint.dim })
}

function figuresFor(mseOfPersistence: number | null, columns: number): Figure[] {
  return [
    mseFigure(mseOfPersistence),
    { head: 'RMSE', of: ({ rmse }) => formatNumber(rmse, 3) },
    { head: 'MAE', of: ({ mae }) => formatNumber(mae, 3) },
    ...(columns < WIDE ? [] : [{ head: 'MAPE', of: (m: Measures) => formatPercent(m.mape, 2) }]),
    { head: 'direction', of: m => (m.direction ? formatPercent(m.direction.share) : '\u2013') },
    { head: 'lag', of: lagText },
    ...(columns < WIDE ? [] : changeFigures),
    { head: 'skill', of: ({ skill }) => formatSkill(skill, Math.abs(skill ?? 0) < 10 ? 1 : 0) },
  ]
}

/** `−1 copy`: it repeats yesterday and adds nothing. */
const lagText = (measures: Measures): string =>
  `${formatNumber(measures.bestLag, 0)}${isFlagged(measures) ? ' copy' : ''}`

/** Correlations of the predicted change with the last one known, and with the one that came. */
const changeFigures: readonly Figure[] = [
  { head: '\u03c1 last', of: ({ copy }) => formatNumber(copy?.withLastChange ?? null, 2) },
  { head: '\u03c1 next', of: ({ copy }) => formatNumber(copy?.withNextChange ?? null, 2) },
]

/** Three digits on one scale, persistence's own: `4.03` under `MSE × 10⁴`. */
function mseFigure(mseOfPersistence: number | null): Figure {
  const isSmall = mseOfPersistence !== null && mseOfPersistence > 0 && mseOfPersistence < 0.1
  const power = isSmall ? -Math.floor(Math.log10(mseOfPersistence)) : 0
  const scaled = (mse: number | null) => (mse === null ? null : mse * 10 ** power)
  return {
    head: power === 0 ? 'MSE' : `MSE \u00d7 ${formatPower(power)}`,
    of: ({ mse }) => formatNumber(scaled(mse), decimalsFor(scaled(mse) ?? 0, 3)),
  }
}

/** What the table's errors are errors of, and what `copy` means. */
export const unitWords = ({ unit }: Pick<Results, 'unit'>): string =>
  `MSE is of the ${unit === 'price' ? 'log return' : 'cumulative return'}, the other errors of the price. Skill is 1 \u2212 MSE/MSE of persistence. A copy fits best when shifted by a day, and the change it predicts does not follow the one that came.`
