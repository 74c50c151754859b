import type { Command } from 'commander'
import {
  bothMadeWith,
  comparisonCell,
  comparisons,
  machineRows,
  proofWords,
  trainingName,
} from '../../../shared/lab/proof-words.ts'
import type { ProofResults } from '../../../shared/studies/proof.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { followStudy } from '../follow-study.ts'
import { addJsonOption } from '../options/output-options.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from '../view/align.ts'

export function addProve(program: Command, cli: Cli): void {
  const command = program
    .command('prove <id>')
    .summary('train a run again: does the same come out?')
    .description(
      'Trains every network of a finished run again from its stored specification and bars, and says “bit-identical” or names the first number that differs.'
    )
  addJsonOption(command, 'what was compared and what differs')
  command.action((id: string, { json }: JsonOption) =>
    withHindcast(cli, { ...(json && { json }) }, h =>
      followStudy(cli.terminal, h, id, { kind: 'proof' }, { json, unit: 'training', lines })
    )
  )
}

const machineHeads = [{ head: '' }, { head: 'the first time' }, { head: 'now' }]

function lines(results: ProofResults, { paint }: Terminal): string[] {
  const right = { align: 'right' } as const
  const heads = ['', ...comparisons.map(([, what]) => what.toLowerCase())]
  const columns = heads.map((head, at) => (at === 0 ? { head } : { head, ...right }))
  const rows = results.networks.map(network => [
    trainingName(network),
    ...comparisons.map(([key]) => comparisonCell(network[key])),
  ])
  const machines = machineRows(results.before, results.networks.at(-1)?.machine ?? null)
  const same = bothMadeWith(results)
  return [
    ...proofWords(results),
    '',
    ...alignRows(columns, rows, { quiet: paint.dim }),
    '',
    ...(same === null ? alignRows(machineHeads, machines, { quiet: paint.dim }) : [same]),
  ]
}
