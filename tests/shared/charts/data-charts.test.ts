import { describe, expect, it } from 'vitest'
import { describeDailyReturns, makeDailyReturns } from '../../../src/shared/charts/daily-returns.ts'
import type { PriceInput } from '../../../src/shared/charts/price-input.ts'
import { describePrices } from '../../../src/shared/charts/price-words.ts'
import { candleDays, makePrices, priceMargins } from '../../../src/shared/charts/prices.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import type { Bars } from '../../../src/shared/types.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 760, height: 400 }

/** Twelve days that can be read: 8 used, of which the first two are the window. */
const column = (values: number[]) => Float64Array.from(values)
const close = [10, 11, 12, 11, 10, 12, 14, 13, 15, 16, 15, 17]
const small: Bars = {
  dates: Array.from({ length: 12 }, (_, i) => `2024-01-${String(i + 8).padStart(2, '0')}`),
  open: column(close.map(v => v - 0.5)),
  high: column(close.map(v => v + 1)),
  low: column(close.map(v => v - 1)),
  close: column(close),
  adjusted: column(close.map(v => v / 2)),
  volume: column(close.map(v => 1000 * v)),
}
const input: PriceInput = {
  bars: small,
  price: small.close,
  name: 'Close',
  hasVolume: true,
  used: { start: 4, end: 12 },
  parts: [
    { part: 'train', start: 6, end: 8, windows: 3 },
    { part: 'validation', start: 9, end: 9, windows: 1 },
    { part: 'test', start: 10, end: 11, windows: 2 },
  ],
}
const whole = { start: 0, end: 11 }
const line = { kind: 'line', view: whole, wheel: true } as const
const candles = { kind: 'candles', view: { start: 3, end: 11 }, wheel: 'ctrl' } as const
const returns = small.close.map((v, i) => (i === 0 ? 0 : v / (small.close[i - 1] ?? v) - 1))

const options = {
  'prices-line': makePrices(input, line, look),
  'prices-candles': makePrices({ ...input, hasVolume: false }, candles, look),
  'daily-returns': makeDailyReturns({ dates: small.dates, returns, parts: input.parts }, look),
}

describe('charts of a series', () => {
  it.each(Object.entries(options))('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it.each(Object.entries(options))('never animates %s and has no tooltip in HTML', (_, option) => {
    expect(option.animation).toBe(false)
    for (const tooltip of [option.tooltip ?? []].flat()) expect(tooltip.renderMode).toBe('richText')
  })

  it('says each with its numbers', async () => {
    const words = [
      describePrices(input, line),
      describeDailyReturns({ dates: small.dates, returns, parts: [] }),
    ]
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/data-words.txt')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('takes its colours from the theme it is given', () => {
    const dark = readableOption(makePrices(input, line, { ...look, theme: darkTheme }))
    expect(dark).toContain(darkTheme.focus)
    expect(dark).not.toContain(lightTheme.focus)
  })

  it('keeps the plot where handles expect it', () => {
    const [grid] = [makePrices(input, line, look).grid ?? []].flat()
    const { left, right, top, bottom } = priceMargins(input, line)
    expect(grid).toMatchObject({ left, right, top, bottom })
  })
})

const pairs = (data: unknown): [number, number][] => (data ?? []) as [number, number][]

describe('a long series', () => {
  const bars = makeSample('random-walk', 1, { days: 15_689 })
  const long: PriceInput = { ...input, bars, price: bars.close, used: null, parts: [] }
  const all = { ...line, view: { start: 0, end: bars.dates.length - 1 } }
  const points = (option: ReturnType<typeof makePrices>) =>
    [option.series ?? []].flat().map(s => (s.data as unknown[] | undefined)?.length ?? 0)

  it('is drawn from a few points a pixel', () => {
    for (const count of points(makePrices(long, all, look))) expect(count).toBeLessThan(2 * 760)
  })

  it('keeps its highest and its lowest day', () => {
    const drawn = [makePrices(long, all, look).series ?? []].flat().find(s => s.id === 'price')
    const values = pairs(drawn?.data).map(([, value]) => value)
    expect(Math.max(...values)).toBe(Math.max(...bars.close))
    expect(Math.min(...values)).toBe(Math.min(...bars.close))
  })

  it('draws every single day of a year', () => {
    const year = { ...line, view: { start: 15_000, end: 15_251 } }
    const drawn = [makePrices(long, year, look).series ?? []].flat().find(s => s.id === 'price')
    const days = pairs(drawn?.data).map(([bar]) => bar)
    expect(days).toEqual(Array.from({ length: days.length }, (_, i) => 14_999 + i))
    expect(days.length).toBeGreaterThanOrEqual(253)
  })

  it('joins days into candles only where a day has no room', () => {
    expect(candleDays({ start: 0, end: 251 })).toBe(1)
    expect(candleDays({ start: 0, end: 1259 })).toBe(5)
  })
})

describe('candles', () => {
  it('join the first open, the last close, and the farthest prices between', () => {
    const wide = makeSample('random-walk', 2, { days: 600 })
    const option = makePrices(
      { ...input, bars: wide, price: wide.close, used: null, parts: [] },
      { kind: 'candles', view: { start: 0, end: 599 }, wheel: true },
      look
    )
    const [series] = [option.series ?? []].flat()
    const size = candleDays({ start: 0, end: 599 })
    const [bar, open, end, low, high] = ((series?.data ?? []) as number[][])[1] ?? []
    const [from, to] = [size, 2 * size]
    expect(size).toBe(5)
    expect([bar, open, end]).toEqual([(from + to - 1) / 2, wide.open[from], wide.close[to - 1]])
    expect(low).toBe(Math.min(...wide.low.subarray(from, to)))
    expect(high).toBe(Math.max(...wide.high.subarray(from, to)))
  })
})
