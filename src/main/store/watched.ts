import { packFloats, unpackFloats } from './columns.ts'
import { type ModelKey, readModelId, writeModel } from './models.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/** Predictions of the watched part after one epoch, in model space. */
export interface Watched {
  readonly epoch: number
  readonly values: Float32Array
  /** The best so far when it was saved; the newest of these is the best of all. */
  readonly best: boolean
  /** Kept for the replay (log-spaced), best or not. */
  readonly kept: boolean
}

/** Keeps the watched part's predictions after an epoch, for a later replay. */
export function saveWatched(store: Store, key: ModelKey, watched: Watched): void {
  writeModel(store, 'watched', key, id => writeWatched(store, id, watched))
}

/** As `saveWatched`, within the caller's transaction. */
export function writeWatched(store: Store, modelId: number, watched: Watched): void {
  const sql = `INSERT INTO watched (model_id, epoch, kept, best, data) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (model_id, epoch) DO UPDATE SET kept = max(kept, excluded.kept),
    best = max(best, excluded.best), data = excluded.data`
  const { epoch, kept, best, values } = watched
  change(store, sql, modelId, epoch, kept ? 1 : 0, best ? 1 : 0, packFloats(values))
}

/**
 * Drops former bests that no resume can need: those before the best one that the oldest kept
 * checkpoint knows. Within the caller's transaction.
 */
export function pruneWatched(store: Store, modelId: number, oldestCheckpoint: number): void {
  const sql = `DELETE FROM watched WHERE model_id = ? AND kept = 0 AND epoch <
    (SELECT max(epoch) FROM watched WHERE model_id = ? AND best = 1 AND epoch <= ?)`
  change(store, sql, modelId, modelId, oldestCheckpoint)
}

/** The epochs a replay can show: the log-spaced ones, and the best one, marked. */
export function readWatched(store: Store, key: ModelKey): Watched[] {
  const id = readModelId(store, key)
  const best = 'SELECT max(epoch) AS epoch FROM watched WHERE model_id = ? AND best = 1'
  const bestEpoch = readRow<{ epoch: number | null }>(store, best, id)?.epoch
  const sql = 'SELECT epoch, kept, data FROM watched WHERE model_id = ? ORDER BY epoch'
  return readRows<{ epoch: number; kept: number; data: Uint8Array }>(store, sql, id)
    .filter(row => row.kept === 1 || row.epoch === bestEpoch)
    .map(({ epoch, kept, data }) => ({
      epoch,
      values: unpackFloats(data),
      best: epoch === bestEpoch,
      kept: kept === 1,
    }))
}
