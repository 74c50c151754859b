import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrozenForecast } from '../../../src/shared/lab/diary-entry.ts'
import {
  basisWords,
  type KnownPrices,
  runningWords,
  scoreEntry,
  scoreTogether,
} from '../../../src/shared/lab/diary-score.ts'
import { makeForecast, weekdaysFrom } from './some-forecasts.ts'

/** The days known at the origin, then what came. */
const knownNow = (
  came: readonly number[],
  dates = weekdaysFrom('2024-04-29', 5 + came.length)
) => ({
  dates,
  prices: [96, 97, 98, 99, 100, ...came],
})

const prices = (count: number) =>
  fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: count, maxLength: count })

const skillOf = (frozen: FrozenForecast, now: KnownPrices, name = 'lstm') =>
  scoreEntry(frozen, now).forecasters.find(one => one.name === name)?.skill

describe('a frozen forecast', () => {
  it('waits for its days, and is scored on those that have come', () => {
    const none = scoreEntry(makeForecast(), knownNow([]))
    expect(none.days.map(({ state }) => state)).toEqual(Array(5).fill('to come'))
    expect(none.forecasters[0]).toEqual({ name: 'persistence', rmse: null, skill: null })

    const two = scoreEntry(makeForecast(), knownNow([102, 104]))
    expect(two.days.map(({ state }) => state).slice(0, 3)).toEqual([
      'foretold',
      'foretold',
      'to come',
    ])
    expect(two.days[1]).toMatchObject({ date: '2024-05-07', actual: 104 })
    expect(two.days[1]?.errors).toEqual({ persistence: -4, drift: -2, lstm: -2 })
    // by hand: persistence errs by 2 and 4, the network by 1 and 2
    expect(two.forecasters).toEqual([
      { name: 'persistence', rmse: Math.sqrt(10), skill: 0 },
      { name: 'drift', rmse: Math.sqrt(2.5), skill: 0.75 },
      { name: 'lstm', rmse: Math.sqrt(2.5), skill: 0.75 },
    ])
    expect(two.bands).toEqual([{ model: 'lstm', level: 0.8, hits: 2, days: 2 }])
  })

  it('counts a band’s own edges as within, and a day beyond as missed', () => {
    const { days, bands } = scoreEntry(makeForecast(), knownNow([103, 98.9, 105, 106, 107.1]))
    expect(days.map(({ hits }) => hits[0])).toEqual([true, false, true, true, false])
    expect(bands[0]).toMatchObject({ hits: 3, days: 5 })
  })

  it('matches days by their number after the origin, whatever was guessed', () => {
    const frozen = makeForecast({ guessed: Array(5).fill(true) })
    // Monday the 6th turned out to be a holiday
    const open = weekdaysFrom('2024-04-29', 11).filter(date => date !== '2024-05-06')
    const { days } = scoreEntry(frozen, knownNow([101, 102, 103, 104, 105], open))
    expect(days.map(({ expected, date }) => [expected, date])[0]).toEqual([
      '2024-05-06',
      '2024-05-07',
    ])
    expect(days.every(({ errors }) => errors['lstm'] === 0)).toBe(true)
  })

  it('proves nothing on days that had come when it was frozen', () => {
    const late = makeForecast({ knownTo: '2024-05-07', frozenAt: '2024-05-07T21:00:00.000Z' })
    fc.assert(
      fc.property(prices(2), prices(5), (other, came) => {
        const [a, b] = [came, [...other, ...came.slice(2)]].map(c => scoreEntry(late, knownNow(c)))
        expect(a).toMatchObject({ known: 2, foretold: 3 })
        expect(a!.forecasters).toEqual(b!.forecasters)
        expect(a!.bands).toEqual(b!.bands)
      })
    )
  })

  it('is not scored anew by what comes later', () => {
    fc.assert(
      fc.property(prices(5), fc.integer({ min: 0, max: 5 }), (came, count) => {
        const early = scoreEntry(makeForecast(), knownNow(came.slice(0, count)))
        const late = scoreEntry(makeForecast(), knownNow(came))
        expect(early.days.slice(0, count)).toEqual(late.days.slice(0, count))
      })
    )
  })

  it('agrees with a plain second computation of skill', () => {
    fc.assert(
      fc.property(prices(5), prices(5), (path, came) => {
        const frozen = makeForecast({ paths: { persistence: Array(5).fill(100), lstm: path } })
        const sum = (forecast: (k: number) => number) =>
          came.map((truth, k) => (forecast(k) - truth) ** 2).reduce((a, b) => a + b, 0)
        const base = sum(() => 100)
        fc.pre(base > 1e-6)
        expect(skillOf(frozen, knownNow(came))).toBeCloseTo(1 - sum(k => path[k]!) / base, 9)
      })
    )
  })

  it('has no skill where its path ran off to no number, and keeps the others’', () => {
    const paths = { persistence: [100, 100, 100, 100, 100], lstm: [101, null, null, null, null] }
    const frozen = makeForecast({ paths })
    expect(skillOf(frozen, knownNow([102, 104]))).toBeNull()
    expect(skillOf(frozen, knownNow([102]))).toBe(0.75)
    expect(skillOf(frozen, knownNow([102, 104]), 'persistence')).toBe(0)
  })
})

