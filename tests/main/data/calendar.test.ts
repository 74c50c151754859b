import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { futureDates, lastClosedSession, tradingWeekdays } from '../../../src/main/data/calendar.ts'
import {
  addDays,
  dayIn,
  dayNumber,
  dayOf,
  instantIn,
  weekdayOf,
} from '../../../src/main/data/days.ts'
import { closedDays, exchangeOf } from '../../../src/main/data/exchanges.ts'

const from = (first: string, last: string, keep: (weekday: number) => boolean) => {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) if (keep(weekdayOf(day))) days.push(day)
  return days
}
const weekday = (day: number) => day >= 1 && day <= 5

describe('days', () => {
  it('reads an instant as the day of the exchange, not of Greenwich', () => {
    expect(dayIn('Asia/Tokyo', new Date('2024-01-03T15:30:00Z'))).toBe('2024-01-04')
    expect(dayIn('America/New_York', new Date('2024-01-04T01:00:00Z'))).toBe('2024-01-03')
  })

  it('finds the instant of a wall clock on both sides of a clock change', () => {
    const open = (day: string) => instantIn('America/New_York', day, 570).toISOString()
    expect(open('2024-03-08')).toBe('2024-03-08T14:30:00.000Z')
    expect(open('2024-03-11')).toBe('2024-03-11T13:30:00.000Z')
  })

  it('goes there and back for every day', () => {
    fc.assert(fc.property(fc.integer({ min: -40000, max: 40000 }), n => dayNumber(dayOf(n)) === n))
  })
})

describe('holidays', () => {
  const real = new URL('../../../../shared/data/NFLX.csv', import.meta.url)
  const present = existsSync(real)

  it.skipIf(!present)('of New York are the weekdays without a bar in NFLX, 2021 to 2024', () => {
    const traded = new Set(
      readFileSync(real, 'utf8')
        .split('\n')
        .map(line => line.split(',')[1])
    )
    const gaps = from('2021-01-01', '2024-12-31', weekday).filter(day => !traded.has(day))
    const nyse = exchangeOf('NMS')
    if (!nyse) throw new Error('NMS is not in the table')
    const rules = [2021, 2022, 2023, 2024].flatMap(year => [...closedDays(nyse, year)])
    // 2025-01-09 (a day of mourning) lies outside; nothing but the rules closed these four years.
    expect(rules.filter(day => weekday(weekdayOf(day))).sort()).toEqual(gaps)
    expect(gaps).toEqual(expect.arrayContaining(['2022-06-20', '2022-04-15', '2023-04-07']))
    expect(traded.has('2021-12-31')).toBe(true)
  })

  it.each([
    ['NYQ', '2021-12-31', false],
    ['NYQ', '2021-06-18', false],
    ['NYQ', '2022-06-20', true],
    ['NYQ', '2027-03-26', true],
    ['LSE', '2026-12-28', true],
    ['LSE', '2022-09-19', true],
    ['GER', '2026-12-24', true],
    ['GER', '2026-10-03', false],
    ['PAR', '2026-07-14', false],
    ['TOR', '2026-05-18', true],
    ['JPX', '2026-12-31', true],
    ['JPX', '2027-01-04', false],
    ['HKG', '2024-02-12', true],
    ['EBS', '2026-05-14', true],
    ['MIL', '2026-08-15', true],
    ['ASX', '2026-04-06', true],
    ['NSI', '2026-01-26', true],
    ['SHH', '2026-10-01', true],
    ['KSC', '2026-12-25', true],
    ['CCC', '2026-12-25', false],
  ])('%s on %s: closed is %s', (code, day, closed) => {
    const exchange = exchangeOf(code)
    if (!exchange) throw new Error(`${code} is not in the table`)
    expect(closedDays(exchange, Number(day.slice(0, 4))).has(day)).toBe(closed)
  })
})

