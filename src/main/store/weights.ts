import { readBlob, writeBlob } from './blobs.ts'
import { type ModelKey, readModelId, writeModel } from './models.ts'
import { change, readRow, type Store } from './store.ts'

/** Keeps a network's weights as bytes of the caller's format (safetensors), replacing former ones. */
export function saveWeights(store: Store, key: ModelKey, bytes: Uint8Array, hash?: string): void {
  writeModel(store, 'weights', key, id => {
    change(store, 'DELETE FROM weights WHERE model_id = ?', id)
    const blob = writeBlob(store, bytes, hash)
    change(store, 'INSERT INTO weights (model_id, blob_id) VALUES (?, ?)', id, blob)
  })
}

/** The bytes as saved, or null when there are none. Throws when they no longer match their hash. */
export function readWeights(store: Store, key: ModelKey): Uint8Array | null {
  const sql = 'SELECT blob_id AS id FROM weights WHERE model_id = ?'
  const row = readRow<{ id: number }>(store, sql, readModelId(store, key))
  if (!row) return null
  const blob = readBlob(store, row.id)
  if (!blob) throw new Error(`the stored weights of ${key.model} in run ${key.run} were changed`)
  return blob.bytes
}
