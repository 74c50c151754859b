import type { ProofResults } from '../studies/proof.ts'
import { comparisons, trainingName } from './proof-words.ts'

type Cell = string | number | null

/** Every comparison of a proof with its first difference: one row each. */
export function proofTable({ networks }: ProofResults): {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
} {
  const columns = [
    'training',
    'compared',
    'values',
    'differ',
    'first',
    'before',
    'again',
    'largest',
  ]
  const rows = networks.flatMap(network => [
    ...comparisons.flatMap(([key, what]): Cell[][] => {
      const comparison = network[key]
      if (comparison === null) return []
      const { values, difference: d } = comparison
      const found =
        d === null ? [0, '', null, null, 0] : [d.count, d.where, d.before, d.again, d.largest]
      return [[trainingName(network), what.toLowerCase(), values, ...found]]
    }),
    ...(['recorded', 'stored', 'again'] as const).map((which): Cell[] => [
      trainingName(network),
      `hash ${which}`,
      null,
      null,
      network.hashes[which] ?? '',
      null,
      null,
      null,
    ]),
  ])
  return { columns, rows }
}
