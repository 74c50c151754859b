import type { GradientProfile } from '../../shared/types.ts'
import { packDoubles, unpackDoubles } from './columns.ts'
import { type ModelKey, writeModel } from './models.ts'
import { change, readRows, type Store } from './store.ts'

export type GradientRow = Omit<GradientProfile, 'model'>

/** Keeps ‖∂loss/∂h_t‖ after an epoch: `norms[layer][t]`, all layers equally long. */
export function saveGradients(store: Store, key: ModelKey, row: GradientRow): void {
  writeModel(store, 'gradients', key, id => writeGradients(store, id, row))
}

/** As `saveGradients`, within the caller's transaction. */
export function writeGradients(store: Store, modelId: number, { epoch, norms }: GradientRow): void {
  const sql = 'INSERT OR REPLACE INTO gradients VALUES (?, ?, ?, ?)'
  change(store, sql, modelId, epoch, norms.length, packDoubles(norms.flat()))
}

/** All profiles of a run's `train` phase, by model, then epoch. */
export function readGradients(store: Store, run: string): GradientProfile[] {
  const sql = `SELECT model, g.epoch, layers, data FROM gradients g
    JOIN run_models m ON m.id = g.model_id
    WHERE run_id = ? AND phase = 'train' ORDER BY position, g.epoch`
  type Row = { model: string; epoch: number; layers: number; data: Uint8Array }
  return readRows<Row>(store, sql, run).map(({ model, epoch, layers, data }) => ({
    model,
    epoch,
    norms: split([...unpackDoubles(data)], layers),
  }))
}

function split(values: number[], layers: number): number[][] {
  const steps = values.length / layers
  return Array.from({ length: layers }, (_, i) => values.slice(i * steps, (i + 1) * steps))
}
