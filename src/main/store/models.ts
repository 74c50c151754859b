import { checkFence } from './leases.ts'
import { change, readRow, readRows, type Store, write } from './store.ts'

/** `train`: as the experiment says. `retrain`: again on all known days, for the forecast. */
export type Phase = 'train' | 'retrain'

/** One network of a run in one phase: what epochs, checkpoints and weights belong to. */
export interface ModelKey {
  readonly run: string
  readonly model: string
  readonly phase: Phase
}

export type Stopped = 'finished' | 'early' | 'not finite' | 'cancelled'

export interface ModelRow {
  readonly model: string
  readonly phase: Phase
  readonly state: 'waiting' | 'training' | 'finished' | 'failed'
  /** Epochs complete at the last checkpoint, or at the end. */
  readonly epoch: number
  /** Time spent training, pauses and losses left out. */
  readonly seconds: number
  readonly bestEpoch: number | null
  readonly stopped: Stopped | null
  readonly trouble: string | null
  readonly weightsHash: string | null
}

export interface ModelEnd {
  readonly epoch: number
  readonly seconds: number
  readonly bestEpoch: number | null
  readonly stopped: Stopped
  /** In words, when training ended in trouble. */
  readonly trouble: string | null
  /** SHA-256 of the final weights, hex. */
  readonly weightsHash: string | null
}

/** The models of a new run, waiting, in the experiment's order. */
export function addModels(store: Store, run: string, names: readonly string[]): void {
  for (const [position, model] of names.entries()) {
    addModel(store, { run, model, phase: 'train' }, position)
  }
}

function addModel(store: Store, { run, model, phase }: ModelKey, position: number): number {
  const sql = `INSERT INTO run_models (run_id, model, phase, position, state)
    VALUES (?, ?, ?, ?, 'waiting')`
  return change(store, sql, run, model, phase, position).id
}

const idSql = 'SELECT id FROM run_models WHERE run_id = ? AND model = ? AND phase = ?'

/** The row everything of a model hangs on, or null. */
export function readModelId(store: Store, { run, model, phase }: ModelKey): number | null {
  return readRow<{ id: number }>(store, idSql, run, model, phase)?.id ?? null
}

/**
 * Does `work` with the model's row in one transaction. A retrain phase begins with its first
 * write. Throws `LeaseLostError` when another process owns the run, and on an unknown model.
 */
export function writeModel<T>(
  store: Store,
  room: string,
  key: ModelKey,
  work: (id: number) => T
): T {
  return write(store, room, () => {
    checkFence(store, key.run)
    return work(readModelId(store, key) ?? addRetrain(store, key))
  })
}

function addRetrain(store: Store, key: ModelKey): number {
  const sql = `SELECT position FROM run_models WHERE run_id = ? AND model = ? AND phase = 'train'`
  const row = readRow<{ position: number }>(store, sql, key.run, key.model)
  if (!row || key.phase !== 'retrain') throw new Error(`run ${key.run} has no model ${key.model}`)
  return addModel(store, key, row.position)
}

/** Says that a model is being trained, or went back to waiting. */
export function markModel(store: Store, key: ModelKey, state: 'waiting' | 'training'): void {
  const sql = `UPDATE run_models SET state = ? WHERE id = ?`
  writeModel(store, 'model', key, id => change(store, sql, state, id))
}

/** Closes a model's phase. One that stopped because numbers were not finite has failed. */
export function finishModel(store: Store, key: ModelKey, end: ModelEnd): void {
  const sql = `UPDATE run_models SET state = ?, epoch = ?, seconds = ?, best_epoch = ?,
    stopped = ?, trouble = ?, weights_hash = ? WHERE id = ?`
  const state = end.stopped === 'not finite' ? 'failed' : 'finished'
  const { epoch, seconds, bestEpoch, stopped, trouble, weightsHash } = end
  const values = [state, epoch, seconds, bestEpoch, stopped, trouble, weightsHash]
  writeModel(store, 'model', key, id => change(store, sql, ...values, id))
}

/** All models of a run in the experiment's order, `train` before `retrain`. */
export function readModels(store: Store, run: string): ModelRow[] {
  const sql = `SELECT model, phase, state, epoch, seconds, best_epoch AS bestEpoch, stopped,
    trouble, weights_hash AS weightsHash FROM run_models WHERE run_id = ?
    ORDER BY phase = 'retrain', position`
  return readRows<ModelRow>(store, sql, run)
}
