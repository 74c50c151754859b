import type { RunBands } from '../../shared/bands.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import { bandOrigins, rolledOrigins, stepsWithBands } from '../../shared/lab/bands.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { windowsAtOrigins } from '../../shared/lab/rolling-origins.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { Prepared } from '../../shared/types.ts'
import { workBeside } from '../beside/beside.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, type Run, readResults } from '../store/runs.ts'
import type { Application } from '../training/job.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { applyStored, readStoredWeights } from './stored-weights.ts'

/** What a network is to be rolled from for its bands: every origin after training, at once. */
export function bandRoll(
  prepared: Prepared,
  testOpen: boolean,
  horizon: number
): Application['paths'][string] {
  const origins = bandOrigins(prepared, testOpen)
  return {
    windows: windowsAtOrigins(prepared, rolledOrigins(origins)),
    steps: stepsWithBands(origins, horizon),
  }
}

/**
 * A finished run's bands over `horizon` steps: as measured with the run, or made anew for another
 * horizon and for runs from before bands. Fails with `no-engine` or `trainer-died` where they must be.
 */
export async function readBands(
  h: Hindcast,
  run: Run,
  prepared: Prepared,
  horizon: number
): Promise<Result<RunBands>> {
  const testOpen = isTestOpen(prepared, run.openedAt !== null)
  const results = readResults(h.store, run.id)
  // an opening may be on record whose measuring was cut short
  const isFresh = results !== null && (results.seal.state !== 'closed') === testOpen
  if (isFresh && results.bands?.horizon === horizon) return done(results.bands)
  const rolls = await rollAll(h, run, bandRoll(prepared, testOpen, horizon))
  if (!rolls.ok) return rolls
  return done(await workBeside('measureBands', prepared, rolls.value, { testOpen, horizon }))
}

/** Bands are made of the first training's errors: it knows nothing of the days it is measured on. */
async function rollAll(
  h: Hindcast,
  { id, experiment }: Run,
  roll: Application['paths'][string]
): Promise<Result<Record<string, Float32Array>>> {
  const applied = await Promise.all(
    experiment.models.map(model => {
      const weights = readStoredWeights(h.store, { run: id, model: model.name, phase: 'train' })
      return applyStored(h, experiment, model, weights, { windows: null, paths: { roll } })
    })
  )
  const rolls: Record<string, Float32Array> = {}
  for (const [k, one] of applied.entries()) {
    if (!one.ok) return one
    rolls[experiment.models[k]!.name] = one.value.paths['roll'] ?? new Float32Array(0)
  }
  return done(rolls)
}

/** Bands of the run that a person named, at its own horizon. */
export async function readRunBands(
  h: Hindcast,
  typed: string
): Promise<Result<{ readonly run: Run; readonly bands: RunBands }>> {
  return attemptLater(h, async () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    if (run.state !== 'finished')
      return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
    const prepared = prepare(readBars(h.store, run.revision.id), run.experiment)
    if (!prepared.ok) return prepared
    const bands = await readBands(h, run, prepared.value, run.experiment.horizon)
    return bands.ok ? done({ run, bands: bands.value }) : bands
  })
}
