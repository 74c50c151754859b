import type { Losses } from '../../shared/types.ts'
import { readBlob, writeBlob } from './blobs.ts'
import { cutEpochs, type EpochRow, lastEpoch, readLosses, writeEpochs } from './epochs.ts'
import { type GradientRow, writeGradients } from './gradients.ts'
import { type ModelKey, writeModel } from './models.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'
import { pruneWatched, type Watched, writeWatched } from './watched.ts'

/** All that the next step depends on, with whatever was learned since the checkpoint before. */
export interface NewCheckpoint {
  /** The last complete epoch, 0 before the first; the blob may stand within the next one. */
  readonly epoch: number
  readonly blob: Uint8Array
  /** SHA-256 of the blob by its maker, hex; proven before anything is written. */
  readonly hash?: string
  /** Training time so far. */
  readonly seconds: number
  /** Epochs since those already appended. */
  readonly epochs?: readonly EpochRow[]
  readonly watched?: readonly Watched[]
  readonly gradients?: readonly GradientRow[]
}

export interface Checkpoint {
  readonly epoch: number
  readonly blob: Uint8Array
  readonly hash: string
  readonly seconds: number
  readonly at: string
}

export interface ResumePoint {
  /** Null: begin at the beginning. */
  readonly checkpoint: Checkpoint | null
  /** Exactly the epochs complete at the checkpoint. */
  readonly losses: Losses
}

/**
 * Writes a checkpoint together with the epochs, watched predictions and gradients up to it, all
 * or nothing. The one before is kept in case this one is ever found torn; older ones go.
 */
export function saveCheckpoint(store: Store, key: ModelKey, checkpoint: NewCheckpoint): void {
  writeModel(store, 'checkpoint', key, id => {
    writeEpochs(store, id, checkpoint.epochs ?? [])
    for (const watched of checkpoint.watched ?? []) writeWatched(store, id, watched)
    for (const gradients of checkpoint.gradients ?? []) writeGradients(store, id, gradients)
    if (lastEpoch(store, id) < checkpoint.epoch) {
      throw new Error(`a checkpoint after epoch ${checkpoint.epoch} without its epochs`)
    }
    insert(store, id, checkpoint)
    dropOlder(store, id)
  })
}

function insert(
  store: Store,
  modelId: number,
  { epoch, blob, hash, seconds }: NewCheckpoint
): void {
  const sql =
    'INSERT INTO checkpoints (model_id, epoch, seconds, at, blob_id) VALUES (?, ?, ?, ?, ?)'
  const blobId = writeBlob(store, blob, hash)
  change(store, sql, modelId, epoch, seconds, instant(store), blobId)
  const state = `UPDATE run_models SET state = 'training', epoch = ?, seconds = ? WHERE id = ?`
  change(store, state, epoch, seconds, modelId)
}

function dropOlder(store: Store, modelId: number): void {
  const newest = `SELECT id, epoch FROM checkpoints WHERE model_id = ? ORDER BY id DESC LIMIT 2`
  const oldest = readRows<{ id: number; epoch: number }>(store, newest, modelId).at(-1)
  if (!oldest) return
  change(store, 'DELETE FROM checkpoints WHERE model_id = ? AND id < ?', modelId, oldest.id)
  pruneWatched(store, modelId, oldest.epoch)
}

/**
 * Where training goes on: the newest checkpoint whose bytes match their hash. Torn ones are
 * removed, and so is everything recorded after it, so that the resumed run writes it anew.
 */
export function resumePoint(store: Store, key: ModelKey): ResumePoint {
  const checkpoint = writeModel(store, 'resume', key, id => {
    const found = newestWhole(store, id)
    const epoch = found?.epoch ?? 0
    cutEpochs(store, id, epoch)
    // what is neither kept nor the best one speaks of an end that was none
    const later = 'DELETE FROM watched WHERE model_id = ? AND (epoch > ? OR kept + best = 0)'
    change(store, later, id, epoch)
    change(store, 'DELETE FROM gradients WHERE model_id = ? AND epoch > ?', id, epoch)
    const sql = 'UPDATE run_models SET epoch = ?, seconds = ? WHERE id = ?'
    change(store, sql, epoch, found?.seconds ?? 0, id)
    return found
  })
  return { checkpoint, losses: readLosses(store, key) }
}

interface Row extends Omit<Checkpoint, 'blob' | 'hash'> {
  readonly id: number
  readonly blobId: number
}

function newestWhole(store: Store, modelId: number): Checkpoint | null {
  const sql = `SELECT id, epoch, seconds, at, blob_id AS blobId FROM checkpoints
    WHERE model_id = ? ORDER BY id DESC LIMIT 1`
  for (;;) {
    const row = readRow<Row>(store, sql, modelId)
    if (!row) return null
    const { epoch, seconds, at } = row
    const blob = readBlob(store, row.blobId)
    if (blob) return { epoch, seconds, at, blob: blob.bytes, hash: blob.hash }
    change(store, 'DELETE FROM checkpoints WHERE id = ?', row.id)
  }
}

/** Frees the space of a run's checkpoints, once it is finished; answers how many went. */
export function deleteCheckpoints(store: Store, run: string): number {
  const sql = `DELETE FROM checkpoints WHERE model_id IN
    (SELECT id FROM run_models WHERE run_id = ?)`
  return write(store, 'checkpoint', () => change(store, sql, run).changes)
}
