import type { Command } from 'commander'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { exportRun } from '../export-run.ts'
import { addJsonOption } from '../options/output-options.ts'

export function addExport(program: Command, cli: Cli): void {
  const command = program
    .command('export <id>')
    .summary('write a run’s files again')
    .description('Writes a finished run to a folder: report, tables, charts, weights.')
    .requiredOption('--out <dir>', 'Folder for the report and its files.')
  addJsonOption(command)
  command.action((id: string, options: JsonOption & { readonly out: string }) =>
    withHindcast(cli, options, async h =>
      answer(cli, options, await exportRun(h, id, options.out), {
        words: ({ report, files }) => `${[...files].join('\n')}\n${report}`,
      })
    )
  )
}
