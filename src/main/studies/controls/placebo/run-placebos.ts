import { done, type Failure, failed, type Result } from '../../../../shared/failure.ts'
import {
  type PlaceboRow,
  placeboControlSpec,
  placeboRow,
  placeboSeries,
} from '../../../../shared/lab/placebo-control.ts'
import { placeboExperiment, sealedPreset } from '../../../../shared/presets.ts'
import type { SampleName } from '../../../../shared/types.ts'
import type { TrainerPool } from '../../../training/pool.ts'
import { trainForSkill } from '../../train-for-skill.ts'

export interface PlaceboQuestion {
  readonly sample: SampleName
  readonly seed: number
}

interface PlaceboListener {
  readonly signal: AbortSignal
  readonly onRow: (row: PlaceboRow) => void
  /** Networks trained, and in all. */
  readonly onProgress: (progress: {
    rows: readonly PlaceboRow[]
    done: number
    total: number
  }) => void
}

/** The small network of a placebo, on the controls' bars. */
export const placeboControl = placeboExperiment({ ...sealedPreset, ...placeboControlSpec })

/**
 * The placebo's network on every question: 40 trainings each, one question after the other. The first
 * weights are drawn by the sample's seed, the same for the series and its copies. Fails as trainings do.
 */
export async function runPlacebos(
  pool: TrainerPool,
  questions: readonly PlaceboQuestion[],
  { signal, onRow, onProgress }: PlaceboListener,
  experiment = placeboControl
): Promise<Result<PlaceboRow[]>> {
  const rows: PlaceboRow[] = []
  let trained = 0
  for (const { sample, seed } of questions) {
    const series = placeboSeries(sample, seed)
    const total = questions.length * series.length
    const tick = () => onProgress({ rows, done: ++trained, total })
    const [model] = experiment.models
    if (!model) throw new Error('a placebo without a network')
    const skills = await inTurn(series, pool.use.most, async prepared => {
      const range = prepared.split.test
      const training = { prepared, experiment: { ...experiment, seed }, model, range }
      const skill = await trainForSkill(pool, training, signal)
      if (skill.ok) tick()
      return skill
    })
    if (!skills.ok) return skills
    const row = placeboRow(sample, seed, model.name, skills.value)
    rows.push(row)
    onRow(row)
  }
  return done(rows)
}

/** `work` on all items, so many at once; results in the items' order. The first failure ends it. */
async function inTurn<T, R>(
  items: readonly T[],
  hands: number,
  work: (item: T) => Promise<Result<R>>
): Promise<Result<R[]>> {
  const found: R[] = []
  let failure: Failure | null = null
  const waiting = items.entries()
  const hand = async () => {
    for (const [k, item] of waiting) {
      if (failure !== null) return
      const result = await work(item)
      if (result.ok) found[k] = result.value
      else failure ??= result.failure
    }
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return failure === null ? done(found) : failed(failure)
}