describe('a history revised since', () => {
  it('by one factor scales the forecast: skill and hits stay, errors are at today’s scale', () => {
    const frozen = makeForecast()
    fc.assert(
      fc.property(prices(5), fc.double({ min: 0.05, max: 20, noNaN: true }), (came, factor) => {
        const now = knownNow(came)
        const split = { ...now, prices: now.prices.map(price => price * factor) }
        const [a, b] = [scoreEntry(frozen, now), scoreEntry(frozen, split)]
        expect(b.days.map(({ hits }) => hits)).toEqual(a.days.map(({ hits }) => hits))
        for (const [i, { skill, rmse }] of b.forecasters.entries()) {
          expect(skill).toBeCloseTo(a.forecasters[i]!.skill!, 8)
          expect(rmse! / factor).toBeCloseTo(a.forecasters[i]!.rmse!, 3)
        }
      })
    )
  })

  it('by a 2:1 split is said', () => {
    const now = knownNow([102, 104])
    const score = scoreEntry(makeForecast(), { ...now, prices: now.prices.map(p => p / 2) })
    expect(score).toMatchObject({ basis: 'rescaled', scale: 0.5 })
    expect(score.days[1]).toMatchObject({ actual: 52, errors: { persistence: -2, lstm: -1 } })
    expect(basisWords(score)).toMatch(/^The price history was rescaled since by a factor of 0\.5 /)
  })

  it('by a dividend is met to its last cent', () => {
    const now = knownNow([102, 104])
    const factor = 1 - 0.02 / 500 // the smallest dividend that a source tells
    const score = scoreEntry(makeForecast(), { ...now, prices: now.prices.map(p => p * factor) })
    expect(score).toMatchObject({ basis: 'rescaled' })
    expect(score.scale).toBeCloseTo(factor, 12)
  })

  it.each([0, 2, 4])('on single days before the origin (number %i) changes no score', at => {
    const now = knownNow([102, 104])
    const corrected = { ...now, prices: now.prices.with(at, 120) }
    const [a, b] = [scoreEntry(makeForecast(), now), scoreEntry(makeForecast(), corrected)]
    expect(b).toMatchObject({ basis: 'corrected', scale: 1 })
    expect(b.forecasters).toEqual(a.forecasters)
    expect(basisWords(b)).toMatch(/^Single days before the origin were corrected/)
  })

  it('by a dividend found late goes by the days nearest the origin', () => {
    const dates = weekdaysFrom('2024-03-25', 30)
    const known = dates.map((_, i) => 70 + i)
    const frozen = makeForecast({ before: { dates, prices: known } })
    const now = { dates, prices: known.map((price, i) => (i < 20 ? price * 0.98 : price)) }
    expect(scoreEntry(frozen, now)).toMatchObject({ basis: 'corrected', scale: 1 })
  })

  it('beyond comparison is not scored', () => {
    const dates = weekdaysFrom('2024-04-29', 7)
    const other = scoreEntry(makeForecast(), { dates, prices: [7, 91, 3, 55, 20, 8, 9] })
    expect(other).toMatchObject({ basis: 'other', foretold: 0, known: 0 })
    const without = scoreEntry(makeForecast(), { dates: ['2024-06-03'], prices: [100] })
    expect(without).toMatchObject({ basis: 'other', foretold: 0 })
  })
})

const misses = [3, 4, 11, 20, 21, 22, 30, 37]

