import type { Results } from '../results.ts'

/** The network with the least error on the part of the verdict: the one that is shown first. */
export function closestModel({
  forecasters,
  verdictPart,
  experiment,
}: Pick<Results, 'forecasters' | 'verdictPart' | 'experiment'>): string {
  const networks = forecasters.filter(f => f.kind === 'network')
  const errorOf = (f: (typeof networks)[number]) => f.parts[verdictPart]?.mse ?? Infinity
  const [first] = [...networks].sort((a, b) => errorOf(a) - errorOf(b))
  return first?.name ?? experiment.models[0]?.name ?? 'all'
}
