import { changeOne, type RunState, readRun } from './runs.ts'
import { instant, type Store, write } from './store.ts'
import { recordTry } from './tries.ts'

/** Where a run may go from where it stands. A finished run stays finished. */
const ways: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['training', 'failed', 'cancelled', 'interrupted'],
  training: ['paused', 'interrupted', 'finished', 'failed', 'cancelled', 'queued'],
  paused: ['training', 'queued', 'interrupted', 'failed', 'cancelled'],
  interrupted: ['training', 'queued', 'paused', 'failed', 'cancelled'],
  failed: ['training', 'queued', 'cancelled'],
  cancelled: ['training', 'queued'],
  finished: [],
}

/**
 * Brings a run into a state; the same state again changes nothing but the reason. Its first
 * training counts as a try on its series. Throws on a way that does not exist.
 */
export function markRun(store: Store, id: string, state: RunState, reason?: string): void {
  write(store, 'run', () => {
    const run = readRun(store, id)
    if (run.state !== state && !ways[run.state].includes(state)) {
      throw new Error(`run ${id} is ${run.state} and cannot become ${state}`)
    }
    const at = run.state === state ? run.stateAt : instant(store)
    const startedAt = run.startedAt ?? (state === 'training' ? at : null)
    const finishedAt = state === 'finished' ? at : run.finishedAt
    const sql = `UPDATE runs SET state = ?, reason = ?, state_at = ?, started_at = ?,
      finished_at = ? WHERE id = ?`
    changeOne(store, id, sql, state, reason ?? null, at, startedAt, finishedAt, id)
    if (state === 'training') recordTry(store, run)
  })
}
