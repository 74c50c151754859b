import type { IsoDate } from '../types.ts'
import { isNumber, monthName } from './format.ts'

/** Axes by hand: their extents are known before drawing, so labels can be placed at line ends. */

export interface Scale {
  readonly min: number
  readonly max: number
  readonly interval: number
}

/** The smallest round scale of about `count` steps that holds all the numbers among `values`. */
export function niceScale(values: readonly (number | null | undefined)[], count = 4): Scale {
  let [low, high] = extent(values)
  const size = Math.max(Math.abs(low), Math.abs(high))
  // a flat line still needs a height; below 1e-100 steps are no longer told apart
  if (high - low <= size * 1e-9 || size < 1e-100) {
    const pad = size < 1e-100 ? 0.5 : size * 0.01
    ;[low, high] = [low - pad, high + pad]
  }
  const interval = niceStep((high - low) / count)
  const round = (v: number) => Number(v.toPrecision(12))
  return {
    min: round(Math.floor(low / interval + 1e-9) * interval),
    max: round(Math.ceil(high / interval - 1e-9) * interval),
    interval,
  }
}

/** Smallest and largest number; [0, 1] where there is none. */
export function extent(values: readonly (number | null | undefined)[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const v of values) {
    if (!isNumber(v)) continue
    if (v < low) low = v
    if (v > high) high = v
  }
  return low <= high ? [low, high] : [0, 1]
}

/** 1, 2, 2.5 or 5 times a power of ten, not below `raw`. */
export function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  const lead = [1, 2, 2.5, 5, 10].find(s => s * power >= raw * (1 - 1e-9)) ?? 10
  return Number((lead * power).toPrecision(12))
}

/** Digits after the point that tell one tick from the next. */
export const tickDecimals = (interval: number): number =>
  Math.max(
    0,
    Math.min(10, -Math.floor(Math.log10(interval) + 1e-9) + (isRoundStep(interval) ? 0 : 1))
  )

const isRoundStep = (interval: number) => {
  const lead = interval / 10 ** Math.floor(Math.log10(interval) + 1e-9)
  return Math.abs(lead - Math.round(lead)) < 1e-6
}

export const scaleTicks = ({ min, max, interval }: Scale): number[] =>
  Array.from({ length: Math.round((max - min) / interval) + 1 }, (_, i) =>
    Number((min + i * interval).toPrecision(12))
  )

/** Ticks of a log axis: 1 2 5 in each decade (only 1 where decades are many) and the edges themselves. */
export function logTicks(min: number, max: number): number[] {
  const leads = Math.log10(max / min) > 3.2 ? [1] : [1, 2, 5]
  const inner: number[] = []
  for (let e = Math.floor(Math.log10(min)) - 1; e <= Math.log10(max) + 1; e++)
    for (const lead of leads) inner.push(Number((lead * 10 ** e).toPrecision(6)))
  const kept = inner.filter(v => v > min * 1.3 && v < max / 1.3)
  return [min, ...kept, max]
}

/** The nearest of 1 2 3 5 7 × 10ⁿ not above (`down`) or not below (`up`) a positive number. */
export function roundLog(value: number, side: 'down' | 'up'): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const leads = [1, 2, 3, 5, 7, 10].map(lead => Number((lead * power).toPrecision(6)))
  const fits = (v: number) => (side === 'down' ? v <= value * (1 + 1e-9) : v >= value * (1 - 1e-9))
  return (side === 'down' ? leads.reverse() : leads).find(fits) ?? value
}

export interface DateTick {
  readonly index: number
  readonly label: string
}

/**
 * Ticks for evenly spaced trading days between indices `start` and `end`: the first day of a month,
 * `Feb 2024` first and at each January, then `Mar`; of a week when days are few; of years when many.
 */
export function dateTicks(
  dates: readonly IsoDate[],
  start: number,
  end: number,
  maxCount: number
): DateTick[] {
  const firsts = monthStarts(dates, start, end)
  if (firsts.length < 2) return weekTicks(dates, start, end, maxCount)
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find(s => firsts.length / s <= maxCount) ?? 480
  const kept = firsts.filter(i => monthNumber(dates[i] ?? '') % step === 0)
  return kept.map((index, k) => ({ index, label: monthLabel(dates[index] ?? '', k === 0, step) }))
}

const monthNumber = (date: IsoDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

function monthLabel(date: IsoDate, first: boolean, step: number): string {
  if (step >= 12) return date.slice(0, 4)
  return first || date.slice(5, 7) === '01'
    ? `${monthName(date)} ${date.slice(0, 4)}`
    : monthName(date)
}

function monthStarts(dates: readonly IsoDate[], start: number, end: number): number[] {
  const found: number[] = []
  for (let i = Math.max(1, start); i <= end; i++)
    if (dates[i]?.slice(0, 7) !== dates[i - 1]?.slice(0, 7)) found.push(i)
  return found
}

function weekTicks(
  dates: readonly IsoDate[],
  start: number,
  end: number,
  maxCount: number
): DateTick[] {
  const day = (i: number) => Date.parse(`${dates[i]}T00:00:00Z`) / 86_400_000
  // day 4 is a Monday: the epoch was a Thursday
  const week = (i: number) => Math.floor((day(i) - 4) / 7)
  const mondays: number[] = []
  for (let i = Math.max(1, start); i <= end; i++) if (week(i) !== week(i - 1)) mondays.push(i)
  const every = Math.max(1, Math.ceil(mondays.length / maxCount))
  const kept = mondays.filter((_, k) => k % every === 0)
  return kept.map((index, k) => {
    const date = dates[index] ?? ''
    const text = `${Number(date.slice(8, 10))} ${monthName(date)}`
    return { index, label: k === 0 ? `${text} ${date.slice(0, 4)}` : text }
  })
}

/** Ticks of a count from 0 or 1 to `max`: round steps, about `count` of them. */
export function countTicks(min: number, max: number, count: number): number[] {
  const step = Math.max(1, niceStep((max - min) / Math.max(1, count)))
  const ticks: number[] = []
  for (let v = Math.ceil(min / step) * step; v <= max; v += step) ticks.push(v)
  return ticks
}
