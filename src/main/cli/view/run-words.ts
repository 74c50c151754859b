import { displayName, formatCount, formatDate, joinWords } from '../../../shared/charts/format.ts'
import type { SeriesInfo } from '../../../shared/types.ts'
import type { EpochRow } from '../../store/epochs.ts'
import type { Phase } from '../../store/models.ts'
import type { PhaseEnd } from '../../training/run.ts'
import type { RunFacts } from '../run-facts.ts'
import { formatLoss, formatTime } from './numbers.ts'

/** A series with its source; a simulated one is never named without saying so. */
export function seriesWords({ symbol, source, file }: SeriesInfo): string {
  const from = { yahoo: 'Yahoo', csv: file ?? 'CSV', simulated: 'simulated' }[source]
  return `${symbol} (${from})`
}

export const quickLookWords =
  'QUICK LOOK: small networks, few epochs, simulated prices. It shows how Hindcast works and says nothing about any market.'

/** What is about to be done, before the first epoch. */
export function headLines(facts: RunFacts): string[] {
  const { series, experiment, split } = facts
  const parts = split
    .filter(({ part }) => part !== 'test' || experiment.protocol === 'tutorial')
    .map(({ part, count }) => `${formatCount(count)} ${part}`)
  const models = experiment.models.map(m => `${displayName(m.name)} ${m.hidden}\u00d7${m.layers}`)
  const sealed = experiment.protocol === 'sealed'
  return [
    `${seriesWords(series)}, ${formatCount(facts.bars)} days, ${formatDate(facts.first)} to ${formatDate(facts.last)}; ${experiment.protocol} protocol`,
    `${joinWords(models)}; ${formatCount(experiment.epochs)} epochs; windows of ${experiment.window} days: ${joinWords(parts)}`,
    ...(sealed ? ['The test part is closed: nothing is computed on it until you open it.'] : []),
  ]
}

/** `RNN   epoch   500   train 0.00276   test 0.00308`, as the tutorial prints it. */
export function epochLine(
  model: string,
  phase: Phase,
  row: EpochRow,
  { experiment, watched }: RunFacts
): string {
  const width = Math.max(...experiment.models.map(({ name }) => name.length))
  const epoch = formatCount(row.epoch).padStart(formatCount(experiment.epochs).length)
  const beside =
    phase === 'train' ? `${watched} ${formatLoss(row[watched])}` : 'again, on all known days'
  return `${displayName(model).padEnd(width)}   epoch ${epoch}   train ${formatLoss(row.train).padEnd(9)}  ${beside}`
}

/** Why the networks train a second time. */
export const retrainWords = ({ last }: RunFacts): string =>
  `For the forecast the networks train again on all days up to ${formatDate(last)}, since the newest ones say most about the next. The measures stay those of the first training.`

/** How a phase ended, where that is more than having done its epochs. */
export function phaseEndWords(model: string, end: PhaseEnd, watched: string): string | null {
  const name = displayName(model)
  const { stopped, epoch, bestEpoch, trouble } = end
  if (trouble !== null) return `${name}: ${trouble}`
  if (stopped === 'early')
    return `${name} stopped at epoch ${formatCount(epoch)}: ${watched} was best at epoch ${formatCount(bestEpoch ?? epoch)}.`
  return null
}

/** `RNN: 5,000 epochs in 16 s` */
export const timeWords = (model: string, { epoch, seconds }: PhaseEnd): string =>
  `${displayName(model)}: ${formatCount(epoch)} epochs in ${formatTime(seconds)}`

/** Does it the first time, and nothing after. */
export function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}
