import type { Command } from 'commander'
import { provenanceFacts, sinceWords } from '../../../shared/lab/provenance-words.ts'
import type { Provenance } from '../../../shared/lab-wire.ts'
import { readProvenance } from '../../api/read-provenance.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { addJsonOption } from '../options/output-options.ts'
import { alignRows } from '../view/align.ts'

export function addProvenance(program: Command, cli: Cli): void {
  const command = program
    .command('provenance <id>')
    .summary('tell where a run’s numbers come from')
    .description(
      'Tells what a run was made of: data with their hashes and adjustment, seed, specification, weights, versions; and whether history was revised since.'
    )
  addJsonOption(command, 'every fact in one object')
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, h =>
      answer(cli, options, readProvenance(h, id), { words: found => lines(found).join('\n') })
    )
  )
}

function lines(found: Provenance): string[] {
  const rows = provenanceFacts(found).map(({ name, full }) => [name, full])
  const { since, series } = found
  return [
    `Run ${found.run}`,
    ...alignRows([{ head: '' }, { head: '' }], rows).slice(1),
    ...(since === null ? [] : ['', sinceWords(since), ...since.words]),
    ...(since === null ? [] : [`All states: npx hindcast revisions ${series.symbol}`]),
  ]
}
