import type { Command } from 'commander'
import { quickLook as preset } from '../../../shared/presets.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { startRun } from '../../api/runs.ts'
import { takeSample } from '../../api/series.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import type { ExitCode } from '../exit-codes.ts'
import { followRun } from '../follow-run.ts'
import { addJsonOption, addOutOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { readRunFacts } from '../run-facts.ts'

type Options = JsonOption & { readonly out?: string }

export function addQuickLook(program: Command, cli: Cli): void {
  const command = program
    .command('quick-look')
    .summary('see the whole thing in under a minute')
    .description(
      'Trains small networks on a simulated series, in under a minute, to show how Hindcast works. It says nothing about any market.'
    )
  addOutOption(command, 'reports/SAMPLE-ID')
  addJsonOption(command, 'one object a line, the last one is the result')
  command.action((options: Options) => withHindcast(cli, options, h => quickLook(cli, h, options)))
}

async function quickLook(cli: Cli, h: Hindcast, options: Options): Promise<ExitCode> {
  const { sample, experiment } = preset
  const taken = takeSample(h, sample)
  if (!taken.ok) return reportFailure(cli.terminal, taken.failure, options)
  const { revision } = taken.value
  const facts = readRunFacts(h, revision, experiment, true)
  if (!facts.ok) return reportFailure(cli.terminal, facts.failure, options)
  const request = { experiment, revisionId: revision.id, quickLook: true }
  const destination = { ...options, afterword: tutorialWords }
  return followRun(cli, h, facts.value, listener => startRun(h, request, listener), destination)
}

const tutorialWords = [
  'This was a quick look. The whole tutorial, on real prices:',
  '  npx hindcast run --symbol NFLX --days 800 --to 2024-05-01',
  '  npx hindcast run --csv FILE        (prices of your own)',
  '',
]
