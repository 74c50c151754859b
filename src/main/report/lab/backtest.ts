import type { RunBundle } from '../../../shared/bundle.ts'
import { describeFoldErrors, makeFoldErrors } from '../../../shared/charts/fold-errors.ts'
import {
  decimalsFor,
  displayName,
  formatDate,
  formatNumber,
  formatP,
  formatSkill,
} from '../../../shared/charts/format.ts'
import { describeHorizonSkill, makeHorizonSkill } from '../../../shared/charts/horizon-skill.ts'
import { foldTable, horizonTable } from '../../../shared/lab/backtest-tables.ts'
import { originWords } from '../../../shared/lab/backtest-words.ts'
import type { BacktestResults } from '../../../shared/studies/backtest.ts'
import { backtestWords } from '../../../shared/studies/describe-study.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { Figure } from '../figures.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** How far ahead does it help? The newest backtest: its answer, by days ahead and origin by origin. */
export function backtestSection({ results: run, lab }: RunBundle): LabSection | null {
  const study = lab.studies.find(({ results }) => results.kind === 'backtest')
  if (study?.results.kind !== 'backtest') return null
  const found = study.results
  const [answer = '', ...others] = found.sentences
  const tries = found.tries === 1 ? 'One specification was' : `${found.tries} specifications were`
  return {
    id: 'backtest',
    title: 'How far ahead does it help?',
    caption: `Backtest: ${backtestWords({ ...found, kind: 'backtest' })}, ${found.part} part`,
    words: [
      html`<p>One day ahead: ${run.headline}</p>`,
      html`<p><b>${answer}</b></p>`,
      ...others.map(text => html`<p>${text}</p>`),
      html`<p class="note">${originWords(found)} ${tries} tried on this series.</p>`,
    ],
    figures: figuresOf(found, run.experiment.models),
    tables: [stepTable(found), originTable(found)],
    files: {
      'backtest.csv': tableCsv(horizonTable(found)),
      'backtest-folds.csv': tableCsv(foldTable(found)),
    },
  }
}

function figuresOf(
  results: BacktestResults,
  models: RunBundle['results']['experiment']['models']
): Figure[] {
  const skill = { models, results }
  const folds = { models, results, chosen: null }
  const height = Math.max(300, 16 * (models.length + 4) + 60)
  return [
    {
      name: 'backtest-skill',
      title: `Skill by days ahead, ${results.part} part`,
      description: describeHorizonSkill(skill),
      width: 920,
      height,
      draw: look => makeHorizonSkill(skill, look),
    },
    {
      name: 'backtest-folds',
      title: `Error of each origin, RMSE of the ${results.unit}`,
      description: describeFoldErrors(folds),
      width: 920,
      height: 260,
      draw: look => makeFoldErrors(folds, look),
    },
  ]
}

function stepTable(results: BacktestResults): Html {
  const { forecasters, horizon, unit } = results
  const errors = forecasters[0]?.rmse ?? []
  const decimals = decimalsFor(errors.at(-1) ?? 1, 3)
  const columns = [
    { head: 'Days ahead', cells: Array.from({ length: horizon }, (_, h) => String(h + 1)) },
    {
      head: 'Persistence, RMSE',
      cells: errors.map(error => formatNumber(error, decimals)),
      base: true,
    },
    ...forecasters
      .slice(1)
      .flatMap(({ name, kind, skill }) => [
        { head: displayName(name), cells: skill.map(own => formatSkill(own)) },
        ...(kind === 'network' ? [verdictColumn(results, name)] : []),
      ]),
  ]
  return dataTable(
    `RMSE of the ${unit} for persistence, skill for the others; p after Holm`,
    columns,
    'lab/backtest.csv'
  )
}

function verdictColumn({ verdicts }: BacktestResults, name: string) {
  const steps = verdicts.find(({ model }) => model === name)?.steps ?? []
  return {
    head: 'Verdict',
    cells: steps.map(({ outcome, adjustedP }) =>
      adjustedP === null
        ? 'too few'
        : `${outcome === 'not distinguishable' ? '=' : outcome}, p ${formatP(adjustedP)}`
    ),
  }
}

function originTable({ forecasters, folds, unit }: BacktestResults): Html {
  const decimals = decimalsFor(folds[0]?.errors['persistence'] ?? 1, 3)
  const columns = [
    { head: 'Origin', cells: folds.map(({ origin }) => formatDate(origin)), left: true },
    ...forecasters.map(({ name, kind, worst }) => ({
      head: displayName(name),
      base: name === 'persistence',
      cells: folds.map(({ fold, errors }) => {
        const text = formatNumber(errors[name], decimals)
        return kind === 'network' && fold === worst ? `${text} (worst)` : text
      }),
    })),
  ]
  return dataTable(`RMSE of the ${unit}, origin by origin`, columns, 'lab/backtest-folds.csv')
}
