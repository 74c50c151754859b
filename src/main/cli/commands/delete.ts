import type { Command } from 'commander'
import { deleteRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'

export function addDelete(program: Command, cli: Cli): void {
  const command = program
    .command('delete <id>')
    .summary('hide a run')
    .description('Hides a run. Its try and its opening stay counted; restore brings it back.')
  addJsonOption(command)
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, deleteRun(h, id), {
        words: run => `Run ${run.id} is deleted. Undo with: npx hindcast restore ${run.id}`,
        data: ({ id: deleted }) => ({ deleted, undo: `npx hindcast restore ${deleted}` }),
      })
    )
  )
}
