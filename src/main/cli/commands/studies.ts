import type { Command } from 'commander'
import { done } from '../../../shared/failure.ts'
import { findRun } from '../../store/runs.ts'
import { listStudies, summaryOf } from '../../store/studies.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { studiesTable } from '../view/studies-table.ts'

export function addStudies(program: Command, cli: Cli): void {
  const command = program
    .command('studies <id>')
    .summary('list what was asked of a run')
    .description('Lists every study of a run, newest first, and how far it is.')
  addJsonOption(command, 'an array')
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, h => {
      const run = findRun(h.store, id)
      const studies = run.ok ? done(listStudies(h.store, run.value.id).map(summaryOf)) : run
      return answer(cli, options, studies, { words: all => studiesTable(all, cli.terminal) })
    })
  )
}
