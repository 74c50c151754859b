import type { Command } from 'commander'
import { done } from '../../../shared/failure.ts'
import { listRuns, showRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { type RunEntry, runsTable } from '../view/runs-table.ts'

export function addRuns(program: Command, cli: Cli): void {
  const command = program
    .command('runs')
    .summary('list all runs')
    .description('Lists every run, newest first, with what it found.')
  addJsonOption(command, 'an array')
  command.action((options: JsonOption) =>
    withHindcast(cli, options, h => {
      const entries = listRuns(h).map((run): RunEntry => {
        const shown = showRun(h, run.id)
        return { run, headline: shown.ok ? (shown.value.results?.headline ?? null) : null }
      })
      return answer(cli, options, done(entries), {
        words: all => runsTable(all, cli.terminal),
        data: all => all.map(({ run, headline }) => ({ ...run, headline })),
      })
    })
  )
}
