import { type Command, Option } from 'commander'
import type { Hindcast } from '../../api/hindcast.ts'
import { predictWith } from '../../api/predict.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { definedOnly } from '../defined-only.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { abortable } from '../interrupts.ts'
import { openSource, refuseSource } from '../open-source.ts'
import { addJsonOption } from '../options/output-options.ts'
import { readDate, readWhole } from '../options/readers.ts'
import { addSourceOptions, type SourceOptions } from '../options/source-options.ts'
import { reportFailure } from '../report-failure.ts'
import { predictLines } from '../view/predict-lines.ts'
import { waitWords } from '../view/wait-words.ts'
import { writeTables } from '../write-tables.ts'

interface PredictOptions extends SourceOptions, JsonOption {
  readonly to?: string
  readonly horizon?: number
  readonly out?: string
}

export function addPredict(program: Command, cli: Cli): void {
  const command = program
    .command('predict <id>')
    .summary('apply a finished run to newer days or another series')
    .description(
      'Applies the networks of a finished run to days they never saw: newer ones of their own series, or another series. Nothing is fitted anew.'
    )
  addSourceOptions(command)
  const options = [
    new Option('--to <date>', 'Last day to know. (the series’ last)').argParser(readDate),
    new Option('--horizon <days>', 'Days of the forecast. (the run’s own)').argParser(readWhole),
  ]
  for (const option of options) command.addOption(option.helpGroup('Days:'))
  command.addOption(
    new Option(
      '--out <dir>',
      'Writes predictions.csv and forecast.csv into this folder.'
    ).helpGroup('Output:')
  )
  addJsonOption(command)
  command.action((id: string, given: PredictOptions) => {
    const refusal = refuseSource(given) ?? refuseHorizon(given)
    if (refusal === null) return withHindcast(cli, given, h => predict(cli, h, id, given))
    cli.code = reportFailure(cli.terminal, refusal.failure, given)
    return
  })
}

const refuseHorizon = ({ horizon }: PredictOptions) =>
  horizon === undefined || (horizon >= 1 && horizon <= 365)
    ? null
    : ({
        ok: false,
        failure: {
          kind: 'bad-experiment',
          field: '--horizon',
          reason: `it must be from 1 to 365, and is ${horizon}.`,
        },
      } as const)

async function predict(
  cli: Cli,
  h: Hindcast,
  id: string,
  options: PredictOptions
): Promise<ExitCode> {
  const { terminal } = cli
  const { json, to, horizon, out } = options
  const onWait = (seconds: number, reason: string) => terminal.complain(waitWords(seconds, reason))
  const source = await abortable(signal => openSource(h, options, { signal, onWait }))
  if (!source.ok) return reportFailure(terminal, source.failure, options)
  for (const notice of source.value.notices) terminal.complain(notice)
  const wish = definedOnly({ to, horizon })
  const predicted = await predictWith(h, id, source.value.revision.id, wish)
  if (!predicted.ok) return reportFailure(terminal, predicted.failure, options)
  const written = out === undefined ? null : writeTables(out, predicted.value)
  if (written && !written.ok) return reportFailure(terminal, written.failure, options)
  const files = written?.value ?? []
  if (json) terminal.say(JSON.stringify({ type: 'prediction', ...predicted.value, files }))
  else for (const line of predictLines(predicted.value, files, terminal)) terminal.say(line)
  return exitCodes.done
}
