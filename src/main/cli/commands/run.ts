import { type Command, InvalidArgumentError, Option } from 'commander'
import { mostSeedsAtOnce } from '../../../shared/studies/seeds.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { startRun } from '../../api/runs.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { definedOnly } from '../defined-only.ts'
import type { ExitCode } from '../exit-codes.ts'
import { followRun } from '../follow-run.ts'
import { abortable } from '../interrupts.ts'
import { openSource, refuseSource } from '../open-source.ts'
import { experimentOf } from '../options/experiment-of.ts'
import { addExperimentOptions, type ExperimentOptions } from '../options/experiment-options.ts'
import { addJsonOption, addOutOption } from '../options/output-options.ts'
import { readWhole } from '../options/readers.ts'
import { addSourceOptions, type SourceOptions } from '../options/source-options.ts'
import { reportFailure } from '../report-failure.ts'
import { readRunFacts } from '../run-facts.ts'
import { waitWords } from '../view/wait-words.ts'

interface RunOptions extends SourceOptions, ExperimentOptions, JsonOption {
  readonly out?: string
  readonly seeds?: number
}

export function addRun(program: Command, cli: Cli): void {
  const command = program
    .command('run')
    .summary('train networks on a series and leave a report')
    .description(
      'Trains networks on a series of daily prices, holds them against “tomorrow = today”, and leaves a report. Its path is the last line.'
    )
  addSourceOptions(command)
  addExperimentOptions(command)
  command.addOption(
    new Option(
      '--seeds <K>',
      `First weights in all, up to ${mostSeedsAtOnce}: once the run is finished it is trained from the seeds after its own too, and every figure gets its median and range. (1)`
    )
      .argParser(readSeeds)
      .helpGroup('Training:')
  )
  addOutOption(command, 'reports/SYMBOL-ID')
  addJsonOption(command, 'one object a line, the last one is the result')
  command.action((options: RunOptions) => run(cli, options))
}

/** Wrong usage is told before anything is opened, fetched or stored. */
async function run(cli: Cli, options: RunOptions): Promise<void> {
  const refusal = refuseSource(options)
  const experiment = experimentOf(options)
  const failure = refusal?.failure ?? (experiment.ok ? null : experiment.failure)
  if (failure !== null || !experiment.ok) {
    cli.code = reportFailure(cli.terminal, failure!, options)
    return
  }
  await withHindcast(cli, options, h => trainOn(cli, h, options, experiment.value))
}

async function trainOn(
  cli: Cli,
  h: Hindcast,
  options: RunOptions,
  experiment: Parameters<typeof startRun>[1]['experiment']
): Promise<ExitCode> {
  const { terminal } = cli
  const onWait = (seconds: number, reason: string) => terminal.complain(waitWords(seconds, reason))
  const source = await abortable(signal => openSource(h, options, { signal, onWait }))
  if (!source.ok) return reportFailure(terminal, source.failure, options)
  const { revision, notices } = source.value
  for (const notice of notices) terminal.complain(notice)
  const facts = readRunFacts(h, revision, experiment, false)
  if (!facts.ok) return reportFailure(terminal, facts.failure, options)
  const request = {
    experiment,
    revisionId: revision.id,
    quickLook: false,
    ...definedOnly({ seeds: options.seeds }),
  }
  const destination = definedOnly({ out: options.out, json: options.json })
  return followRun(cli, h, facts.value, listener => startRun(h, request, listener), destination)
}

function readSeeds(text: string): number {
  const seeds = readWhole(text)
  if (seeds >= 1 && seeds <= mostSeedsAtOnce) return seeds
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${mostSeedsAtOnce}.`)
}
