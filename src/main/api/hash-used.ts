import { createHash } from 'node:crypto'
import type { Prepared } from '../../shared/types.ts'

/** SHA-256, hex, of the bars a run used: each day and its price as a little-endian double. */
export function hashUsed({ dates, prices }: Pick<Prepared, 'dates' | 'prices'>): string {
  const hash = createHash('sha256')
  const price = new DataView(new ArrayBuffer(8))
  dates.forEach((date, i) => {
    price.setFloat64(0, prices[i] ?? Number.NaN, true)
    hash.update(date).update(new Uint8Array(price.buffer))
  })
  return hash.digest('hex')
}
