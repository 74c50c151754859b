import { failed, type Result } from '../../shared/failure.ts'
import { chooseBars } from '../../shared/lab/choose-bars.ts'
import { makeLeakageMap } from '../../shared/lab/leakage.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { LeakageMap } from '../../shared/lab-wire.ts'
import { workBeside } from '../beside/beside.ts'
import { readBars } from '../store/revisions.ts'
import { findRun } from '../store/runs.ts'
import { attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/**
 * Which days each stage of a finished run read. Made anew whenever it is asked for, by the run's own
 * functions on its own bars: nothing is trained for it, so it takes a moment; runs of before there was
 * such a map have one too; and what it shows is what the code does, not what it once wrote down.
 */
export async function readLeakage(h: Hindcast, typed: string): Promise<Result<LeakageMap>> {
  return attemptLater(h, async () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const { id, state, experiment, revision, openedAt } = found.value
    if (state !== 'finished') return failed({ kind: 'run-unfinished', id, state })
    const chosen = chooseBars(readBars(h.store, revision.id), experiment)
    if (!chosen.ok) return chosen
    const testOpen = isTestOpen(experiment, openedAt !== null)
    const scene = { chosen: chosen.value, experiment, testOpen }
    const { prepared, sightings } = await workBeside('traceRun', scene)
    const { horizon } = experiment
    return { ok: true, value: makeLeakageMap({ run: id, prepared, testOpen, horizon }, sightings) }
  })
}
