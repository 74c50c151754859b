import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvOptions, readCsv } from '../../../src/main/data/csv.ts'
import { addDays } from '../../../src/main/data/days.ts'
import {
  grouped,
  lakhs,
  midnightInUtc,
  parts,
  series,
  table,
  walk,
  weekdays,
} from './csv-makers.ts'

// Files as banks, exchanges and libraries write them, and what they must not be taken for. Several of
// each kind, generated; the files that were found outside are in cases.test.ts.

const today = '2026-06-30'
const read = (text: string, more: Partial<CsvOptions> = {}) =>
  readCsv(text, { fileName: 'acme.csv', today, ...more })

function parsed(text: string, more: Partial<CsvOptions> = {}) {
  const result = read(text, more)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function failure(text: string, more: Partial<CsvOptions> = {}) {
  const result = read(text, more)
  if (result.ok) throw new Error(`was read: ${JSON.stringify(result.value.understood)}`)
  return result.failure
}

const days = weekdays(60)
const prices = walk(60)
const expectDays = (text: string, expected = days, more: Partial<CsvOptions> = {}) =>
  expect(parsed(text, more).bars.dates).toEqual(expected)

describe('a dot that groups thousands in a file of commas', () => {
  const rupiah = (start: number, spell: (price: number) => string) =>
    series(day => day, spell, { prices: days.map((_, i) => start + 3 * i) })
  const dotted = (price: number) => grouped(String(Math.round(price)), '.')

  it.each([900, 950, 970, 860, 999, 4000])(
    'is asked where prices from %i cross a thousand',
    start => {
      const text = rupiah(start, dotted)
      expect(failure(text)).toMatchObject({
        kind: 'ambiguous-values',
        remedy: '--decimal point|comma',
      })
      const { close } = parsed(text, { mapping: { decimal: 'comma' } }).bars
      expect([...close]).toEqual(days.map((_, i) => start + 3 * i))
    }
  )

  it('and quoted, and where another column proves a point', () => {
    expect(failure(rupiah(900, price => `"${dotted(price)}"`))).toMatchObject({
      kind: 'ambiguous-values',
    })
    const rows = days.map((day, i) => [day, dotted(960 + 3 * i), `${(i / 7).toFixed(2)}`])
    expect(failure(table(['Date', 'Close', 'Open'], rows))).toMatchObject({
      kind: 'ambiguous-values',
      column: 'Close',
    })
  })

  it('at any crossing, and prices that prove their point are read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 700, max: 990 }),
        fc.integer({ min: 1, max: 9 }),
        (start, step) => {
          const reach = Math.ceil((1000 - start) / step) + 5
          const own = weekdays(reach)
          const text = series(day => day, dotted, {
            days: own,
            prices: own.map((_, i) => start + step * i),
          })
          expect(failure(text)).toMatchObject({ kind: 'ambiguous-values' })
        }
      )
    )
    expect([
      ...parsed(
        series(
          day => day,
          price => price.toFixed(4)
        )
      ).bars.close,
    ]).toEqual(prices)
  })
})

describe('scientific notation', () => {
  it.each([1.012e-5, 9.9e-7, 3.25e-3, 1.5e-10, 2.125e-8])('with a decimal comma from %d', start => {
    const own = days.map((_, i) => start * (1 + i / 50))
    const spell = (price: number) => `"${price.toExponential(3).replace('.', ',')}"`
    const { close } = parsed(series(day => day, spell, { prices: own })).bars
    expect([...close]).toEqual(own.map(price => Number(price.toExponential(3))))
    const tabbed = series(day => day, spell, { prices: own, delimiter: '\t' })
    expect([...parsed(tabbed).bars.close]).toEqual([...close])
  })
})

