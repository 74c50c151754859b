import type { ModelSpec } from '../../../../shared/types.ts'
import type { Heat, RunDetail, Trace } from '../../../../shared/wire.ts'
import { formatCount, formatNumber } from '../../format.ts'

/** What the words beside a symbol are read from: the run, one of its networks, one step of one window. */
export interface NetworkFacts {
  readonly run: RunDetail
  readonly model: ModelSpec
  /** Null while it is not computed, or the run has no weights. */
  readonly trace: Trace | null
  /** The layer (from 0) and the step (from 0) that the person looks at. */
  readonly layer: number
  readonly step: number
}

/** `16 × 16`, by the sizes themselves. */
export const shapeWords = (...sizes: readonly number[]): string =>
  sizes.map(formatCount).join(' × ')

/** Inputs of the layer looked at: one number a day for the first, the layer below for others. */
export const inputsOf = ({ model, layer }: NetworkFacts): number => (layer === 0 ? 1 : model.hidden)

/** A stored tensor's shape and norm, by the end of its PyTorch name. */
export function tensorWords({ trace, layer }: NetworkFacts, name: string): string | null {
  const ending = name.startsWith('fc.') ? name : `${name}_l${layer}`
  const tensor = trace?.tensors.find(one => one.name.endsWith(ending))
  if (tensor === undefined) return null
  return `${shapeWords(...tensor.shape)}, norm ${formatNumber(tensor.norm, 2)}`
}

/** A gate or state at the step looked at: its mean over the units, and the range. */
export function stateWords(facts: NetworkFacts, symbol: string): string | null {
  const values = stateAt(facts, symbol)
  if (values === null || values.length === 0) return null
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return `mean ${formatNumber(mean, 2)}, from ${formatNumber(low, 2)} to ${formatNumber(high, 2)}`
}

function stateAt({ trace, layer, step }: NetworkFacts, symbol: string): readonly number[] | null {
  const heat: Heat | undefined = trace?.layers[layer]?.find(one => one.symbol === symbol)
  return heat?.values[step] ?? null
}

/** The input at the step looked at. */
export const inputWords = ({ trace, layer, step }: NetworkFacts): string | null => {
  if (layer > 0) return 'the layer below'
  const value = trace?.inputs[step]
  return value === undefined ? null : formatNumber(value, 4)
}
