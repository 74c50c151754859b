import {
  decimalsFor,
  displayName,
  formatDate,
  formatNumber,
  formatP,
  formatSkill,
} from '../../../shared/charts/format.ts'
import { originWords } from '../../../shared/lab/backtest-words.ts'
import { toldSteps } from '../../../shared/lab/told-steps.ts'
import type { BacktestForecaster, BacktestResults } from '../../../shared/studies/backtest.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { wrapWords } from './wrap-words.ts'

type Paper = Pick<Terminal, 'paint' | 'columns'>

/** What a backtest says: the run's own verdict, the answer by horizon, the numbers, the worst folds. */
export function backtestLines(
  results: BacktestResults,
  headline: string | null,
  paper: Paper
): string[] {
  const { paint, columns } = paper
  const [first = '', ...others] = results.sentences
  return [
    ...(headline === null ? [] : [wrapWords(`One day ahead: ${headline}`, columns)]),
    paint.bold(wrapWords(first, columns)),
    ...others.map(text => wrapWords(text, columns)),
    '',
    wrapWords(originWords(results), columns),
    ...skillTable(results, paper),
    paint.dim(wrapWords(unitWords(results), columns)),
    '',
    ...results.forecasters.flatMap(own => (own.kind === 'network' ? worstLine(results, own) : [])),
  ]
}

const marks = { better: 'better', worse: 'worse', 'not distinguishable': '=', 'too few': 'too few' }

/** Chosen days ahead: persistence's error, and each network's skill with its verdict. */
function skillTable(results: BacktestResults, { paint }: Paper): string[] {
  const [persistence, ...others] = results.forecasters
  const errors = persistence?.rmse ?? []
  const decimals = decimalsFor(errors.at(-1) ?? 1, 3)
  const heads = [
    { head: 'days' },
    { head: 'Persistence RMSE', align: 'right' as const },
    ...others.flatMap(({ name, kind }) => [
      { head: displayName(name).split(' ')[0] ?? '', align: 'right' as const },
      ...(kind === 'network' ? [{ head: '' }] : []),
    ]),
  ]
  const rows = toldSteps(results.horizon).map(step => [
    String(step),
    paint.bold(formatNumber(errors[step - 1], decimals)),
    ...others.flatMap(own => [
      formatSkill(own.skill[step - 1]),
      ...(own.kind === 'network' ? [verdictCell(results, own.name, step)] : []),
    ]),
  ])
  return alignRows(heads, rows, { quiet: paint.dim })
}

/** `better p .012`, `too few`. */
function verdictCell({ verdicts }: BacktestResults, model: string, step: number): string {
  const own = verdicts.find(verdict => verdict.model === model)?.steps[step - 1]
  if (!own || own.adjustedP === null) return marks['too few']
  return `${marks[own.outcome]} p ${formatP(own.adjustedP)}`
}

const unitWords = ({ unit }: BacktestResults): string =>
  `RMSE is of the ${unit}. Under the names stands skill, 1 − squared error / persistence’s${unit === 'price' ? ', of the logarithm of the price' : ''}; p is Diebold–Mariano’s, after Holm.`

function worstLine(results: BacktestResults, { name, worst }: BacktestForecaster): string[] {
  const fold = results.folds.find(own => own.fold === worst)
  if (!fold) return []
  const { errors } = fold
  const decimals = decimalsFor(errors['persistence'] ?? 1, 3)
  const said = (error: number | null | undefined) =>
    error == null ? 'no number' : formatNumber(error, decimals)
  return [
    `Worst origin of ${displayName(name)}: ${formatDate(fold.origin)}, RMSE ${said(errors[name])}, persistence ${said(errors['persistence'])}.`,
  ]
}
