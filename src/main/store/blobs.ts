import { faultPoint } from '../fault-point.ts'
import { hashBytes } from '../hash-bytes.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/** Pieces let a blob exceed SQLite's limit for one value, and keep each write small. */
const PIECE = 65_536

/**
 * Writes bytes within the caller's transaction; answers the blob's id. A hash given by whoever
 * made the bytes is proven first, so that what was sent is what is kept.
 */
export function writeBlob(store: Store, bytes: Uint8Array, given?: string): number {
  const hash = hashBytes(bytes)
  if (given !== undefined && given !== hash) throw new Error('bytes do not match their hash')
  const sql = 'INSERT INTO blobs (bytes, hash) VALUES (?, ?)'
  const { id } = change(store, sql, bytes.byteLength, hash)
  for (let start = 0; start < bytes.byteLength; start += PIECE) {
    if (start > 0) faultPoint('checkpoint/within-blob')
    const piece = bytes.subarray(start, start + PIECE)
    change(store, 'INSERT INTO blob_pieces VALUES (?, ?, ?)', id, start / PIECE, piece)
  }
  return id
}

/** The bytes with their hash, or null when they are torn, changed or gone. */
export function readBlob(store: Store, id: number): { bytes: Uint8Array; hash: string } | null {
  const head = readRow<{ hash: string }>(store, 'SELECT hash FROM blobs WHERE id = ?', id)
  const bytes = readPieces(store, id)
  return head && hashBytes(bytes) === head.hash ? { bytes, hash: head.hash } : null
}

/** The bytes as they lie there, changed or not. */
export function readPieces(store: Store, id: number): Uint8Array {
  const sql = 'SELECT data FROM blob_pieces WHERE blob_id = ? ORDER BY position'
  return Buffer.concat(readRows<{ data: Buffer }>(store, sql, id).map(row => row.data))
}