describe('an apostrophe', () => {
  it.each(["110'165", "110'160", "99'072", "131'287", "110'005"])(
    'in %s may be thirty-seconds: asked',
    text => {
      const own = series(
        day => day,
        () => text
      )
      expect(failure(own)).toMatchObject({ kind: 'fraction-prices', example: text })
      const { close } = parsed(own, { mapping: { decimal: 'point' } }).bars
      expect(close[0]).toBe(Number(text.replace("'", '')))
    }
  )

  it.each(["11'165.25", "1'234'567", "11'983", "9'871.5", '12’345.60'])(
    'in %s groups thousands',
    text => {
      expect(
        parsed(
          series(
            day => day,
            () => text
          )
        ).bars.close[0]
      ).toBe(Number(text.replace(/['’]/g, '')))
    }
  )

  it.each(["1234'567", "110'16", "1'23'456"])('in %s is no number', text => {
    expect(
      failure(
        series(
          day => day,
          () => text
        )
      ).kind
    ).not.toBe('fraction-prices')
  })
})

describe('years of two digits', () => {
  const spellings: readonly (readonly [string, (day: string) => string])[] = [
    ['24/01/02', day => `${parts(day).short}/${parts(day).month}/${parts(day).day}`],
    ['24-01-02', day => `${parts(day).short}-${parts(day).month}-${parts(day).day}`],
    ['24.01.02', day => `${parts(day).short}.${parts(day).month}.${parts(day).day}`],
    ['01/02/24', day => `${parts(day).month}/${parts(day).day}/${parts(day).short}`],
    ['02.01.24', day => `${parts(day).day}.${parts(day).month}.${parts(day).short}`],
    [
      '02-Jan-24',
      day =>
        `${parts(day).day}-${new Date(day).toLocaleString('en', { month: 'short' })}-${parts(day).short}`,
    ],
  ]
  it.each(spellings)('as %s are read by what makes sense of the column', (_name, spell) => {
    expectDays(series(spell))
    expectDays(series(spell, undefined, { days: days.toReversed() }))
  })

  it.each(['1969-11-20', '1999-12-01', '1962-01-02', '1931-03-03', '1979-06-01'])(
    'from %s on keep their century and their order',
    from => {
      const own = weekdays(60, from)
      for (const [, spell] of spellings.slice(3))
        expectDays(series(spell, undefined, { days: own }), own)
    }
  )

  it('of more than a hundred years of days', () => {
    const own = Array.from({ length: 1300 }, (_, i) => addDays('1921-03-01', i * 29))
    expectDays(
      series(day => spellings[3]![1](day), undefined, { days: own }),
      own
    )
  })

  it('that can be read in two ways are asked', () => {
    const short = weekdays(8, '2011-10-04').map(day => day)
    const text = series(day => spellings[0]![1](day), undefined, { days: short })
    expect(failure(text)).toMatchObject({ kind: 'ambiguous-values' })
    expectDays(text, short, { mapping: { dates: 'year-first' } })
  })

  it('after today are refused by their line, unless the person takes them', () => {
    const own = weekdays(40, '2026-06-01')
    const text = series(spellings[3]![1], undefined, { days: own })
    const fault = failure(text)
    expect(fault).toMatchObject({ kind: 'bad-rows', good: 22 })
    if (fault.kind === 'bad-rows') expect(fault.bad[0]?.reason).toMatch(/2026-07-01, after today/)
    expectDays(text, own, { future: true })
  })
})

describe('years of four digits after today', () => {
  it.each(['2042-01-05', '2567-01-02', '2206-03-01', '2126-07-01', '9999-12-31'])(
    'that leap there, as %s, are refused by their line',
    leap => {
      const text = series(day => (day === days[30] ? leap : day))
      const fault = failure(text)
      expect(fault).toMatchObject({ kind: 'bad-rows', bad: [{ line: 32 }] })
      expect(parsed(text, { future: true }).bars.dates.at(-1)).toBe(leap)
    }
  )

  it('in another calendar are refused altogether', () => {
    expect(failure(series(day => `${Number(day.slice(0, 4)) + 543}${day.slice(4)}`))).toMatchObject(
      {
        kind: 'bad-rows',
        good: 0,
      }
    )
  })

  it('that follow day on day are taken, and it is said', () => {
    const own = weekdays(60, '2026-06-01')
    const { bars, warnings } = parsed(series(day => day, undefined, { days: own }))
    expect(bars.dates).toEqual(own)
    expect(warnings).toContain('38 of its rows are of days after today, up to 21 August 2026.')
  })
})

describe('two spellings in one column', () => {
  /** Day and month change places where a spreadsheet takes one for the other. */
  const half = (swapped: (day: string) => string) => (day: string) => {
    const { year, month, day: date } = parts(day)
    return Number(date) <= 12 ? swapped(`${year}-${date}-${month}`) : `${date}/${month}/${year}`
  }
  const us = (day: string) => {
    const { year, month, day: date } = parts(day)
    return `${Number(month)}/${Number(date)}/${year}`
  }
  it.each([
    ['ISO', half(day => day)],
    ['ISO with a time', half(day => `${day} 00:00:00`)],
    ['American without zeros', half(us)],
    ['dots', half(day => day.split('-').reverse().join('.'))],
    ['a name', half(day => `${parts(day).day} Feb ${parts(day).year}`)],
    ['numbers of Excel', half(() => '45292')],
    ['basic', half(day => day.replaceAll('-', ''))],
  ])('%s beside dd/mm/yyyy: both are named with a line', (_name, spell) => {
    const fault = failure(series(spell, undefined, { days: weekdays(45) }))
    expect(fault.kind).toBe('two-spellings')
    if (fault.kind === 'two-spellings') {
      expect(fault.one.text).not.toBe(fault.other.text)
      expect([fault.one.line, fault.other.line]).toEqual(
        [fault.one.line, fault.other.line].map(line => expect.closeTo(line, 0))
      )
      expect(Math.min(fault.one.line, fault.other.line)).toBe(2)
    }
  })

  it('both day first and month first', () => {
    const both = series(day => {
      const own = parts(day)
      return Number(own.month) % 2 === 0
        ? `${own.month}/${own.day}/${own.year}`
        : `${own.day}/${own.month}/${own.year}`
    })
    expect(failure(both)).toMatchObject({ kind: 'two-spellings' })
  })
})

describe('stamps in UTC', () => {
  const stamps = (hours: (day: string) => number, own = days) =>
    series(day => midnightInUtc(day, hours(day)), undefined, { days: own })
  const summer = (day: string) => day >= '2024-03-31' && day < '2024-10-27'

  it.each([
    ['Europe/Berlin', (day: string) => (summer(day) ? 2 : 1)],
    ['Asia/Kolkata', () => 5.5],
    ['Asia/Tokyo', () => 9],
    ['Asia/Shanghai', () => 8],
    ['Europe/Athens', (day: string) => (summer(day) ? 3 : 2)],
  ])('of midnight in %s are asked, and its days proposed', (zone, hours) => {
    for (const own of [days, weekdays(250)]) {
      const fault = failure(stamps(hours, own))
      expect(fault).toMatchObject({ kind: 'ambiguous-zone' })
      if (fault.kind === 'ambiguous-zone') {
        expect(fault.zones).toContain(zone)
        expect(fault.zones.at(-1)).toBe('UTC')
        expectDays(stamps(hours, own), own, { mapping: { zone: fault.zones[0] } })
      }
    }
  })

  it('of London, right in winter and a day early in summer', () => {
    const own = weekdays(250)
    const text = stamps(day => (summer(day) ? 1 : 0), own)
    expect(failure(text)).toMatchObject({ kind: 'ambiguous-zone' })
    expectDays(text, own, { mapping: { zone: 'Europe/London' } })
  })

  it('of an hour within the day are days as they stand', () => {
    expectDays(stamps(() => 0))
    expectDays(stamps(() => -5))
    expectDays(series(day => `${day}T14:30:00+00:00`))
    expectDays(series(day => `${day} 00:00:00-05:00`))
    const all = Array.from({ length: 60 }, (_, i) => addDays('2024-01-01', i))
    expectDays(
      stamps(() => 0, all),
      all
    )
  })

  it.each([
    ['seconds', 1],
    ['milliseconds', 1000],
    ['microseconds', 1_000_000],
  ])('as %s since 1970, with a header and without', (unit, factor) => {
    const spell = (day: string) => String((Date.parse(`${day}T14:30:00Z`) / 1000) * factor)
    const text = series(spell)
    expectDays(text)
    expect(parsed(text).understood.days).toBe(`Unix ${unit}`)
    expectDays(text.split('\n').slice(1).join('\n'))
    expectDays(
      table(
        ['timestamp', 'close'],
        days.map((day, i) => [spell(day), `${prices[i]}`])
      )
    )
    const berlin = series(day => String((Date.parse(midnightInUtc(day, 1)) / 1000) * factor))
    expect(failure(berlin)).toMatchObject({ kind: 'ambiguous-zone' })
  })
})

describe('two columns of one kind', () => {
  const next = (day: string) => addDays(day, 1)
  it.each([
    ['Report Date', 'Price Date'],
    ['Date', 'Settlement Date'],
    ['Open time', 'Close time'],
    ['Trade Date', 'Value Date'],
    ['Datum', 'Buchungsdatum'],
    ['open_time', 'close_time'],
  ])('of days, %s and %s, are asked', (one, other) => {
    const text = table(
      [one, other, 'NAV'],
      days.map((day, i) => [next(day), day, `${prices[i]}`])
    )
    expect(failure(text)).toMatchObject({ kind: 'ambiguous-dates', columns: [one, other] })
    expectDays(text, days, { mapping: { date: other } })
  })

  it('of the same days are one', () => {
    expectDays(
      table(
        ['Date', 'Timestamp', 'Close'],
        days.map((day, i) => [day, `${day}T00:00:00Z`, `${prices[i]}`])
      )
    )
  })

  it.each([
    [
      ['Close', 'Close'],
      ['Close', 'Close (2)'],
    ],
    [
      ['Close', 'Close.1'],
      ['Close', 'Close.1'],
    ],
    [
      ['Price', 'Price'],
      ['Price', 'Price (2)'],
    ],
    [
      ['Schlusskurs', 'Schlusskurs'],
      ['Schlusskurs', 'Schlusskurs (2)'],
    ],
    [
      ['Last', 'Last.1'],
      ['Last', 'Last.1'],
    ],
  ])('of prices, %s, are asked, and name the series', (header, columns) => {
    const rows = days.map((day, i) => [day, `${prices[i]}`, `${((prices[i] ?? 0) / 5).toFixed(2)}`])
    const text = table(['Date', ...header], rows)
    expect(failure(text)).toMatchObject({ kind: 'ambiguous-columns', columns })
    const second = parsed(text, { mapping: { column: columns[1] } })
    expect(second.bars.close[0]).toBe(Number(rows[0]?.[2]))
    expect(second.info.symbol).not.toBe(
      parsed(text, { mapping: { column: columns[0] } }).info.symbol
    )
  })

  it('side by side, two tables in one', () => {
    const rows = days.map((day, i) => [day, `${prices[i]}`, '', next(day), `${i + 5}`])
    const text = table(['Date', 'Close', '', 'Date', 'Close'], rows)
    expect(failure(text)).toMatchObject({ kind: 'ambiguous-dates', columns: ['Date', 'Date (2)'] })
  })

  it('takes the high and low of the same security', () => {
    const rows = days.map((day, i) => [day, `${prices[i]}`, '20.00', '999', '21'])
    const { bars } = parsed(table(['Date', 'Close', 'Close', 'High', 'High'], rows), {
      mapping: { column: 'Close (2)' },
    })
    expect([bars.close[0], bars.high[0]]).toEqual([20, 21])
  })
})

describe('turnover', () => {
  it.each(['VALUE', 'Turnover', 'Value', 'Wert', 'Traded Value', 'Turnover (Lacs)'])(
    'called %s is never the price',
    name => {
      const alone = table(
        ['Date', name],
        days.map((day, i) => [day, `${i / 10 + 1}`])
      )
      expect(failure(alone)).toMatchObject({ kind: 'no-price-column' })
      const beside = table(
        ['Date', name, 'LTP'],
        days.map((day, i) => [day, `${i / 10 + 1}`, `${prices[i]}`])
      )
      expect([...parsed(beside).bars.close]).toEqual(prices)
    }
  )

  it.each([
    [['Umsatz', 'Stück'], 'Stück'],
    [['Volumen', 'Stück'], 'Stück'],
    [['Volumen (EUR)', 'Volumen'], 'Volumen'],
    [['Volume USDT', 'Volume'], 'Volume'],
    [['Turnover', 'Volume'], 'Volume'],
    [['Umsatz in EUR', 'Stücke'], 'Stücke'],
  ])('in %s is not the volume', (names, volume) => {
    const rows = days.map((day, i) => [day, `${prices[i]}`, '101190', '1000'])
    expect(parsed(table(['Date', 'Close', ...names], rows)).understood.columns.volume).toBe(volume)
  })

  it('the price outside high and low on most rows is a fault of columns', () => {
    const rows = days.map((day, i) => [
      day,
      `${prices[i]}`,
      `${(prices[i] ?? 0) + 1}`,
      `${(prices[i] ?? 0) - 1}`,
      '0.5',
    ])
    const text = table(['Date', 'Open', 'High', 'Low', 'Price'], rows)
    expect(failure(text)).toMatchObject({
      kind: 'outside-range',
      column: 'Price',
      count: 60,
      of: 60,
    })
    const few = rows.map((row, i) => (i < 5 ? row : [...row.slice(0, 4), `${prices[i]}`]))
    expect(parsed(table(['Date', 'Open', 'High', 'Low', 'Price'], few)).warnings[0]).toMatch(
      /^5 rows with prices outside/
    )
  })
})

describe('rows that are no bars', () => {
  it.each([
    'Acme High Dividend ETF',
    'Split Rock Ltd',
    'Capital Gain Fund',
    'Dividend Aristocrats',
    'Banana Split',
  ])('a name like %s makes no dividend of a bad row', name => {
    const rows = days.map((day, i) => [name, day, i === 7 ? '1o2.5' : `${prices[i]}`])
    expect(failure(table(['Name', 'Date', 'Close'], rows))).toMatchObject({
      kind: 'bad-rows',
      bad: [{ line: 9 }],
    })
  })

  it.each(['0.25 Dividend', '4:1 Stock Split', '0.1 Capital Gain', 'Dividend', '2-for-1 split'])(
    '%s in place of prices is left out with a word',
    event => {
      const rows = days.map((day, i) => [day, `${prices[i]}`])
      rows.splice(3, 0, [days[3] ?? '', event])
      expect(parsed(table(['Date', 'Close'], rows)).understood.leftOut).toEqual([
        { why: 'events', count: 1 },
      ])
    }
  )

  it.each([
    ['hours with a zone', (day: string, i: number) => `${day} ${10 + i}:30:00-05:00`],
    ['minutes', (day: string, i: number) => `${day} 10:0${i}`],
    ['hours, ISO', (day: string, i: number) => `${day}T1${i}:00:00`],
    [
      'seconds since 1970',
      (day: string, i: number) => String(Date.parse(`${day}T1${i}:00:00Z`) / 1000),
    ],
    ['no time at all', (day: string) => day],
  ])('several a day, %s, are one sentence, with bad rows skipped or not', (_name, spell) => {
    const rows = days.flatMap((day, i) =>
      [0, 1, 2, 3].map(k => [spell(day, k), `${(prices[i] ?? 0) + k / 8}`])
    )
    for (const skipBadRows of [true, false]) {
      expect(failure(table(['Datetime', 'Close'], rows), { skipBadRows })).toMatchObject({
        kind: 'several-a-day',
        lines: [2, 3, 4],
      })
    }
  })

  it.each([
    ['weekly', 7],
    ['monthly', 30],
    ['quarterly', 91],
    ['yearly', 365],
    ['weekly', 7],
  ] as const)('one row %s is said', (spacing, step) => {
    const own = Array.from({ length: 20 }, (_, i) => addDays('2000-01-07', i * step))
    const { understood, warnings } = parsed(series(day => day, undefined, { days: own }))
    expect(understood.spacing).toBe(spacing)
    expect(warnings.join(' ')).toMatch(/One row a/)
  })
})

describe('layouts that were refused', () => {
  it.each([1234567, 98765432, 100000, 123456789, 1000])('lakhs, %i', volume => {
    const rows = days.map((day, i) => [
      day,
      `"${lakhs('2101')}.${10 + (i % 80)}"`,
      `"${lakhs(String(volume))}"`,
    ])
    const { bars } = parsed(table(['Date', 'close', 'VOLUME'], rows))
    expect([bars.close[0], bars.volume[0]]).toEqual([2101.1, volume])
  })

  const body = days.slice(0, 20).map((day, i) => [day, `${prices[i]}`, `${(prices[i] ?? 0) + 1}`])
  const lines = (...head: string[]) =>
    `${[...head, ...body.map(row => row.join(','))].join('\n')}\n`
  it.each([
    ['by ticker', lines('Ticker,ACME,ACME', 'Price,Close,High', 'Date,,')],
    ['by column', lines('Price,Close,High', 'Ticker,ACME,ACME', 'Date,,')],
    ['without names', lines(',ACME,ACME', ',Close,High', 'Date,,')],
    ['without names, fields first', lines(',Close,High', ',ACME,ACME', 'Date,,')],
    ['written again by pandas', lines('Ticker,ACME,ACME.1', 'Price,Close,High', 'Date,,')],
    ['two rows', lines(',ACME,ACME', 'Date,Close,High')],
    ['a ticker above the header', lines('Ticker,ACME', 'Date,Close,High')],
    ['a ticker above, padded', lines('Symbol,ACME,', '', 'Date,Close,High')],
  ])('yfinance’s head %s', (_name, text) => {
    const { info, bars } = parsed(text)
    expect([info.symbol, bars.close[0], bars.high[0], bars.dates[0]]).toEqual([
      'ACME',
      prices[0],
      Number(body[0]?.[2]),
      days[0],
    ])
  })

  it.each([
    ['padded', ['Kursdaten;;;', 'Stand;30.04.2024;;']],
    ['with a date and a number', ['Stand;30.04.2024;7;']],
    ['key and value', ['Datum;30.04.2024;;', 'ISIN;DE0001;;']],
    ['empty', [';;;', ';;;']],
    ['quoted', ['"Kurse, alle";;;', '"Stand: 30.04.2024";;;']],
  ])('a preamble, %s', (_name, preamble) => {
    const rows = days.map((day, i) => [
      day.split('-').reverse().join('.'),
      `${prices[i]?.toFixed(2).replace('.', ',')}`,
      '1,5',
      '',
    ])
    const text = `${preamble.join('\n')}\n${table(['Datum', 'Schluss', 'Tief', ''], rows, ';')}`
    const { bars, understood } = parsed(text, { mapping: { low: null } })
    expect([understood.columns.close, bars.close[0], bars.dates]).toEqual([
      'Schluss',
      prices[0],
      days,
    ])
  })

  it.each([';', ',', '\t', '|'])(
    'a delimiter %j at the end of the header, or of the rows',
    delimiter => {
      const text = series(day => day, undefined, { delimiter })
      const header = text.replace('\n', `${delimiter}\n`)
      const rows = text
        .split('\n')
        .map((line, i) => (i === 0 || line === '' ? line : line + delimiter))
        .join('\n')
      for (const own of [header, rows, header.replace('\n', `${delimiter}\n`)]) expectDays(own)
    }
  )

  it.each([
    [',', 'up; calm'],
    [',', 'up\tcalm'],
    [',', 'a|b|c'],
    [';', 'up, calm, 3'],
    ['\t', 'up, calm'],
    ['\t', 'so; so'],
  ])('columns by %j with “%s” in every note', (delimiter, note) => {
    const rows = days.map((day, i) => [day, `${prices[i]}`, note])
    const { bars } = parsed(table(['Date', 'Close', 'Note'], rows, delimiter))
    expect([bars.dates, [...bars.close]]).toEqual([days, prices])
  })

  it.each([
    ['[{"date":"2024-01-02","close":101.2}]', /JSON/],
    ['{"chart":{"result":null}}', /JSON/],
    ['<!DOCTYPE html><html><body>429</body></html>', /HTML/],
    ['<html>\n<table><tr><td>2024-01-02</td></tr>', /HTML/],
    ['<?xml version="1.0"?><a/>', /XML/],
    ['PK\u0003\u0004rest', /workbook|columns/],
    ['date,close\n"2024-01-02,5\n2024-01-03,6\n', /a quote that opens on line 2 is never closed/],
  ])('%s is refused in our own words', (text, reason) => {
    expect(failure(text)).toMatchObject({
      kind: 'unreadable-file',
      reason: expect.stringMatching(reason),
    })
  })
})

describe('hostile sizes', () => {
  it.each([
    ['spaces in a date', `2024-01-02${' '.repeat(20_000)}x`],
    ['spaces in a number', `5${' '.repeat(20_000)}x`],
    ['a long number', '1'.repeat(20_000)],
    ['groups', '1.234'.repeat(4000)],
    ['T and spaces', 'T '.repeat(10_000)],
  ])('a cell of %s is refused at once, in words', (_name, cell) => {
    const started = performance.now()
    expect(failure(`date;close\n2024-01-02;5\n${cell};6\n2024-01-04;${cell}\n`)).toMatchObject({
      kind: 'unreadable-file',
      reason: expect.stringMatching(/line 3 has a cell of [\d,]+ characters/),
    })
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('many columns are read or refused at once', () => {
    const wide = (n: number) =>
      `date,${Array.from({ length: n }, (_, i) => `c${i}`).join(',')}\n2024-01-02,${Array.from({ length: n }, () => '5').join(',')}\n`
    const started = performance.now()
    expect(failure(wide(20_000))).toMatchObject({ reason: expect.stringMatching(/20,001 cells/) })
    expect(failure(wide(4000))).toMatchObject({ kind: 'ambiguous-columns' })
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
