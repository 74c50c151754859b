import type { Losses } from '../../shared/types.ts'
import { packDoubles, unpackDoubles } from './columns.ts'
import { type ModelKey, readModelId, writeModel } from './models.ts'
import { change, readRow, readRows, type Store } from './store.ts'

/** One epoch's figures; NaN where a part is not watched. Epochs count from 1. */
export interface EpochRow {
  readonly epoch: number
  readonly train: number
  readonly validation: number
  readonly test: number
  readonly gradientNorm: number
}

const CHUNK = 512 // rows of four doubles: 16 kB, rewritten while it fills
const WIDTH = 4

interface Chunk {
  readonly first: number
  readonly count: number
  readonly data: Uint8Array
}

/** Adds epochs that follow on those stored. Throws on a gap or a repetition. */
export function appendEpochs(store: Store, key: ModelKey, rows: readonly EpochRow[]): void {
  if (rows.length > 0) writeModel(store, 'epochs', key, id => writeEpochs(store, id, rows))
}

/** As `appendEpochs`, within the caller's transaction. */
export function writeEpochs(store: Store, modelId: number, rows: readonly EpochRow[]): void {
  const last = readLastChunk(store, modelId)
  const next = last ? last.first + last.count : 1
  checkContiguous(rows, next)
  const open = last && last.count < CHUNK ? last : { first: next, data: new Uint8Array() }
  const values = [...unpackDoubles(open.data), ...rows.flatMap(valuesOf)]
  for (let i = 0; i < values.length; i += CHUNK * WIDTH) {
    writeChunk(store, modelId, open.first + i / WIDTH, values.slice(i, i + CHUNK * WIDTH))
  }
}

const valuesOf = (row: EpochRow) => [row.train, row.validation, row.test, row.gradientNorm]

function checkContiguous(rows: readonly EpochRow[], next: number): void {
  rows.forEach((row, i) => {
    if (row.epoch !== next + i) throw new Error(`epoch ${row.epoch} came where ${next + i} was due`)
  })
}

function readLastChunk(store: Store, modelId: number): Chunk | undefined {
  const sql = 'SELECT first, count, data FROM epoch_chunks WHERE model_id = ? ORDER BY first DESC'
  return readRow<Chunk>(store, `${sql} LIMIT 1`, modelId)
}

function writeChunk(store: Store, modelId: number, first: number, values: number[]): void {
  const sql = 'INSERT OR REPLACE INTO epoch_chunks VALUES (?, ?, ?, ?)'
  change(store, sql, modelId, first, values.length / WIDTH, packDoubles(values))
}

/** The number of the last stored epoch, 0 when there is none. */
export function lastEpoch(store: Store, modelId: number): number {
  const last = readLastChunk(store, modelId)
  return last ? last.first + last.count - 1 : 0
}

/** Removes the epochs after this one, within the caller's transaction. */
export function cutEpochs(store: Store, modelId: number, epoch: number): void {
  change(store, 'DELETE FROM epoch_chunks WHERE model_id = ? AND first > ?', modelId, epoch)
  const last = readLastChunk(store, modelId)
  if (!last || last.first + last.count - 1 <= epoch) return
  const values = unpackDoubles(last.data).slice(0, (epoch - last.first + 1) * WIDTH)
  writeChunk(store, modelId, last.first, [...values])
}

/** The loss curve of a model, from epoch `from` on (for a view that catches up). */
export function readLosses(store: Store, key: ModelKey, from = 1): Losses {
  const id = readModelId(store, key)
  const sql = `SELECT first, count, data FROM epoch_chunks
    WHERE model_id = ? AND first + count > ? ORDER BY first`
  const chunks = id === null ? [] : readRows<Chunk>(store, sql, id, from)
  const losses = { epoch: [], train: [], validation: [], test: [], gradientNorm: [] }
  for (const chunk of chunks) addColumns(losses, chunk, from)
  return losses
}

/** By column at once: a view asks for 5,000 epochs of each network, and no row of them is needed. */
function addColumns(
  { epoch, train, validation, test, gradientNorm }: { readonly [K in keyof Losses]: number[] },
  { first, count, data }: Chunk,
  from: number
): void {
  const values = unpackDoubles(data)
  for (let i = Math.max(0, from - first); i < count; i++) {
    const at = i * WIDTH
    epoch.push(first + i)
    train.push(values[at] as number)
    validation.push(values[at + 1] as number)
    test.push(values[at + 2] as number)
    gradientNorm.push(values[at + 3] as number)
  }
}
