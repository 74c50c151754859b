import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import type { Results } from '../../shared/results.ts'
import { deleteCheckpoints } from '../store/checkpoints.ts'
import { acquireLease, keepLease, releaseLease } from '../store/leases.ts'
import { markRun } from '../store/run-states.ts'
import { readResults, readRun } from '../store/runs.ts'
import { write } from '../store/store.ts'
import type { RunListener, RunTraining } from '../training/run.ts'
import { attemptLater } from './attempt.ts'
import { freezeRun } from './freeze-forecast.ts'
import type { Hindcast } from './hindcast.ts'
import { measureRun } from './measure-run.ts'

export type RunEnd =
  | { readonly kind: 'finished'; readonly results: Results }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Waits for the training, then measures. A run that another process finished first is refused. */
export async function concludeRun(
  h: Hindcast,
  id: string,
  training: RunTraining,
  listener: RunListener
): Promise<RunEnd> {
  const concluded = await attemptLater(h, async (): Promise<Result<RunEnd>> => {
    const end = await endOf(h, id, training)
    if (!end.ok) return end
    if (end.value.kind !== 'trained') return done(end.value)
    listener.onStage?.('Measuring')
    return measureOwned(h, id)
  })
  return concluded.ok ? concluded.value : { kind: 'failed', failure: concluded.failure }
}

/** A resumed run may turn out, once we own it, to have been finished by its owner before us. */
async function endOf(h: Hindcast, id: string, training: RunTraining) {
  try {
    return done(await training.end)
  } catch (error) {
    const finished = h.store.db.open && readRun(h.store, id).state === 'finished'
    if (finished) return failed({ kind: 'run-finished', id })
    throw error
  }
}

/**
 * Measures under a lease of its own: training gave its lease back, and a run in training that
 * nobody owns is taken for abandoned by the next process that opens the database.
 */
async function measureOwned(h: Hindcast, id: string): Promise<Result<RunEnd>> {
  const lease = acquireLease(h.store, id, h.kind)
  if (!lease.ok) return lease
  const stopBeating = keepLease(h.store, lease.value, () => {})
  try {
    return await measureAndMark(h, id)
  } finally {
    stopBeating()
    if (h.store.db.open) releaseLease(h.store, lease.value)
  }
}

async function measureAndMark(h: Hindcast, id: string): Promise<Result<RunEnd>> {
  const { store } = h
  const known = readRun(store, id).state === 'finished' ? readResults(store, id) : null
  if (known) return done({ kind: 'finished', results: known })
  markRun(store, id, 'training') // it may have been called interrupted between the two leases
  const measured = await measureRun(h, id)
  if (!measured.ok) {
    const ours = store.db.open && measured.failure.kind !== 'run-busy'
    if (ours) markRun(store, id, 'failed', measured.failure.kind)
    return measured
  }
  // before it is called finished: cut short here, it is measured again, and frozen then
  await freezeRun(h, id)
  if (!store.db.open) return failed({ kind: 'cancelled' })
  write(store, 'run', () => {
    markRun(store, id, 'finished')
    deleteCheckpoints(store, id)
  })
  return done({ kind: 'finished', results: measured.value })
}
