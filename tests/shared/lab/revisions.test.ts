import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustmentSteps, readStamp, stampOf } from '../../../src/shared/lab/adjustment.ts'
import { barColumns, compareBars, hasMoved } from '../../../src/shared/lab/compare-revisions.ts'
import { changeWords as changeWordsAsWritten } from '../../../src/shared/lab/revision-words.ts'
import type { Bars } from '../../../src/shared/types.ts'

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)

/** Bars of days `from … from + count − 1`; close is 100, 101 … by the day's own number. */
function makeBars(count: number, changes: Partial<Bars> = {}, from = 0): Bars {
  const close = Float64Array.from({ length: count }, (_, i) => 100 + from + i)
  const dates = Array.from({ length: count }, (_, i) => day(from + i))
  const volume = new Float64Array(count).fill(1000)
  return { dates, open: close, high: close, low: close, close, adjusted: close, volume, ...changes }
}

const scaled = (column: Float64Array, factor: number, until = column.length) =>
  column.map((value, i) => (i < until ? value * factor : value))

const changeWords: typeof changeWordsAsWritten = (changes, later) =>
  changeWordsAsWritten(changes, later).map(words => words.replaceAll('\u00a0', ' '))

describe('two states of a series', () => {
  it('have nothing moved between a state and itself', () => {
    expect(compareBars(makeBars(9), makeBars(9))).toEqual({
      moved: [],
      jitter: 0,
      added: [],
      removed: [],
    })
    expect(
      changeWords(compareBars(makeBars(9), makeBars(9)), { bars: makeBars(9), stamp: null })
    ).toEqual(['Every bar is the same.'])
  })

  it('name exactly the values that a naive walk over all days finds', () => {
    const column = fc.array(fc.constantFrom(1, 1.5, 2, Number.NaN), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(column, column, fc.integer({ min: 0, max: 5 }), (a, b, shift) => {
        const before = makeBars(6, { low: Float64Array.from(a) })
        const after = makeBars(6, { low: Float64Array.from(b) }, shift)
        const { moved, added, removed } = compareBars(before, after)
        const expected = before.dates.flatMap((date, i) => {
          const at = after.dates.indexOf(date)
          if (at < 0 || Object.is(a[i], b[at])) return []
          return [{ date, column: 'low', before: a[i], after: b[at] }]
        })
        expect(moved).toEqual(expected)
        expect(added).toEqual(after.dates.filter(date => !before.dates.includes(date)))
        expect(removed).toEqual(before.dates.filter(date => !after.dates.includes(date)))
      })
    )
  })

  it('take the last digit of a 32-bit float for jitter, and a cent on 500 for a move', () => {
    expect(hasMoved(500, 500 * (1 + 5e-8))).toBe(false)
    expect(hasMoved(500, 499.99)).toBe(true)
    const later = makeBars(3, { adjusted: scaled(makeBars(3).adjusted, 1 + 5e-8) })
    expect(compareBars(makeBars(3), later)).toMatchObject({ moved: [], jitter: 3 })
  })

  it('say that a dividend moved the adjusted close, when the source and the bars agree on its day', () => {
    const before = makeBars(41)
    const adjusted = scaled(makeBars(46).adjusted, 0.994, 41)
    const after = makeBars(46, { adjusted })
    const stamp = `dividend 0.846 on ${day(41)}`
    expect(changeWords(compareBars(before, after), { bars: after, stamp })).toEqual([
      '41 bars of adjusted close moved by −0.60 %, as after the dividend of 0.846 of 11 Feb 2024 that Yahoo reports, 1 Jan 2024 to 10 Feb 2024.',
      '5 bars are added: 11 Feb 2024 to 15 Feb 2024.',
    ])
    // unstamped, only what the bars show is said; of another day's dividend, nothing
    const [unstamped] = changeWords(compareBars(before, after), { bars: after, stamp: null })
    expect(unstamped).toContain('as after an adjustment of 11 Feb 2024, where adjusted ÷ close')
    const plain = { ...after, adjusted: scaled(makeBars(46).adjusted, 0.994) }
    const [unknown] = changeWords(compareBars(before, plain), { bars: plain, stamp })
    expect(unknown).toBe('41 bars of adjusted close moved by −0.60 %, 1 Jan 2024 to 10 Feb 2024.')
  })

  it('tell the prices that a split moved together, and the volume apart', () => {
    const before = makeBars(30)
    const price = scaled(makeBars(31).close, 0.1)
    const prices = { open: price, high: price, low: price, close: price, adjusted: price }
    const after = makeBars(31, { ...prices, volume: new Float64Array(31).fill(10_000) })
    const words = changeWords(compareBars(before, after), {
      bars: after,
      stamp: `split 10:1 on ${day(30)}`,
    })
    expect(words).toEqual([
      '30 bars of open, high, low, close, and adjusted close moved by −90.0 %, as after the split 10:1 of 31 Jan 2024 that Yahoo reports, 1 Jan 2024 to 30 Jan 2024.',
      '30 bars of volume moved by +900.0 %, 1 Jan 2024 to 30 Jan 2024.',
      '1 bar is added: 31 Jan 2024.',
    ])
  })

  it('tell bars that came late and that went', () => {
    const all = makeBars(6)
    const without = (skip: number): Bars => {
      const keep = (column: Float64Array) => column.filter((_, i) => i !== skip)
      const columns = Object.fromEntries(barColumns.map(name => [name, keep(all[name])]))
      return { ...all, ...columns, dates: all.dates.filter((_, i) => i !== skip) }
    }
    const words = changeWords(compareBars(without(2), without(4)), {
      bars: without(4),
      stamp: null,
    })
    expect(words).toEqual([
      '1 bar is no longer there: 5 Jan 2024.',
      '1 bar in between came late: 3 Jan 2024.',
    ])
  })
})

