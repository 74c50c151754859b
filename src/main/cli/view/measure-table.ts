import {
  displayName,
  formatNumber,
  formatPercent,
  formatSkill,
} from '../../../shared/charts/format.ts'
import type { Forecaster, Measures, Results } from '../../../shared/results.ts'
import type { Part } from '../../../shared/types.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows, type Column } from './align.ts'
import { formatLoss } from './numbers.ts'

const names = ['MSE', 'RMSE', 'MAE', 'MAPE', 'direction', 'lag', 'skill']
const heads: readonly Column[] = [
  { head: '' },
  ...names.map(head => ({ head, align: 'right' as const })),
]

/** Below this there is no room for MAPE, which says nothing that MAE does not. */
const WIDE = 96

/** The measures of one part, persistence first and bold, then the other baselines, then the networks. */
export function measureTable(
  forecasters: readonly Forecaster[],
  part: Part,
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const isShown = (k: number) => columns >= WIDE || heads[k]?.head !== 'MAPE'
  const rows = forecasters.flatMap(({ name, kind, parts }) => {
    const measures = parts[part]
    if (!measures) return []
    const cells = [displayName(name), ...figures(measures)]
    const style = name === 'persistence' ? paint.bold : kind === 'baseline' ? paint.dim : String
    return [cells.filter((_, k) => isShown(k)).map(cell => style(cell))]
  })
  return alignRows(
    heads.filter((_, k) => isShown(k)),
    rows,
    { quiet: paint.dim }
  )
}

function figures({ mse, rmse, mae, mape, direction, bestLag, skill }: Measures): string[] {
  return [
    formatLoss(mse),
    formatNumber(rmse, 3),
    formatNumber(mae, 3),
    formatPercent(mape, 2),
    direction === null ? '\u2013' : formatPercent(direction.share),
    formatNumber(bestLag, 0),
    formatSkill(skill, Math.abs(skill ?? 0) < 10 ? 1 : 0),
  ]
}

/** What the table's errors are errors of. */
export const unitWords = ({ unit }: Pick<Results, 'unit'>): string =>
  `MSE is of the ${unit === 'price' ? 'log return' : 'cumulative return'}, the other errors of the price. Skill is 1 \u2212 MSE/MSE of persistence.`
