import type { IsoDate } from '../../shared/types.ts'

/**
 * Columns of numbers as bytes and back. Little-endian, as every machine we run on is;
 * NaN stays NaN. Bytes from SQLite lie at any offset, so reading copies.
 */

const bytesOf = (a: ArrayBufferView): Uint8Array =>
  new Uint8Array(a.buffer, a.byteOffset, a.byteLength)

function aligned(data: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(data.byteLength)
  new Uint8Array(copy).set(data)
  return copy
}

export const packDoubles = (values: ArrayLike<number>): Uint8Array =>
  bytesOf(values instanceof Float64Array ? values : Float64Array.from(values))
export const unpackDoubles = (data: Uint8Array): Float64Array => new Float64Array(aligned(data))

export const packFloats = (values: ArrayLike<number>): Uint8Array =>
  bytesOf(values instanceof Float32Array ? values : Float32Array.from(values))
export const unpackFloats = (data: Uint8Array): Float32Array => new Float32Array(aligned(data))

export const packIntegers = (values: ArrayLike<number>): Uint8Array =>
  bytesOf(Int32Array.from(values))
export const unpackIntegers = (data: Uint8Array): Int32Array => new Int32Array(aligned(data))

const DAY = 86_400_000

/** Days since 1970-01-01. Throws when it is no day of the calendar. */
export function dayNumber(date: IsoDate): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY
  if (!Number.isInteger(days)) throw new Error(`not a day: ${date}`)
  return days
}

/** Days met so far: every column of dates names the same ones, and naming one takes a microsecond. */
const named = new Map<number, IsoDate>()

export function dayOf(days: number): IsoDate {
  const known = named.get(days)
  if (known !== undefined) return known
  const date = new Date(days * DAY).toISOString().slice(0, 10)
  named.set(days, date)
  return date
}

/** Dates as int32 days since 1970-01-01. */
export const packDates = (dates: readonly IsoDate[]): Uint8Array =>
  packIntegers(dates.map(dayNumber))
export const unpackDates = (data: Uint8Array): IsoDate[] => Array.from(unpackIntegers(data), dayOf)
