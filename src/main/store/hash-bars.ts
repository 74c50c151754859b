import { createHash } from 'node:crypto'
import type { Bars } from '../../shared/types.ts'
import { packDates, packDoubles } from './columns.ts'

/** The number columns of bars, in canonical order. */
export const priceFields = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const

/**
 * SHA-256 of bars in canonical form, hex: the same bars have the same hash on every machine.
 * The form: the ASCII text `hindcast-bars-1`, a line feed, the number of bars as an int32; the
 * dates as int32 days since 1970-01-01; then open, high, low, close, adjusted and volume, each
 * column whole, as float64. All little-endian; every NaN is 7ff8000000000000, −0 is 0.
 */
export function hashBars(bars: Bars): string {
  const hash = createHash('sha256')
  hash.update('hindcast-bars-1\n')
  hash.update(new Uint8Array(Int32Array.of(bars.dates.length).buffer))
  hash.update(packDates(bars.dates))
  for (const field of priceFields) hash.update(packDoubles(canonical(bars[field])))
  return hash.digest('hex')
}

/** One NaN and one zero: `Float64Array` may carry any NaN's bits. */
export function canonical(values: Float64Array): Float64Array {
  const nan = new Float64Array(new BigUint64Array([0x7ff8000000000000n]).buffer)
  const out = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) out.set(nan, i)
    else out[i] = value + 0 // −0 + 0 is 0
  }
  return out
}
