import { describe, expect, it } from 'vitest'
import { type BarChoice, chooseBars } from '../../../src/shared/lab/choose-bars.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import { unwrap } from './series.ts'

// 2024-12-02 (a Monday) … 2024-12-31 (a Tuesday), weekdays only: 22 bars
const bars = makeSample('random-walk', 1, { days: 22 })
const all: BarChoice = { price: 'close', days: null, from: null, to: null }

const ends = (choice: Partial<BarChoice>) => {
  const { dates } = unwrap(chooseBars(bars, { ...all, ...choice }))
  return [dates.length, dates[0], dates.at(-1)]
}
const failureOf = (choice: Partial<BarChoice>, of = bars) => {
  const chosen = chooseBars(of, { ...all, ...choice })
  return chosen.ok ? null : chosen.failure
}

describe('chooseBars', () => {
  it('counts back from the last bar', () => {
    expect(ends({ days: 3 })).toEqual([3, '2024-12-27', '2024-12-31'])
  })
  it('counts back from `to`', () => {
    expect(ends({ days: 3, to: '2024-12-12' })).toEqual([3, '2024-12-10', '2024-12-12'])
  })
  it('counts forward from `from`', () => {
    expect(ends({ days: 3, from: '2024-12-12' })).toEqual([3, '2024-12-12', '2024-12-16'])
  })
  it('takes the whole range between both and does not read days', () => {
    expect(ends({ days: 3, from: '2024-12-05', to: '2024-12-12' })).toEqual([
      6,
      '2024-12-05',
      '2024-12-12',
    ])
  })
  it('takes all there are without days', () => {
    expect(ends({})).toEqual([22, '2024-12-02', '2024-12-31'])
    expect(ends({ from: '2024-12-30' })).toEqual([2, '2024-12-30', '2024-12-31'])
  })
  it('stays inside when a date is a weekend', () => {
    expect(ends({ from: '2024-12-07', to: '2024-12-15' })).toEqual([5, '2024-12-09', '2024-12-13'])
  })
  it('gives prices and dates of the same days', () => {
    const chosen = unwrap(chooseBars(bars, { ...all, days: 2 }))
    expect([...chosen.prices]).toEqual([bars.close[20], bars.close[21]])
  })

  it('refuses a date outside the series', () => {
    const outside = { kind: 'no-such-date', first: '2024-12-02', last: '2024-12-31' }
    expect(failureOf({ to: '2025-01-03' })).toEqual({ ...outside, date: '2025-01-03' })
    expect(failureOf({ from: '2024-12-01' })).toEqual({ ...outside, date: '2024-12-01' })
  })
  it('refuses to give fewer days than asked for', () => {
    expect(failureOf({ days: 23 })).toMatchObject({ kind: 'too-few-rows', needed: 23, got: 22 })
    expect(failureOf({ days: 9, to: '2024-12-05' })).toMatchObject({ needed: 9, got: 4 })
  })
  it('refuses an order that runs backwards', () => {
    expect(failureOf({ from: '2024-12-12', to: '2024-12-05' })).toMatchObject({ field: 'from' })
  })
  it('refuses an empty series', () => {
    const none = { ...bars, dates: [], close: new Float64Array() }
    expect(failureOf({}, none)).toMatchObject({ kind: 'too-few-rows', got: 0 })
  })
  it('names the day whose price is missing or not positive, in the chosen days only', () => {
    const adjusted = bars.adjusted.slice()
    adjusted[4] = NaN
    adjusted[10] = 0
    const broken = { ...bars, adjusted }
    expect(failureOf({ price: 'adjusted' }, broken)).toEqual({
      kind: 'price-missing',
      column: 'adjusted',
      date: '2024-12-06',
    })
    expect(failureOf({ price: 'adjusted', from: '2024-12-09' }, broken)).toEqual({
      kind: 'price-not-positive',
      column: 'adjusted',
      date: '2024-12-16',
      value: 0,
    })
    expect(failureOf({ price: 'adjusted', days: 5 }, broken)).toBeNull()
    expect(failureOf({}, broken)).toBeNull()
  })
})