describe('adjustment', () => {
  it('is seen where adjusted ÷ close changes, with its factor', () => {
    const adjusted = scaled(scaled(makeBars(20).adjusted, 0.99, 5), 0.5, 12)
    const steps = adjustmentSteps(makeBars(20, { adjusted }))
    expect(steps.map(({ date }) => date)).toEqual([day(5), day(12)])
    expect(steps[0]?.factor).toBeCloseTo(0.99, 12)
    expect(steps[1]?.factor).toBeCloseTo(0.5, 12)
  })

  it('is not made by two decimals, nor by 32-bit floats', () => {
    const rounded = makeBars(60).adjusted.map(value => Math.round(97.3 * value) / 100)
    expect(adjustmentSteps(makeBars(60, { adjusted: rounded }))).toEqual([])
    const single = makeBars(60).adjusted.map(value => Math.fround(0.973 * value))
    expect(adjustmentSteps(makeBars(60, { adjusted: single }))).toEqual([])
  })

  it('keeps its stamp as text and reads it back', () => {
    const splits = [{ date: '2024-06-10', numerator: 10, denominator: 1 }]
    const dividends = [
      { date: '2024-03-07', amount: 0.04 },
      { date: '2024-06-10', amount: 0.1 },
    ]
    const stamp = stampOf({ splits, dividends, adjustedFor: '2024-06-10' })
    expect(stamp).toBe('split 10:1 on 2024-06-10; dividend 0.1 on 2024-06-10')
    expect(readStamp(stamp)).toEqual([
      { kind: 'split', ...splits[0] },
      { kind: 'dividend', ...dividends[1] },
    ])
    expect(stampOf({ splits: [], dividends: [], adjustedFor: null })).toBeNull()
    expect(readStamp('as the broker says')).toEqual([])
  })

  const file = new URL('../../../../shared/data/KO.csv', import.meta.url)
  it('finds the dividends that Coca-Cola paid in its own prices', context => {
    const bars = readKo(file)
    context.skip(bars === null, '../shared/data/KO.csv is not here')
    const days = adjustmentSteps(bars as Bars).map(({ date }) => date)
    // ex-dates as the company's investor pages list them
    for (const date of ['2023-03-16', '2023-06-15', '2023-09-14', '2023-11-30', '2024-03-14'])
      expect(days).toContain(date)
    expect(days.filter(date => date.startsWith('2023'))).toHaveLength(4)
  })
})

function readKo(file: URL): Bars | null {
  try {
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
    const cells = rows.map(row => row.split(','))
    const column = (at: number) => Float64Array.from(cells, row => Number(row[at]))
    const close = column(5)
    return {
      dates: cells.map(row => row[1] ?? ''),
      open: close,
      high: close,
      low: close,
      close,
      adjusted: column(7),
      volume: column(6),
    }
  } catch {
    return null
  }
}
