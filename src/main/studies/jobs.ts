import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import type { Applied, ApplyJob, TrainJob } from '../training/job.ts'
import type { TrainResult } from '../training/messages.ts'
import type { JobEnd, JobListener, TrainerPool } from '../training/pool.ts'

/**
 * Trains to the end; in another process if the first dies, and then the listener hears of the same
 * epochs again. Fails with `cancelled`, `no-engine` or `trainer-died`.
 */
export const trainToEnd = (
  pool: TrainerPool,
  job: TrainJob,
  signal: AbortSignal,
  listener: JobListener = {}
): Promise<Result<TrainResult>> => toEnd(() => pool.train(job, listener), job.model.name, signal)

/** Applies weights; as `trainToEnd`. */
export const applyToEnd = (
  pool: TrainerPool,
  job: ApplyJob,
  signal: AbortSignal
): Promise<Result<Applied>> => toEnd(() => pool.apply(job), job.model.name, signal)

interface Handed<T> {
  readonly end: Promise<JobEnd<T>>
  cancel(): void
}

async function toEnd<T>(
  hand: () => Handed<T>,
  model: string,
  signal: AbortSignal
): Promise<Result<T>> {
  const first = await endOf(hand(), signal)
  const end = first.kind === 'died' && !signal.aborted ? await endOf(hand(), signal) : first
  // a training that was cancelled ends as done, with what it had
  if (signal.aborted) return failed({ kind: 'cancelled' })
  return end.kind === 'done' ? done(end.result) : failed(failureOf(end, model))
}

async function endOf<T>(ticket: Handed<T>, signal: AbortSignal): Promise<JobEnd<T>> {
  const cancel = () => ticket.cancel()
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  const end = await ticket.end
  signal.removeEventListener('abort', cancel)
  return end
}

function failureOf(end: Exclude<JobEnd<unknown>, { kind: 'done' }>, model: string): Failure {
  if (end.kind === 'no-engine') return { kind: 'no-engine', reason: end.reason }
  if (end.kind === 'dropped') return { kind: 'cancelled' } // the pool was closed
  return { kind: 'trainer-died', model, reason: end.reason }
}
