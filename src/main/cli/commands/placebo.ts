import { type Command, InvalidArgumentError, Option } from 'commander'
import { fewestPlacebos } from '../../../shared/lab/placebo.ts'
import { type PlaceboSpec, placeboSpecSchema } from '../../../shared/studies/placebo.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { findRun } from '../../store/runs.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { followStudy } from '../follow-study.ts'
import { addJsonOption } from '../options/output-options.ts'
import { readChoice, readWhole } from '../options/readers.ts'
import { placeboLines } from '../view/placebo-lines.ts'

interface PlaceboOptions extends JsonOption {
  readonly count?: number
  readonly flip?: true
  readonly size: PlaceboSpec['size']
  readonly seed: number
}

export function addPlacebo(program: Command, cli: Cli): void {
  const command = program
    .command('placebo <id>')
    .summary('hold a run against shuffled copies of its series')
    .description(
      'Trains on copies of the series whose days are shuffled, so that there is nothing to learn, and tells how often they do as well as the real one.'
    )
  const options = [
    new Option('--count <copies>', 'Copies, 39 to 999. (39; more for many networks)').argParser(
      readCount
    ),
    new Option('--flip', 'Flip signs of returns by chance instead: volatility stays where it is.'),
    new Option('--size <size>', 'small: an RNN 16×1 over 300 epochs; own: the run’s networks.')
      .argParser(readChoice('small', 'own'))
      .default('small'),
    new Option('--seed <n>', 'Draws the copies.').argParser(readSeed).default(1),
  ]
  for (const option of options) command.addOption(option.helpGroup('Copies:'))
  addJsonOption(command, 'every copy’s skill in one object')
  command.action((id: string, given: PlaceboOptions) =>
    withHindcast(cli, given, h => {
      const spec = specOf(h, id, given)
      const lines = placeboLines
      return followStudy(cli.terminal, h, id, spec, { json: given.json, unit: 'training', lines })
    })
  )
}

function readCount(text: string): number {
  const parsed = placeboSpecSchema.shape.count.safeParse(readWhole(text))
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError('It takes a whole number from 39 to 999.')
}

function readSeed(text: string): number {
  const parsed = placeboSpecSchema.shape.seed.safeParse(readWhole(text))
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError('It takes a whole number from 0 to 4294967295.')
}

/** Without a wish, as many copies as the p of so many networks needs. */
function specOf(h: Hindcast, id: string, options: PlaceboOptions): PlaceboSpec {
  const { size, seed, flip } = options
  const run = findRun(h.store, id)
  const networks = run.ok && size === 'own' ? run.value.experiment.models.length : 1
  const count = options.count ?? fewestPlacebos(networks)
  return { kind: 'placebo', placebo: flip ? 'flipped' : 'permuted', count, size, seed }
}
