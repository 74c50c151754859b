import { type Command, InvalidArgumentError, Option } from 'commander'
import { seedsSpecSchema } from '../../../shared/studies/seeds.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { seedWords } from '../follow-seeds.ts'
import { followStudy } from '../follow-study.ts'
import { addJsonOption } from '../options/output-options.ts'
import { readWhole } from '../options/readers.ts'

interface SeedsOptions extends JsonOption {
  readonly count: number
  readonly retrain: boolean
}

export function addSeeds(program: Command, cli: Cli): void {
  const command = program
    .command('seeds <id>')
    .summary('train a finished run from other first weights')
    .description(
      'Trains the experiment of a finished run from other seeds: median and range of every measure, and whether the networks’ ranges overlap. Ctrl-C keeps what is done; the same command goes on.'
    )
  command.addOption(
    new Option('--count <K>', 'Seeds in all, the run’s own among them, 2 to 100.')
      .argParser(readCount)
      .default(5)
  )
  command.addOption(
    new Option(
      '--no-retrain',
      'Does not train each seed again on all known days: half the time, and no forecasts.'
    )
  )
  addJsonOption(command)
  command.action((id: string, options: SeedsOptions) =>
    withHindcast(cli, options, h => {
      const { count, retrain, json } = options
      const spec = seedsSpecSchema.parse({ kind: 'seeds', count, retrain })
      return followStudy(cli.terminal, h, id, spec, seedWords(json))
    })
  )
}

function readCount(text: string): number {
  const count = readWhole(text)
  if (count >= 2 && count <= 100) return count
  throw new InvalidArgumentError('It takes a whole number from 2 to 100.')
}
