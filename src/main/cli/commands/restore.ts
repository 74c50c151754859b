import type { Command } from 'commander'
import { restoreRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'

export function addRestore(program: Command, cli: Cli): void {
  const command = program
    .command('restore <id>')
    .summary('undo a delete')
    .description('Brings back a run that was deleted; takes its whole id.')
  addJsonOption(command)
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, restoreRun(h, id.toLowerCase()), {
        words: restored => `Run ${restored} is back. See it with: npx hindcast show ${restored}`,
        data: restored => ({ restored }),
      })
    )
  )
}
