import { createHash } from 'node:crypto'
import type { Experiment } from '../../shared/experiment.ts'
import { change, readRow, type Store } from './store.ts'

/** JSON with sorted keys: the same specification is the same text. */
export function canonicalJson(value: unknown): string {
  const sorted = (_key: string, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  return JSON.stringify(value, sorted)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Names a specification. */
export const hashExperiment = (experiment: Experiment): string => sha256(canonicalJson(experiment))

/** What counts as one try: the specification without its seed. */
export function hashTry({ seed: _, ...rest }: Experiment): string {
  return sha256(canonicalJson(rest))
}

/** The row of a specification, made when new. Takes part in the caller's transaction. */
export function writeExperiment(store: Store, experiment: Experiment): number {
  const spec = canonicalJson(experiment)
  const hash = sha256(spec)
  const known = readRow<{ id: number }>(store, 'SELECT id FROM experiments WHERE hash = ?', hash)
  if (known) return known.id
  const sql = 'INSERT INTO experiments (hash, try_hash, spec) VALUES (?, ?, ?)'
  return change(store, sql, hash, hashTry(experiment), spec).id
}