/** A forecast of five days from every `apart` days on, all of whose days have come. */
function manyEntries(count: number, apart: number, move: (day: number) => number) {
  const dates = weekdaysFrom('2020-01-06', count * apart + 20)
  const level = (day: number) => 100 + move(day)
  const now = { dates, prices: dates.map((_, day) => level(day)) }
  const entries = Array.from({ length: count }, (_, k) => {
    const at = 6 + k * apart
    const five = [1, 2, 3, 4, 5].map(step => at + step)
    const frozen = makeForecast({
      number: k + 1,
      run: `run${k}`,
      origin: dates[at]!,
      knownTo: dates[at]!,
      before: { dates: dates.slice(at - 4, at + 1), prices: now.prices.slice(at - 4, at + 1) },
      dates: five.map(day => dates[day]!),
      paths: { persistence: five.map(() => level(at)), lstm: five.map(day => level(day)) },
      bands: [
        {
          model: 'lstm',
          level: 0.8,
          low: five.map(day => level(day) - (misses.includes(k) ? -1 : 1)),
          high: five.map(day => level(day) + 1),
        },
      ],
    })
    return { frozen, score: scoreEntry(frozen, now) }
  })
  return entries
}

describe('forecasts together', () => {
  it('say that they are too few below eight that share no day, and how many there are', () => {
    const nothing = scoreTogether([])
    expect(runningWords(nothing)).toBe('No day that was foretold has come yet.')
    const one = scoreTogether(manyEntries(1, 5, day => day % 3))
    expect(one).toMatchObject({ entries: 1, apart: 1, days: 5, tooFew: true })
    expect(runningWords(one)).toMatch(/^1 forecast with 5 days .* too few to say anything/)
    const seven = scoreTogether(manyEntries(7, 5, day => day % 3))
    expect(seven).toMatchObject({ entries: 7, apart: 7, tooFew: true })
    const eight = scoreTogether(manyEntries(8, 5, day => day % 3))
    expect(eight).toMatchObject({ entries: 8, apart: 8, tooFew: false })
    // daily forecasts of five days: every fifth is of its own
    const daily = scoreTogether(manyEntries(20, 1, day => day % 3))
    expect(daily).toMatchObject({ entries: 20, apart: 4, days: 100, tooFew: true })
  })

  it('count a run once, as it was first frozen', () => {
    const [first, other] = manyEntries(2, 5, day => day % 3)
    const again = { ...other!, frozen: { ...other!.frozen, run: first!.frozen.run } }
    expect(scoreTogether([first!, again])).toEqual(scoreTogether([first!]))
  })

  it('have the skill of all their days: an oracle’s is 1, persistence’s 0', () => {
    const { forecasters } = scoreTogether(manyEntries(8, 5, day => day % 3))
    expect(forecasters.map(({ name }) => name)).toEqual(['persistence', 'lstm'])
    expect(forecasters[0]).toMatchObject({ skill: 0, days: 40, entries: 8 })
    expect(forecasters[1]).toMatchObject({ skill: 1, rmse: 0 })
  })

  it('tell how often a band held, and that few of its days are independent', () => {
    const { bands } = scoreTogether(manyEntries(40, 1, day => day % 3))
    // eight of forty bands lie beside the truth, each on all its five days
    expect(bands).toHaveLength(1)
    expect(bands[0]?.coverage.share).toBeCloseTo(0.8, 12)
    expect(bands[0]?.coverage.days).toBe(200)
    expect(bands[0]?.coverage.effective).toBeLessThan(100)
  })

  it('count as apart what a search through all choices finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 7 }), starts => {
        const all = manyEntries(21, 1, day => day % 3)
        const chosen = starts.map((at, i) => {
          const { frozen, score } = all[at]!
          return { frozen: { ...frozen, run: `run${i}` }, score }
        })
        const spans = starts.map(at => [at, at + 4] as const)
        let best = 0
        for (let mask = 0; mask < 2 ** spans.length; mask++) {
          const taken = spans.filter((_, i) => mask & (1 << i)).sort(([a], [b]) => a - b)
          if (taken.every(([first], i) => i === 0 || first > taken[i - 1]![1]))
            best = Math.max(best, taken.length)
        }
        expect(scoreTogether(chosen).apart).toBe(best)
      }),
      { numRuns: 30 }
    )
  })
})
