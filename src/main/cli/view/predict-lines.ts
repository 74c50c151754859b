import {
  displayName,
  formatCount,
  formatDate,
  formatNumber,
} from '../../../shared/charts/format.ts'
import type { PathTable } from '../../../shared/types.ts'
import type { Predicted } from '../../api/predict.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { measureTable, unitWords } from './measure-table.ts'

/** Days of the forecast that are shown; the files have all. */
const SHOWN = 10

/** What a stored run says about days it never saw: the verdict, the measures, the days to come. */
export function predictLines(
  predicted: Predicted,
  files: readonly string[],
  terminal: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const { paint } = terminal
  const rest = predicted.forecast.step.length - SHOWN
  return [
    ...judgement(predicted, terminal),
    '',
    `Forecast from ${formatDate(predicted.forecast.origin)}, ${predicted.unit}`,
    ...forecastTable(predicted.forecast, predicted.unit === 'price' ? 2 : 4, terminal),
    ...(rest > 0 ? [paint.dim(`${rest} more days; --out DIR writes them all.`)] : []),
    ...files,
  ]
}

function judgement(predicted: Predicted, terminal: Pick<Terminal, 'paint' | 'columns'>): string[] {
  const { days, run, symbol, headline, verdicts, forecasters } = predicted
  if (days === null || headline === null)
    return [
      `${symbol} has no day yet that run ${run} did not see; there is nothing to judge it on.`,
    ]
  const range = `${formatDate(days.first)} to ${formatDate(days.last)}`
  return [
    terminal.paint.bold(headline),
    ...verdicts.map(({ sentence }) => sentence),
    '',
    `Run ${run} on ${symbol}, ${formatCount(days.count)} days it never saw, ${range}`,
    ...measureTable(forecasters, 'test', terminal),
    terminal.paint.dim(unitWords(predicted)),
  ]
}

function forecastTable(
  path: PathTable,
  decimals: number,
  { paint }: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const models = Object.entries(path.models)
  const names = ['persistence', 'drift', ...models.map(([name]) => name)]
  const heads = [
    { head: 'day' },
    ...names.map(name => ({ head: displayName(name), align: 'right' as const })),
  ]
  const rows = path.dates
    .slice(0, SHOWN)
    .map((date, k) => [
      `${formatDate(date)}${path.guessed[k] ? ' ?' : ''}`,
      paint.bold(formatNumber(path.persistence[k], decimals)),
      formatNumber(path.drift[k], decimals),
      ...models.map(([, values]) => formatNumber(values[k], decimals)),
    ])
  const guessed = path.guessed.slice(0, SHOWN).some(Boolean)
  const note = guessed ? [paint.dim('? the date is a guess of the calendar')] : []
  return [...alignRows(heads, rows, { quiet: paint.dim }), ...note]
}
