import type { SampleName } from '../../shared/types.ts'
import type { SeriesSummary } from '../../shared/wire.ts'

/** The samples' own seed, which their symbols leave out. */
const usualSeed = 7

type Named = Pick<SeriesSummary, 'symbol' | 'source'>

interface Sample {
  readonly sample: SampleName
  readonly seed: number
}

/** Which sample a simulated series is, and its seed; null for any other. */
function sampleOf({ symbol, source }: Named): Sample | null {
  if (source !== 'simulated') return null
  const found = /^(random-walk|momentum)(?:-(\d+))?$/.exec(symbol)
  if (found === null) return null
  return { sample: found[1] as SampleName, seed: Number(found[2] ?? usualSeed) }
}

const titles: Readonly<Record<SampleName, string>> = {
  'random-walk': 'Random walk',
  momentum: 'Momentum',
}

/** A series' name as people read it: NFLX, Random walk; Momentum 8 when it has a seed of its own. */
export function titleOf(series: Named): string {
  const found = sampleOf(series)
  if (found === null) return series.symbol
  return found.seed === usualSeed ? titles[found.sample] : `${titles[found.sample]} ${found.seed}`
}

/** What a sample is a control of; null for real prices. */
export function controlOf(series: Named): string | null {
  const sample = sampleOf(series)?.sample
  if (sample === 'random-walk')
    return 'Nobody can beat persistence on this series: it is the lab’s negative control.'
  if (sample === 'momentum')
    return 'Half of each return comes again: a network should find it. The lab’s positive control.'
  return null
}

/** Where it came from: Yahoo, a file, a simulation with its seed. */
export function sourceOf(series: Named, file: string | null = null): string {
  const sample = sampleOf(series)
  if (sample !== null) return `Simulated, seed ${sample.seed}`
  if (series.source === 'yahoo') return 'Yahoo'
  return series.source === 'simulated' ? 'Simulated' : (file ?? 'CSV file')
}

/** Over a picture that leaves the program: the name, and that it is simulated where it is. */
export const fileTitleOf = (series: Named, chart: string): string =>
  `${titleOf(series)}${series.source === 'simulated' ? ' (simulated)' : ''}: ${chart}`
