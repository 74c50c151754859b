import { type Command, Option } from 'commander'
import { readReplay } from '../../api/read-replay.ts'
import { showRun } from '../../api/runs.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { replayLines } from '../view/replay-lines.ts'

interface ReplayOptions extends JsonOption {
  readonly model?: string
}

export function addReplay(program: Command, cli: Cli): void {
  const command = program
    .command('replay <id>')
    .summary('see how a network learned')
    .description(
      'Tells how a network came to what it says: losses, skill and where its path ends, at each epoch that was kept while it learned.'
    )
    .addOption(
      new Option('--model <name>', 'Which network of the run. (the first)').helpGroup('Choice:')
    )
  addJsonOption(command, 'every kept epoch with its predictions and paths')
  command.action((id: string, options: ReplayOptions) =>
    withHindcast(cli, options, h => {
      const shown = showRun(h, id)
      if (!shown.ok) return reportFailure(cli.terminal, shown.failure, options)
      const model = options.model ?? shown.value.run.experiment.models[0]?.name ?? ''
      return answer(cli, options, readReplay(h, { id: shown.value.run.id, model }), {
        words: replay => replayLines(replay, cli.terminal).join('\n'),
      })
    })
  )
}
