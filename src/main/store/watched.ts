import { packFloats, unpackFloats } from './columns.ts'
import { type ModelKey, readModelId, writeModel } from './models.ts'
import type { PathKind } from './paths.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/** What a network said after one epoch, in model space. */
export interface Watched {
  /** One that training ended within counts as the next after the last whole one. */
  readonly epoch: number
  /** One-step predictions of the watched part; none where nothing is watched. */
  readonly values: Float32Array
  /** Recursive paths; none in runs from before they were kept. */
  readonly paths: Readonly<Partial<Record<PathKind, Float32Array>>>
  /** The best so far when it was saved; the newest of these is the best of all. */
  readonly best: boolean
  /** Kept for the replay (log-spaced), best or not. */
  readonly kept: boolean
}

/** Keeps what a network said after an epoch, for a later replay. */
export function saveWatched(store: Store, key: ModelKey, watched: Watched): void {
  writeModel(store, 'watched', key, id => writeWatched(store, id, watched))
}

/** As `saveWatched`, within the caller's transaction. */
export function writeWatched(store: Store, modelId: number, watched: Watched): void {
  const sql = `INSERT INTO watched (model_id, epoch, kept, best, data, hindcast, forecast)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (model_id, epoch) DO UPDATE SET kept = max(kept, excluded.kept),
    best = max(best, excluded.best), data = excluded.data, hindcast = excluded.hindcast,
    forecast = excluded.forecast`
  const { epoch, kept, best, values, paths } = watched
  const marks = [kept ? 1 : 0, best ? 1 : 0]
  const said = [packFloats(values), packPath(paths.hindcast), packPath(paths.forecast)]
  change(store, sql, modelId, epoch, ...marks, ...said)
}

const packPath = (path: Float32Array | undefined) =>
  path && path.length > 0 ? packFloats(path) : null

/**
 * Drops former bests that no resume can need: those before the best one that the oldest kept
 * checkpoint knows. Within the caller's transaction.
 */
export function pruneWatched(store: Store, modelId: number, oldestCheckpoint: number): void {
  const sql = `DELETE FROM watched WHERE model_id = ? AND kept = 0 AND epoch <
    (SELECT max(epoch) FROM watched WHERE model_id = ? AND best = 1 AND epoch <= ?)`
  change(store, sql, modelId, modelId, oldestCheckpoint)
}

interface Row {
  readonly epoch: number
  readonly kept: number
  readonly best: number
  readonly data: Uint8Array
  readonly hindcast: Uint8Array | null
  readonly forecast: Uint8Array | null
}

/**
 * The epochs a replay can show: the log-spaced ones, the best one, marked, and the one at which
 * training ended.
 */
export function readWatched(store: Store, key: ModelKey): Watched[] {
  const id = readModelId(store, key)
  const best = 'SELECT max(epoch) AS epoch FROM watched WHERE model_id = ? AND best = 1'
  const bestEpoch = readRow<{ epoch: number | null }>(store, best, id)?.epoch
  const sql = `SELECT epoch, kept, best, data, hindcast, forecast FROM watched
    WHERE model_id = ? ORDER BY epoch`
  return readRows<Row>(store, sql, id)
    .filter(({ kept, best, epoch }) => kept === 1 || best === 0 || epoch === bestEpoch)
    .map(({ epoch, kept, data, hindcast, forecast }) => ({
      epoch,
      values: unpackFloats(data),
      paths: {
        ...(hindcast && { hindcast: unpackFloats(hindcast) }),
        ...(forecast && { forecast: unpackFloats(forecast) }),
      },
      best: epoch === bestEpoch,
      kept: kept === 1,
    }))
}
