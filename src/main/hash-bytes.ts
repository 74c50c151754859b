import { createHash } from 'node:crypto'

/** SHA-256 in hex: how blobs, checkpoints and weights are known. */
export const hashBytes = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')
