import { deserialize, serialize } from 'node:v8'
import type { ProgramState } from '../engine/program.ts'
import { hashBytes } from '../hash-bytes.ts'

/** All that the next step of training depends on, beside the job itself. */
export interface Snapshot {
  readonly version: 1
  /** Epochs complete. */
  readonly epoch: number
  /** Batches done of the next one, with their losses and gradient norms. */
  readonly losses: readonly number[]
  readonly norms: readonly number[]
  readonly state: ProgramState
  /** The state before those batches, to go back to if they come to no good; null between epochs. */
  readonly start: ProgramState | null
  readonly best: Best | null
}

/** The epoch whose watched loss is the lowest so far. */
export interface Best {
  readonly epoch: number
  readonly loss: number
  readonly parameters: Float32Array
  readonly running: Float32Array
}

/** A snapshot as bytes, in Node's own structured-clone format, and their SHA-256 in hex. */
export function encodeSnapshot(snapshot: Snapshot): { blob: Uint8Array; hash: string } {
  const blob = serialize(snapshot)
  return { blob, hash: hashBytes(blob) }
}

/** @throws when the bytes are no snapshot of this version */
export function decodeSnapshot(blob: Uint8Array): Snapshot {
  const { version, ...rest } = deserialize(blob) as Omit<Snapshot, 'version'> & { version: number }
  if (version !== 1) throw new Error(`checkpoint of version ${version}`)
  return { version, ...rest }
}

/** Is every number of a state one? Only such a state is worth going on from. */
export const isSound = ({ parameters, slots, running }: ProgramState): boolean =>
  [parameters, ...slots, running].every(numbers => numbers.every(Number.isFinite))
