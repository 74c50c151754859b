import type { Command } from 'commander'
import type { Hindcast } from '../../api/hindcast.ts'
import { resumeRun, showRun } from '../../api/runs.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import type { ExitCode } from '../exit-codes.ts'
import { followRun } from '../follow-run.ts'
import { addJsonOption, addOutOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { readRunFacts } from '../run-facts.ts'

type Options = JsonOption & { readonly out?: string }

export function addResume(program: Command, cli: Cli): void {
  const command = program
    .command('resume <id>')
    .summary('go on with a run that was interrupted')
    .description(
      'Goes on with a run from its last checkpoint, to the same numbers as if it had never stopped.'
    )
  addOutOption(command, 'reports/SYMBOL-ID')
  addJsonOption(command, 'one object a line, the last one is the result')
  command.action((id: string, options: Options) =>
    withHindcast(cli, options, h => resume(cli, h, id, options))
  )
}

async function resume(cli: Cli, h: Hindcast, id: string, options: Options): Promise<ExitCode> {
  const shown = showRun(h, id)
  if (!shown.ok) return reportFailure(cli.terminal, shown.failure, options)
  const { revision, experiment, quickLook } = shown.value.run
  const facts = readRunFacts(h, revision, experiment, quickLook)
  if (!facts.ok) return reportFailure(cli.terminal, facts.failure, options)
  return followRun(cli, h, facts.value, listener => resumeRun(h, id, listener), options)
}
