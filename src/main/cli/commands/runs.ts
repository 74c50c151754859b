import type { Command } from 'commander'
import { done } from '../../../shared/failure.ts'
import { listRuns } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { runsTable } from '../view/runs-table.ts'

export function addRuns(program: Command, cli: Cli): void {
  const command = program
    .command('runs')
    .summary('list all runs')
    .description('Lists every run, newest first, with what it found.')
  addJsonOption(command, 'an array')
  command.action((options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, done(listRuns(h)), { words: all => runsTable(all, cli.terminal) })
    )
  )
}
