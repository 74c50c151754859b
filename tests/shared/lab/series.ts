import { readFileSync } from 'node:fs'
import type { Result } from '../../../src/shared/failure.ts'
import { type PrepareSpec, prepare } from '../../../src/shared/lab/prepare.ts'
import type { Bars, IsoDate, Prepared } from '../../../src/shared/types.ts'

/** Small series for the lab's tests. */

/** Day `i` after 2020-01-01, weekends and all: dates one can count by hand. */
export const dayAfter = (i: number): IsoDate =>
  new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)

export function barsOf(prices: ArrayLike<number>): Bars {
  const close = Float64Array.from(prices)
  const dates = Array.from(close, (_, i) => dayAfter(i))
  return { dates, open: close, high: close, low: close, close, adjusted: close, volume: close }
}

/** A bounded, never repeating series without randomness: positive, up and down. */
export const wave = (n: number): Float64Array =>
  Float64Array.from(
    { length: n },
    (_, i) => 100 + 9 * Math.sin(i * 0.7) + 5 * Math.cos(i * i * 0.13)
  )

export const tutorial: PrepareSpec = {
  protocol: 'tutorial',
  price: 'close',
  days: null,
  from: null,
  to: null,
  window: 30,
  trainShare: 0.7,
  validationShare: 0.15,
  horizon: 30,
}

export const sealed: PrepareSpec = { ...tutorial, protocol: 'sealed' }

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

export const prepareWave = (n: number, spec: PrepareSpec): Prepared =>
  unwrap(prepare(barsOf(wave(n)), spec))

/** Numbers of other people's code: see `tests/fixtures/lab/witness.py`. */
export const witness = JSON.parse(
  readFileSync(new URL('../../fixtures/lab/witness.json', import.meta.url), 'utf8')
)
