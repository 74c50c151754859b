import { formatPower } from '../../../../shared/charts/format.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import { formatCount, formatNumber, formatSeconds } from '../../format.ts'
import type { LiveModel } from '../../state/live-run.ts'
import type { LossView } from '../../state/loss-columns.ts'
import { isOver, modelSecondsLeft } from './time-left.ts'

/** One figure of a card, with what it means for whoever points at it. */
export interface Fact {
  readonly name: string
  readonly value: string
  readonly about: string
  readonly isBig?: true
}

export interface FactsInput {
  readonly model: LiveModel
  readonly losses: LossView | undefined
  readonly watched: 'validation' | 'test'
  readonly experiment: Experiment
  /** Power of ten that losses are told in, as the loss chart does. */
  readonly exponent: number
  readonly isActive: boolean
  /** Where networks are many: the epoch, and the watched loss now and at its best. */
  readonly isSmall: boolean
}

/** What a card says of its network, most wanted first. */
export function modelFacts(input: FactsInput): readonly Fact[] {
  const { model, losses, watched, exponent } = input
  const last = (losses?.epoch.length ?? 0) - 1
  const loss = (v: number | null | undefined) =>
    v === null || v === undefined ? '–' : formatLoss(v / 10 ** exponent)
  const unit = exponent === 0 ? 'MSE' : `MSE × ${formatPower(exponent)}`
  const best = losses === undefined ? -1 : bestIndex(losses[watched])
  const train =
    model.phase === 'retrain' && model.again !== null
      ? {
          name: 'Train again',
          value: loss(model.again),
          about: `Loss, ${unit}, on all known days, in the second training`,
        }
      : {
          name: 'Train',
          value: loss(losses?.train[last]),
          about: `Loss, ${unit}, mean over the batches while weights move`,
        }
  const now: Fact = {
    name: watched === 'test' ? 'Test' : 'Validation',
    value: loss(losses?.[watched][last]),
    about: `Loss, ${unit}, on the ${watched} part after the epoch`,
    isBig: true,
  }
  const lowest: Fact = {
    name: 'Best',
    value: loss(losses?.[watched][best]),
    about: `Lowest ${watched} loss so far, ${unit}`,
    isBig: true,
  }
  if (input.isSmall) return [{ ...epochFact(model), name: 'Epoch' }, now, lowest]
  return [
    epochFact(model),
    now,
    { ...train, isBig: true },
    lowest,
    timeFact(input),
    {
      name: 'ms/epoch',
      value: formatPace(model.pace),
      about: 'Milliseconds an epoch, over the last seconds of training',
    },
    {
      name: 'Gradient',
      value: formatNorm(losses?.gradientNorm[last]),
      about: 'Norm of the gradient over all parameters before clipping, mean over the batches',
    },
    {
      name: 'Best epoch',
      value: best < 0 ? '–' : formatCount(losses?.epoch[best] ?? 0),
      about: `The epoch with the lowest ${watched} loss`,
    },
  ]
}

const epochFact = ({ epoch, epochs, phase }: LiveModel): Fact => ({
  name: `Epoch of ${formatCount(epochs)}`,
  value: formatCount(epoch),
  about: phase === 'retrain' ? 'Of the second training, for the forecast' : 'Of the first training',
  isBig: true,
})

function timeFact({ model, experiment, isActive }: FactsInput): Fact {
  if (isOver(model) || (!isActive && model.seconds > 0))
    return {
      name: 'Took',
      value: model.seconds > 0 ? formatSeconds(model.seconds) : '–',
      about: 'Time it trained',
    }
  const left = modelSecondsLeft(model, experiment)
  return {
    name: 'Time left',
    value: left === null ? '–' : formatSeconds(left),
    about: experiment.retrain
      ? 'At the pace of late, the second training included'
      : 'At the pace of late',
  }
}

/** Four digits: 4.555, 10.68, 219.4. */
const formatLoss = (v: number): string =>
  Math.abs(v) >= 1e6
    ? powerOf(v)
    : formatNumber(v, Math.abs(v) < 10 ? 3 : Math.abs(v) < 100 ? 2 : 1)

/** 3.6e41, 7.6e−5. */
const powerOf = (v: number): string => v.toExponential(1).replace('e-', 'e−').replace('e+', 'e')

/** Index of the smallest number; −1 where there is none. */
export function bestIndex(values: Float64Array): number {
  let best = -1
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? NaN
    if (Number.isFinite(v) && (best < 0 || v < (values[best] ?? NaN))) best = i
  }
  return best
}

/** Milliseconds with as many digits as mean something. */
function formatPace(seconds: number | null): string {
  if (seconds === null) return '–'
  const ms = 1000 * seconds
  return formatNumber(ms, ms < 10 ? 2 : ms < 100 ? 1 : 0)
}

function formatNorm(norm: number | undefined): string {
  if (norm === undefined || !Number.isFinite(norm)) return '–'
  if (norm !== 0 && (Math.abs(norm) < 1e-4 || Math.abs(norm) >= 1e6)) return powerOf(norm)
  return String(Number(norm.toPrecision(3)))
}
