import type { Command } from 'commander'
import { openTest } from '../../api/runs.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { leaveReport } from '../conclude-run.ts'
import { addJsonOption, addOutOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'

export function addOpen(program: Command, cli: Cli): void {
  const command = program
    .command('open <id>')
    .summary('open the test part of a sealed run')
    .description(
      'Computes what a sealed run says on its test part, for the first time and for good. The opening is recorded and counted for the series.'
    )
  addOutOption(command, 'reports/SYMBOL-ID')
  addJsonOption(command)
  command.action((id: string, options: JsonOption & { readonly out?: string }) =>
    withHindcast(cli, options, async h => {
      const opened = await openTest(h, id)
      if (!opened.ok) return reportFailure(cli.terminal, opened.failure, options)
      return leaveReport(cli, h, opened.value, options)
    })
  )
}
