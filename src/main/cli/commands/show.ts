import type { Command } from 'commander'
import { showRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { showLines } from '../view/show-lines.ts'

export function addShow(program: Command, cli: Cli): void {
  const command = program
    .command('show <id>')
    .summary('tell everything about a run')
    .description('Tells everything about a run: its specification, its training, its verdict.')
  addJsonOption(command, 'run, models and results in one object')
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, showRun(h, id), {
        words: shown => showLines(shown, cli.terminal).join('\n'),
      })
    )
  )
}
