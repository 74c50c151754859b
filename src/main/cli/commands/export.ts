import type { Command } from 'commander'
import { exportRun, showRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { defaultFolder } from '../conclude-run.ts'
import { abortable } from '../interrupts.ts'
import { addJsonOption, addOutOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'

type Options = JsonOption & { readonly out?: string }

export function addExport(program: Command, cli: Cli): void {
  const command = program
    .command('export <id>')
    .summary('write a run’s files again')
    .description(
      'Writes a finished run to a folder: report, tables, charts, weights. An earlier export there is replaced.'
    )
  addOutOption(command, 'reports/SYMBOL-ID')
  addJsonOption(command)
  command.action((id: string, options: Options) =>
    withHindcast(cli, options, async h => {
      const shown = showRun(h, id)
      if (!shown.ok) return reportFailure(cli.terminal, shown.failure, options)
      const { run } = shown.value
      const folder = options.out ?? defaultFolder(run.id, run.revision.series.symbol)
      const exported = await abortable(signal => exportRun(h, run.id, folder, { signal }))
      return answer(cli, options, exported, {
        words: ({ report, files }) => [...files, report].join('\n'),
      })
    })
  )
}
