import type { Result } from '../../shared/failure.ts'
import type { ResultsOf, SpecOf, StudyKind } from '../../shared/studies/study.ts'
import type { Bars, Prepared } from '../../shared/types.ts'
import type { Hindcast } from '../api/hindcast.ts'
import type { Run } from '../store/runs.ts'

/** What a study works with: a finished run and its bars. */
export interface StudyScene {
  readonly h: Hindcast
  readonly run: Run
  /** All bars of the run's revision, and what its networks read of them. */
  readonly bars: Bars
  readonly prepared: Prepared
  /** False: nothing of the test part may be handed to a network, measured or told. */
  readonly testOpen: boolean
}

/**
 * One kind of study: how much there is to do, one unit of it, and what all units together say.
 * A unit is kept as JSON once it is done; a study that was stopped goes on with the others.
 */
export interface KindOfStudy<K extends StudyKind, Unit> {
  /** Counts the units, or says why the question cannot be asked of this run. */
  count(scene: StudyScene, spec: SpecOf<K>): Result<number>
  /** Several at once, in any order. Ends with `cancelled` soon after the signal. */
  work(scene: StudyScene, spec: SpecOf<K>, unit: number, signal: AbortSignal): Promise<Result<Unit>>
  /** Of the units done so far, at least one. */
  conclude(
    scene: StudyScene,
    spec: SpecOf<K>,
    units: ReadonlyMap<number, Unit>
  ): Promise<Result<ResultsOf<K>>>
}
