import type { Command } from 'commander'
import { done } from '../../../shared/failure.ts'
import { listSeries } from '../../api/series.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { seriesTable } from '../view/series-table.ts'

export function addSeries(program: Command, cli: Cli): void {
  const command = program
    .command('series')
    .summary('list all series')
    .description('Lists every series in the database, with its source and the day it is known to.')
  addJsonOption(command, 'an array')
  command.action((options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, done(listSeries(h)), { words: all => seriesTable(all, cli.terminal) })
    )
  )
}