describe('future dates', () => {
  const year = from('2023-06-01', '2024-05-01', weekday)

  it('steps over weekends and New York holidays, and is sure of it', () => {
    const { dates, guessed } = futureDates(year, 30, 'NMS')
    expect(dates[0]).toBe('2024-05-02')
    expect(dates[29]).toBe('2024-06-13')
    expect(dates).not.toContain('2024-05-27')
    expect(guessed).not.toContain(true)
  })

  it('says that every date of an unknown exchange is a guess', () => {
    const { dates, guessed } = futureDates(year, 30, null)
    expect(dates).toContain('2024-05-27')
    expect(guessed).toEqual(new Array(30).fill(true))
  })

  it('guesses once the year is beyond the published ones', () => {
    const { dates, guessed } = futureDates(from('2028-01-03', '2028-12-27', weekday), 5, 'NMS')
    expect(dates).toEqual(['2028-12-28', '2028-12-29', '2029-01-02', '2029-01-03', '2029-01-04'])
    expect(guessed).toEqual([false, false, true, true, true])
  })

  it('guesses where feasts are proclaimed year by year', () => {
    const { dates, guessed } = futureDates(year, 3, 'NSI')
    expect(dates).toHaveLength(3)
    expect(guessed).toEqual([true, true, true])
  })

  it('follows a week from Sunday to Thursday', () => {
    const week = from('2023-06-01', '2024-05-01', day => day <= 4)
    expect(futureDates(week, 4, 'SAU').dates).toEqual([
      '2024-05-02',
      '2024-05-05',
      '2024-05-06',
      '2024-05-07',
    ])
  })

  it('follows all seven days of a currency that never sleeps', () => {
    const { dates, guessed } = futureDates(
      from('2023-06-01', '2024-05-01', () => true),
      4,
      'CCC'
    )
    expect(dates).toEqual(['2024-05-02', '2024-05-03', '2024-05-04', '2024-05-05'])
    expect(guessed).not.toContain(true)
  })

  it('is not misled by a single special Saturday', () => {
    const special = [...year, '2024-05-04']
    expect([...tradingWeekdays(special)]).toEqual([1, 2, 3, 4, 5])
    expect(futureDates(special, 6, 'NSI').dates).not.toContain('2024-05-11')
  })

  it('supposes Monday to Friday when a series is too short, and says so', () => {
    const { dates, guessed } = futureDates(['2024-05-01', '2024-05-02'], 2, 'NMS')
    expect(dates).toEqual(['2024-05-03', '2024-05-06'])
    expect(guessed).toEqual([true, true])
  })

  it('rises strictly and never falls on a weekday not seen', () => {
    const weeks = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 })
    const codes = fc.constantFrom('NMS', 'LSE', 'JPX', 'CCC', 'NSI', 'XXX', null)
    const starts = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2030-01-01') })
    fc.assert(
      fc.property(weeks, codes, starts, fc.integer({ min: 1, max: 60 }), (week, code, start, n) => {
        const known = from(dayOf(start), dayOf(start + 120), day => week.includes(day))
        const { dates, guessed } = futureDates(known, n, code)
        expect(dates).toHaveLength(n)
        expect(guessed).toHaveLength(n)
        const all = [known.at(-1) ?? '', ...dates]
        expect(all.every((date, i) => i === 0 || date > (all[i - 1] ?? ''))).toBe(true)
        expect(dates.every(date => week.includes(weekdayOf(date)))).toBe(true)
      })
    )
  })
})

describe('the last closed session', () => {
  const at = (text: string) => new Date(text)

  it.each([
    ['before the close', '2024-05-01T19:59:00Z', '2024-04-30'],
    ['while late quotes still come in', '2024-05-01T20:10:00Z', '2024-04-30'],
    ['after the close', '2024-05-01T20:30:00Z', '2024-05-01'],
    ['on a Sunday', '2024-05-05T12:00:00Z', '2024-05-03'],
    ['on Memorial Day', '2024-05-27T23:00:00Z', '2024-05-24'],
  ])('of New York %s', (_when, now, day) => {
    expect(lastClosedSession('NMS', at(now))).toBe(day)
  })

  it('of Tokyo is already today while New York sleeps', () => {
    expect(lastClosedSession('JPX', at('2024-05-02T07:00:00Z'))).toBe('2024-05-02')
    expect(lastClosedSession('NMS', at('2024-05-02T07:00:00Z'))).toBe('2024-05-01')
  })

  it('of a currency is yesterday in UTC', () => {
    expect(lastClosedSession('CCC', at('2024-05-05T23:00:00Z'))).toBe('2024-05-04')
  })

  it('of an unknown exchange follows the weekdays of the series', () => {
    const sunday = at('2024-05-05T12:00:00Z')
    expect(lastClosedSession(null, sunday, new Set([1, 2, 3, 4, 5]))).toBe('2024-05-03')
    expect(lastClosedSession(null, sunday, new Set([0, 1, 2, 3, 4]))).toBe('2024-05-05')
  })
})
