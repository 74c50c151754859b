import type { Weights } from '../../shared/types.ts'
import { hashBytes } from '../hash-bytes.ts'
import { writeSafetensors } from '../report/safetensors.ts'

/** Weights as they are stored: a safetensors file and its SHA-256, the weights' name in results. */
export function weightsFile(weights: Weights): { bytes: Uint8Array; hash: string } {
  const bytes = writeSafetensors(weights, { format: 'pt' })
  return { bytes, hash: hashBytes(bytes) }
}
