import type { Results } from '../../../../shared/results.ts'
import type { RunDetail } from '../../../../shared/wire.ts'
import { formatCount, formatDay } from '../../format.ts'

/** `Tutorial protocol, 800 days to 1 May 2024, seed 7` */
export function runFacts({ experiment, results, revision }: RunDetail): string {
  const protocol = experiment.protocol === 'sealed' ? 'Sealed protocol' : 'Tutorial protocol'
  const days = results?.series.bars ?? experiment.days
  const last = results?.series.last ?? experiment.to ?? revision.asOf
  const bars = days === null ? 'all days' : `${formatCount(days)} days`
  return `${protocol}, ${bars} to ${formatDay(last)}, seed ${experiment.seed}`
}

/** What its files begin with: the symbol and the run's id, without signs a file system minds. */
export const fileNameOf = ({ series, id }: Pick<Results, 'series' | 'id'>): string =>
  `${series.symbol.replace(/[^\w.-]+/g, '-')}-${id}`
