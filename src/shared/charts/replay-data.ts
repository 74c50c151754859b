import type { Replay, ReplayTraining } from '../lab-wire.ts'
import type { IsoDate } from '../types.ts'
import type { ChartModel, Numbers } from './chart-data.ts'
import { isNumber } from './format.ts'
import { extent, niceScale, type Scale } from './ticks.ts'

/** A training as replay charts draw it. */
export interface ReplayInput {
  readonly replay: Replay
  readonly training: ReplayTraining
  /** All networks of the run: the look of one depends on its neighbours. */
  readonly models: readonly ChartModel[]
}

export type CurveKind = 'fit' | 'hindcast' | 'forecast'

/** What a curve is drawn against, on the days of its own. A path begins at its origin, row 0. */
export interface CurveGround {
  readonly dates: readonly IsoDate[]
  readonly actual: Numbers
  readonly persistence: Numbers
}

/** Null where nothing of the kind was kept. */
export function groundOf({ fit, ...paths }: ReplayTraining, kind: CurveKind): CurveGround | null {
  if (kind === 'fit') return fit
  const path = paths[kind]
  if (path === null) return null
  const level = path.persistence[0] ?? null
  return {
    dates: [path.origin, ...path.dates],
    actual: [level, ...path.actual],
    persistence: [level, ...path.persistence],
  }
}

/** The network's own line after one epoch, on the same days. */
export function curveAt(training: ReplayTraining, kind: CurveKind, at: number): Numbers {
  const values = training.frames[at]?.[kind] ?? []
  if (kind === 'fit' || values.length === 0) return values
  return [training[kind]?.persistence[0] ?? null, ...values]
}

/**
 * One scale for all epochs, so that the line moves and not the axis. It holds the truth and the later
 * half of the frames: fresh weights say anything, and would flatten all that follows.
 */
export function curveScale(training: ReplayTraining, kind: CurveKind): Scale {
  const ground = groundOf(training, kind)
  const half = Math.floor(training.frames.length / 2)
  const later = training.frames.slice(half).flatMap((_, k) => {
    const values = curveAt(training, kind, half + k)
    return values.some(isNumber) ? extent(values) : []
  })
  return niceScale([...(ground?.actual ?? []), ...(ground?.persistence ?? []), ...later], 4)
}
