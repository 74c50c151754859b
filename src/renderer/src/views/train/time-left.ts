import type { Experiment } from '../../../../shared/experiment.ts'
import type { ModelProgress } from '../../../../shared/wire.ts'
import type { LiveModel } from '../../state/live-run.ts'

type Spec = Pick<Experiment, 'epochs' | 'retrain' | 'trainShare'>
type Timed = Pick<
  LiveModel,
  'phase' | 'state' | 'epoch' | 'epochs' | 'pace' | 'firstPace' | 'stopped'
>

/** Nothing is left to train of it. */
export const isOver = ({ state }: Pick<ModelProgress, 'state'>): boolean =>
  state === 'finished' || state === 'failed'

/**
 * Seconds one network still trains, both phases; null while its pace is unknown. The second
 * training reads all windows, so an epoch of it takes 1 / train share as long.
 */
export function modelSecondsLeft(model: Timed, spec: Spec): number | null {
  if (isOver(model)) return 0
  const { phase, epoch, epochs, pace, firstPace } = model
  if (phase === 'retrain') {
    const known = pace ?? (firstPace === null ? null : firstPace / spec.trainShare)
    return known === null ? null : known * Math.max(0, epochs - epoch)
  }
  if (pace === null) return null
  const second = spec.retrain ? (pace / spec.trainShare) * spec.epochs : 0
  return pace * Math.max(0, epochs - epoch) + second
}

/**
 * Seconds until a run has trained, with so many trainers side by side: those that train hold theirs,
 * the others follow in order. A network that has not begun is taken to need as long as a whole one
 * of the slowest known. Null while nothing is known.
 */
export function runSecondsLeft(
  models: readonly Timed[],
  spec: Spec,
  trainers: number
): number | null {
  const left = models.filter(model => !isOver(model))
  if (left.length === 0) return 0
  const whole = Math.max(
    ...models.map(model => wholeSeconds(model, spec) ?? Number.NEGATIVE_INFINITY)
  )
  if (whole === Number.NEGATIVE_INFINITY) return null
  const seconds = (model: Timed) => modelSecondsLeft(model, spec) ?? whole
  const first = (model: Timed) => (model.state === 'training' ? 0 : 1)
  const busy = left.filter(({ state }) => state === 'training').length
  const free: number[] = Array.from({ length: Math.max(1, busy, trainers) }, () => 0)
  for (const model of left.toSorted((a, b) => first(a) - first(b))) {
    const next = free.indexOf(Math.min(...free))
    free[next] = (free[next] ?? 0) + seconds(model)
  }
  return Math.max(...free)
}

/** What a network takes from its first epoch to its last. */
function wholeSeconds(model: Timed, spec: Spec): number | null {
  const { phase, pace, firstPace } = model
  const first = phase === 'train' ? pace : (firstPace ?? (pace && pace * spec.trainShare))
  if (first === null) return null
  return first * spec.epochs * (spec.retrain ? 1 + 1 / spec.trainShare : 1)
}

/** 0 … 1 of each training of a network: one bar for each. */
export function shares(model: Timed, spec: Spec): readonly number[] {
  const done = isOver(model)
  const share = model.epochs > 0 ? Math.min(1, model.epoch / model.epochs) : 0
  if (model.phase === 'retrain') return [1, share]
  const hasEnded = done && model.state === 'finished'
  const first = hasEnded ? 1 : share
  return spec.retrain ? [first, hasEnded ? 1 : 0] : [first]
}
