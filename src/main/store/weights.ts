import { readBlob, readPieces, writeBlob } from './blobs.ts'
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
  const id = readBlobId(store, key)
  if (id === null) return null
  const blob = readBlob(store, id)
  if (!blob) throw new Error(`the stored weights of ${key.model} in run ${key.run} were changed`)
  return blob.bytes
}

/** The bytes as they lie there, for who looks for what was changed in them; null when there are none. */
export function readWeightsAsFound(store: Store, key: ModelKey): Uint8Array | null {
  const id = readBlobId(store, key)
  return id === null ? null : readPieces(store, id)
}

function readBlobId(store: Store, key: ModelKey): number | null {
  const sql = 'SELECT blob_id AS id FROM weights WHERE model_id = ?'
  return readRow<{ id: number }>(store, sql, readModelId(store, key))?.id ?? null
}
