import { type Command, InvalidArgumentError, Option } from 'commander'
import { foldTable, horizonTable } from '../../../shared/lab/backtest-tables.ts'
import {
  type BacktestResults,
  type BacktestSpec,
  backtestSpecSchema,
} from '../../../shared/studies/backtest.ts'
import { showRun } from '../../api/runs.ts'
import { tableCsv } from '../../report/csv.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { followStudy } from '../follow-study.ts'
import { addJsonOption } from '../options/output-options.ts'
import { readChoice, readWhole } from '../options/readers.ts'
import { backtestLines } from '../view/backtest-lines.ts'

interface BacktestOptions extends JsonOption {
  readonly stride: number
  readonly horizon: number
  readonly training: 'fixed' | 'each-origin'
  readonly out?: string
}

export function addBacktest(program: Command, cli: Cli): void {
  const command = program
    .command('backtest <id>')
    .summary('forecast from many past days, and judge by days ahead')
    .description(
      'Forecasts from many past days, each knowing only what was known then, and tells how far ahead a network helps.'
    )
  const options = [
    new Option('--stride <days>', 'Days from one origin to the next.')
      .argParser(readDays)
      .default(1),
    new Option('--horizon <days>', 'Days ahead.').argParser(readDays).default(30),
    new Option(
      '--training <how>',
      'fixed: the run’s own networks everywhere; each-origin: trained from a fresh start on what each origin knew.'
    )
      .argParser(readChoice('fixed', 'each-origin'))
      .default('fixed'),
  ]
  for (const option of options) command.addOption(option.helpGroup('Origins:'))
  command.addOption(
    new Option(
      '--out <dir>',
      'Writes backtest.csv and backtest-folds.csv into this folder.'
    ).helpGroup('Output:')
  )
  addJsonOption(command)
  command.action((id: string, given: BacktestOptions) =>
    withHindcast(cli, given, h => {
      const shown = showRun(h, id)
      const headline = shown.ok ? (shown.value.results?.headline ?? null) : null
      return followStudy(cli.terminal, h, id, specOf(given), {
        json: given.json,
        unit: given.training === 'fixed' ? 'network' : 'training',
        lines: results => backtestLines(results, headline, cli.terminal),
        ...(given.out === undefined ? {} : { files: { folder: given.out, make: backtestFiles } }),
      })
    })
  )
}

function readDays(text: string): number {
  const parsed = backtestSpecSchema.shape.horizon.safeParse(readWhole(text))
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError('It takes a whole number from 1 to 365.')
}

const specOf = ({ stride, horizon, training }: BacktestOptions): BacktestSpec => ({
  kind: 'backtest',
  stride,
  horizon,
  training: training === 'fixed' ? 'fixed' : 'each origin',
})

const backtestFiles = (results: BacktestResults) => ({
  'backtest.csv': tableCsv(horizonTable(results)),
  'backtest-folds.csv': tableCsv(foldTable(results)),
})
