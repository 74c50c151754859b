import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvOptions, guessMapping, readCsv } from '../../../src/main/data/csv.ts'
import { addDays } from '../../../src/main/data/days.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/csv/${name}`, import.meta.url))

type More = Partial<CsvOptions>
const read = (text: string | Uint8Array, more: More = {}) =>
  readCsv(text, { fileName: 'acme.csv', ...more })

function parsed(text: string | Uint8Array, more: More = {}) {
  const result = read(text, more)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function failure(text: string | Uint8Array, more: More = {}) {
  const result = read(text, more)
  return result.ok ? null : result.failure
}

const closes = (text: string | Uint8Array, more: More = {}) => [...parsed(text, more).bars.close]
const dates = (text: string | Uint8Array, more: More = {}) => parsed(text, more).bars.dates

/** One column of dates, one of closes. */
const file = (rows: readonly (readonly [string, string])[], delimiter = ',') =>
  [`date${delimiter}close`, ...rows.map(row => row.join(delimiter))].join('\n')

describe('layouts', () => {
  const DAYS = ['2024-01-02', '2024-01-03', '2024-01-04']

  it('Yahoo’s download', () => {
    const { bars, info, bad, warnings } = parsed(fixture('yahoo-download.csv'))
    expect(bars.dates).toEqual(DAYS)
    expect([...bars.open]).toEqual([100, 101.3, 99.6])
    expect([...bars.high]).toEqual([102.5, 101.9, 100])
    expect([...bars.low]).toEqual([99.5, 98.1, 97.25])
    expect([...bars.close]).toEqual([101.25, 99.5, 98.75])
    expect([...bars.adjusted]).toEqual([100.75, 99.01, 98.26])
    expect([...bars.volume]).toEqual([1200300, 900100, 1100000])
    expect(info).toMatchObject({ symbol: 'ACME', source: 'csv', file: 'acme.csv' })
    expect([bad, warnings]).toEqual([[], []])
  })

  it('Yahoo’s web page, copied: long headers, spelled dates, a dividend among the bars', () => {
    const { bars, warnings } = parsed(fixture('yahoo-website.tsv'))
    expect(bars.dates).toEqual(['2024-08-30', '2024-09-03', '2024-09-04'])
    expect([...bars.close]).toEqual([998.75, 1101.25, 1099.5])
    expect([...bars.adjusted]).toEqual([998.26, 1100.75, 1099.01])
    expect([...bars.volume]).toEqual([Number.NaN, 1200300, 900100])
    expect(warnings).toEqual([
      '1 row of dividends or splits left out.',
      'Newest came first; turned round.',
    ])
  })

  it('yfinance with three header rows', () => {
    const { bars, info } = parsed(fixture('yfinance.csv'))
    expect(bars.dates).toEqual(DAYS)
    expect([...bars.close]).toEqual([101.25, 99.5, 98.75])
    expect([...bars.open]).toEqual([100, 101.3, 99.6])
    expect(info.symbol).toBe('ACME')
  })

  it('yfinance with two tickers asks which one', () => {
    const text = fixture('yfinance-two-tickers.csv')
    expect(failure(text)).toMatchObject({
      kind: 'ambiguous-columns',
      columns: ['Close ACME', 'Close BOLT'],
    })
    expect(closes(text, { mapping: { column: 'close bolt' } })).toEqual([20.5, 20.75])
  })

  it('stooq with its angle brackets', () => {
    const { bars, info } = parsed(fixture('stooq.csv'))
    expect(bars.dates).toEqual(DAYS.slice(0, 2))
    expect([...bars.close]).toEqual([101.25, 99.5])
    expect(info.symbol).toBe('ACME.US')
  })

  it.each(['german-bank.csv', 'german-bank-1252.csv'])('a German bank’s export, %s', name => {
    const { bars, mapping, warnings } = parsed(fixture(name))
    expect(bars.dates).toEqual(DAYS)
    expect([...bars.close]).toEqual([1101.25, 99.5, 98.75])
    expect([...bars.open]).toEqual([100, 101.3, 99.6])
    expect([...bars.volume]).toEqual([1200300, 900100, 1100000])
    expect(mapping).toMatchObject({ column: 'Schluss', open: 'Eröffnung', decimal: 'comma' })
    expect(warnings).toContain('The first 2 lines before the header were left out.')
  })

  it('Nasdaq’s dollars', () => {
    expect(closes(fixture('nasdaq.csv'))).toEqual([99.5, 98.75])
    expect(dates(fixture('nasdaq.csv'))).toEqual(['2024-01-12', '2024-01-16'])
  })

  it('two columns without a header', () => {
    const { bars, mapping } = parsed('2024-01-02,1.5\n2024-01-03,2.5\n')
    expect([...bars.close]).toEqual([1.5, 2.5])
    expect(mapping).toMatchObject({ date: 'column 1', column: 'column 2' })
  })

  it('German “Datum;Schluss”, and Excel’s “sep=” before it', () => {
    expect(closes('Datum;Schluss\n02.01.2024;1,5\n03.01.2024;2,25\n')).toEqual([1.5, 2.25])
    expect(closes('sep=|\nDatum|Schluss\n02.01.2024|1,5\n03.01.2024|2,25\n')).toEqual([1.5, 2.25])
  })

  it('the only column of numbers, whatever its name', () => {
    expect(closes('when,humidity\n2024-01-02,5\n2024-01-03,6\n')).toEqual([5, 6])
  })

  it('a header below lines as wide as itself', () => {
    expect(closes('Muster;AG\nDatum;Schluss\n02.01.2024;1,5\n03.01.2024;2,5\n')).toEqual([1.5, 2.5])
  })

  it('what is left when open, high, low and volume have their names', () => {
    const rows = '2024-01-02,4,6,3,5,100\n2024-01-03,5,7,4,6,200\n'
    expect(closes(`date,open,high,low,fixing,volume\n${rows}`)).toEqual([5, 6])
  })

  it('the adjusted close where there is no plain one', () => {
    const text = 'Date,Adj Close,Dividend\n2024-01-02,5,0\n2024-01-03,6,0.5\n'
    expect(closes(text)).toEqual([5, 6])
  })

  it('any column asked for', () => {
    const text = fixture('yahoo-download.csv')
    expect(closes(text, { mapping: { column: 'Adj Close' } })).toEqual([100.75, 99.01, 98.26])
    expect(closes(text, { mapping: { column: 'volume' } })).toEqual([1200300, 900100, 1100000])
  })

  describe.each([
    ['NFLX', 6048, 'NFLX'],
    ['AAPL', 11462, 'AAPL'],
    ['KO', 16215, 'KO'],
    ['RELIANCE.NS', 5746, 'RELIANCE'],
  ])('real prices of %s', (name, count, symbol) => {
    const real = new URL(`../../../../shared/data/${name}.csv`, import.meta.url)
    it.skipIf(!existsSync(real))('are read whole', () => {
      const bytes = readFileSync(real)
      const { bars, info, bad } = parsed(bytes)
      expect(bars.dates).toHaveLength(count)
      expect(info.symbol).toBe(symbol)
      expect(bad).toEqual([])
      const header = bytes.toString().slice(0, 60)
      expect(bars.adjusted.some(Number.isNaN)).toBe(!header.includes('adj_close'))
    })
  })
})

describe('encodings', () => {
  const text = 'Datum;Schluß\n02.01.2024;1,5\n03.01.2024;2,5\n'
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', swapped],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['old Macintosh line ends', Buffer.from(text.replaceAll('\n', '\r'))],
    ['text already decoded', `\ufeff${text}`],
  ])('%s', (_name, bytes) => {
    expect(parsed(bytes).mapping.column).toBe('Schluß')
    expect(closes(bytes)).toEqual([1.5, 2.5])
  })

  it.each([
    ['an empty file', ' \n', 'it is empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0, 1, 2]), 'it is not a text file'],
    ['a novel', 'It was a dark night\nand so on\n', /no columns/],
    ['a header alone', 'date,close\n', /no rows/],
    ['an open quote', 'date,close\n"2024-01-02,5\n2024-01-03,6\n', /Quote|quote/],
  ])('%s is refused with a reason', (_name, bytes, reason) => {
    expect(failure(bytes)).toMatchObject({
      kind: 'unreadable-file',
      file: 'acme.csv',
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    })
  })
})

describe('numbers', () => {
  const one = (value: string, delimiter = ';', more: More = {}) =>
    closes(
      file(
        [
          ['2024-01-02', value],
          ['2024-01-03', '7'],
        ],
        delimiter
      ),
      more
    )[0]

  it.each([
    ['1,5', 1.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['1,234,567', 1234567],
    ['1,234.5', 1234.5],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['1234.567', 1234.567],
    ["1'234.50", 1234.5],
    ['1\u00a0234,50', 1234.5],
    ['$98.75', 98.75],
    ['98,75 €', 98.75],
    ['1.5e3', 1500],
  ])('"%s" speaks for itself', (text, value) => {
    expect(one(text)).toBe(value)
  })

  it.each(['1.234', '1,234'])('"%s" alone could be two numbers, and is asked about', text => {
    const rows = file(
      [
        ['2024-01-02', text],
        ['2024-01-03', text],
      ],
      ';'
    )
    expect(failure(rows)).toEqual({
      kind: 'ambiguous-values',
      file: 'acme.csv',
      column: 'close',
      example: text,
      readings: ['1234', '1.234'],
      remedy: '--decimal point|comma',
    })
    expect(one(text, ';', { mapping: { decimal: 'point' } })).toBe(text === '1.234' ? 1.234 : 1234)
    expect(one(text, ';', { mapping: { decimal: 'comma' } })).toBe(text === '1.234' ? 1234 : 1.234)
  })

  it('another value of the column decides for an open one', () => {
    expect(
      closes(
        file(
          [
            ['2024-01-02', '1.234'],
            ['2024-01-03', '1.234,5'],
          ],
          ';'
        )
      )[0]
    ).toBe(1234)
    expect(
      closes(
        file(
          [
            ['2024-01-02', '1.234'],
            ['2024-01-03', '1.25'],
          ],
          ';'
        )
      )[0]
    ).toBe(1.234)
  })

  it('a long plain number shows that thousands are not grouped', () => {
    expect(
      closes(
        file(
          [
            ['2024-01-02', '1.234'],
            ['2024-01-03', '12345'],
          ],
          ';'
        )
      )[0]
    ).toBe(1.234)
  })

  it('another column decides too', () => {
    const text = 'date;close;volume\n2024-01-02;1.234;1,000,000\n2024-01-03;1.235;900,000\n'
    expect(closes(text)).toEqual([1.234, 1.235])
    expect([...parsed(text).bars.volume]).toEqual([1000000, 900000])
  })

  it('between commas a single point is a decimal point', () => {
    expect(one('1.085', ',')).toBe(1.085)
  })

  it('a quoted decimal comma between commas', () => {
    expect(closes('date,close\n2024-01-02,"1,5"\n2024-01-03,"2,75"\n')).toEqual([1.5, 2.75])
  })

  it('an unquoted decimal comma between commas is a bad row, not two numbers', () => {
    expect(failure('date,close\n2024-01-02,1,5\n2024-01-03,2,75\n')).toMatchObject({
      kind: 'bad-rows',
      bad: [{ line: 2, reason: 'it has 3 cells where the header has 2' }, { line: 3 }],
    })
  })

  it('abbreviated volumes', () => {
    const text = 'date,price,vol.\n2024-01-02,5.1,1.5M\n2024-01-03,5.2,900K\n'
    expect([...parsed(text).bars.volume]).toEqual([1_500_000, 900_000])
  })

  it('missing is NaN, not zero, and only the close must be there', () => {
    const text = 'date,open,high,low,close,volume\n2024-01-02,null,,N/A,5,-\n2024-01-03,5,6,4,5,0\n'
    const { bars } = parsed(text)
    for (const column of [bars.open, bars.high, bars.low, bars.volume, bars.adjusted]) {
      expect(column[0]).toBeNaN()
    }
    expect(bars.volume[1]).toBe(0)
  })
})

describe('dates', () => {
  const day = (text: string, ...others: string[]) =>
    dates(file([text, ...others].map((date, i) => [`"${date}"`, String(i + 1)] as const)))

  it.each([
    ['2024-12-31', '2024-12-31'],
    ['2024/12/31', '2024-12-31'],
    ['2024-12-31T00:00:00-05:00', '2024-12-31'],
    ['2024-12-31 00:00:00+01:00', '2024-12-31'],
    ['2024-12-31T23:59:59.000Z', '2024-12-31'],
    ['12/31/2024 4:00:00 PM', '2024-12-31'],
    ['20241231', '2024-12-31'],
    ['31.12.2024', '2024-12-31'],
    ['31.12.24', '2024-12-31'],
    ['31.12.98', '1998-12-31'],
    ['12/31/2024', '2024-12-31'],
    ['31/12/2024', '2024-12-31'],
    ['31-12-2024', '2024-12-31'],
    ['Dec 31, 2024', '2024-12-31'],
    ['December 31, 2024', '2024-12-31'],
    ['31-Dec-24', '2024-12-31'],
    ['31 Dec 2024', '2024-12-31'],
    ['31. Dezember 2024', '2024-12-31'],
    ['45657', '2024-12-31'],
  ])('%s', (text, date) => {
    expect(day(text)).toEqual([date])
  })

  it('dots mean day first even where nothing proves it', () => {
    expect(day('03.04.2024')).toEqual(['2024-04-03'])
  })

  it('one day above twelve decides for the whole column', () => {
    expect(day('03/04/2024', '03/13/2024')).toEqual(['2024-03-04', '2024-03-13'])
    expect(day('03/04/2024', '13/04/2024')).toEqual(['2024-04-03', '2024-04-13'])
  })

  it('slashes that prove nothing are asked about', () => {
    const text = file([
      ['03/04/2024', '5'],
      ['04/04/2024', '6'],
      ['05/04/2024', '7'],
    ])
    expect(failure(text)).toEqual({
      kind: 'ambiguous-values',
      file: 'acme.csv',
      column: 'date',
      example: '03/04/2024',
      readings: ['2024-04-03', '2024-03-04'],
      remedy: '--dates day-first|month-first',
    })
    expect(dates(text, { mapping: { dates: 'day-first' } })[0]).toBe('2024-04-03')
    expect(dates(text, { mapping: { dates: 'month-first' } })[0]).toBe('2024-03-04')
  })

  it('days that do not exist are bad rows', () => {
    expect(
      failure(
        file([
          ['2024-02-30', '5'],
          ['2024-03-01', '6'],
        ])
      )
    ).toMatchObject({
      kind: 'bad-rows',
      bad: [{ line: 2, reason: '"2024-02-30" is a day that does not exist' }],
    })
  })

  it('newest first is turned round, disorder sorted, and both are said', () => {
    const turned = parsed(
      file([
        ['2024-01-03', '2'],
        ['2024-01-02', '1'],
      ])
    )
    expect(turned.bars.dates).toEqual(['2024-01-02', '2024-01-03'])
    expect(turned.warnings).toEqual(['Newest came first; turned round.'])
    const mixed = [
      ['2024-01-03', '2'],
      ['2024-01-02', '1'],
      ['2024-01-04', '3'],
    ] as const
    expect(parsed(file(mixed)).warnings).toEqual(['Rows were not in order of their dates; sorted.'])
    expect(closes(file(mixed))).toEqual([1, 2, 3])
  })
})

describe('bad rows', () => {
  it('are named by their physical line, quoted line ends and all', () => {
    expect(failure(fixture('quoted-newlines.csv'))).toEqual({
      kind: 'bad-rows',
      file: 'acme.csv',
      bad: [
        { line: 4, reason: 'close "abc" is not a number' },
        { line: 8, reason: 'close is -1 and must be above zero' },
      ],
      good: 2,
    })
    const windows = fixture('quoted-newlines.csv').toString().replaceAll('\n', '\r\n')
    expect(failure(windows)).toMatchObject({ bad: [{ line: 4 }, { line: 8 }] })
  })

  it('are counted past blank lines', () => {
    expect(failure('date,close\n\n2024-01-02,5\n\n\n2024-01-03,x\n')).toMatchObject({
      bad: [{ line: 6 }],
    })
  })

  it('stop everything, until the person takes the rest', () => {
    const { bars, bad } = parsed(fixture('quoted-newlines.csv'), { skipBadRows: true })
    expect(bars.dates).toEqual(['2024-01-02', '2024-01-04'])
    expect(bad.map(({ line }) => line)).toEqual([4, 8])
  })

  it('stop everything even then when no row is good', () => {
    expect(
      failure(
        file([
          ['2024-01-02', 'x'],
          ['2024-01-03', 'y'],
        ]),
        { skipBadRows: true }
      )
    ).toMatchObject({ kind: 'bad-rows', good: 0 })
  })

  it.each([
    ['2024-01-05,,,,', 'close has no value'],
    ['2024-01-05,5,6,4,0', 'close is 0 and must be above zero'],
    ['2024-01-05,5,6,4', 'it has 4 cells where the header has 5'],
    ['2024-01-05,5,6,4,5,9', 'it has 6 cells where the header has 5'],
    ['yesterday,5,6,4,5', '"yesterday" is not a date'],
    [',5,6,4,5', 'it has no date'],
    ['2024-01-05,five,6,four,5', 'open "five" is not a number; low "four" is not a number'],
    ['2024-01-05,5,6,4,1e999', 'close "1e999" is not a number'],
  ])('%s: %s', (row, reason) => {
    const rows = '2024-01-02,5,6,4,5\n2024-01-03,5,6,4,5\n2024-01-04,5,6,4,5\n'
    expect(failure(`date,open,high,low,close\n${rows}${row}\n`)).toMatchObject({
      kind: 'bad-rows',
      bad: [{ line: 5, reason }],
      good: 3,
    })
  })

  it('a first row that is bad is not taken for a header', () => {
    expect(failure('date,close\nsoon,5\n2024-01-03,6\n')).toMatchObject({
      bad: [{ line: 2, reason: '"soon" is not a date' }],
    })
  })

  it('an equal repetition is left out with a word; a different one is bad', () => {
    const same = parsed(
      file([
        ['2024-01-02', '5'],
        ['2024-01-02', '5.0'],
        ['2024-01-03', '6'],
      ])
    )
    expect(same.bars.dates).toEqual(['2024-01-02', '2024-01-03'])
    expect(same.warnings).toEqual(['1 row left out that repeated an earlier one.'])
    expect(
      failure(
        file([
          ['2024-01-02', '5'],
          ['2024-01-02', '7'],
          ['2024-01-03', '6'],
        ])
      )
    ).toMatchObject({
      bad: [{ line: 3, reason: '2024-01-02 stands on line 2 already, with other values' }],
      good: 2,
    })
  })

  it('a high below the low is only a warning', () => {
    const { warnings } = parsed(
      'date,open,high,low,close\n2024-01-02,5,4,6,5\n2024-01-03,5,6,4,5\n'
    )
    expect(warnings).toEqual([
      "1 row with prices outside the day's low and high (the first on line 2, 2024-01-02).",
    ])
  })
})

describe('columns', () => {
  it.each([
    ['no dates', 'a,close\nx,5\ny,6\n', { kind: 'no-date-column', columns: ['a', 'close'] }],
    ['no prices', 'date,note\n2024-01-02,x\n2024-01-03,y\n', { kind: 'no-price-column' }],
    [
      'two prices',
      'date,left,right\n2024-01-02,5,6\n2024-01-03,6,7\n',
      { kind: 'ambiguous-columns', columns: ['left', 'right'] },
    ],
    [
      'two symbols',
      'symbol,date,close\nA,2024-01-02,5\nB,2024-01-02,6\n',
      { kind: 'unreadable-file' },
    ],
  ])('%s', (_name, text, expected) => {
    expect(failure(text)).toMatchObject({ file: 'acme.csv', ...expected })
  })

  it('a column asked for that is not there is named as missing', () => {
    const text = fixture('yahoo-download.csv')
    expect(failure(text, { mapping: { column: 'Mid' } })).toMatchObject({ kind: 'no-price-column' })
    expect(failure(text, { mapping: { date: 'Day' } })).toMatchObject({ kind: 'no-date-column' })
  })

  it('a path never enters the record, only the file’s name', () => {
    expect(
      parsed(fixture('yahoo-download.csv'), { fileName: '/home/me/secret/acme.csv' }).info.file
    ).toBe('acme.csv')
  })
})

describe('the guess for the dialog', () => {
  const guess = (text: string | Uint8Array) => {
    const result = guessMapping(text, { fileName: 'acme.csv' })
    if (!result.ok) throw new Error(JSON.stringify(result.failure))
    return result.value
  }

  it('is sure of a known layout', () => {
    expect(guess(fixture('yahoo-download.csv'))).toMatchObject({
      sure: true,
      doubt: null,
      mapping: { date: 'Date', column: 'Close', adjusted: 'Adj Close', decimal: 'point' },
      candidates: { date: ['Date'], column: ['Close'] },
    })
  })

  it('offers the candidates when it is not, and shows the first rows', () => {
    const { sure, mapping, candidates, sample, doubt } = guess(fixture('yfinance-two-tickers.csv'))
    expect(sure).toBe(false)
    expect(mapping).toMatchObject({ date: 'Date', column: null })
    expect(candidates.column).toEqual(['Close ACME', 'Close BOLT'])
    expect(sample[0]).toEqual(['2024-01-02', '101.25', '20.5', '1200300', '100'])
    expect(doubt?.kind).toBe('ambiguous-columns')
  })

  it('says what it does not know of the writing', () => {
    expect(guess('date;close\n03/04/2024;1.234\n04/05/2024;1.235\n')).toMatchObject({
      sure: false,
      mapping: { date: 'date', column: 'close', decimal: null, dates: null },
    })
  })
})

describe('round trip', () => {
  const FIELDS = ['open', 'high', 'low', 'close', 'adjusted', 'volume'] as const
  const NAMES = {
    open: 'Open',
    high: 'High',
    low: 'Low',
    close: 'Close',
    adjusted: 'Adj Close',
    volume: 'Volume',
  }

  const group = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark)

  /** Two decimals, so that every value proves its mark. */
  function write(cents: number, decimal: string, thousands: string) {
    const [whole = '', part = ''] = (cents / 100).toFixed(2).split('.')
    return `${group(whole, thousands)}${decimal}${part}`
  }

  const style = fc.constantFrom(
    { delimiter: ',', decimal: '.', thousands: '' },
    { delimiter: ',', decimal: '.', thousands: ',' },
    { delimiter: ',', decimal: ',', thousands: '.' },
    { delimiter: ';', decimal: ',', thousands: '.' },
    { delimiter: ';', decimal: ',', thousands: '' },
    { delimiter: ';', decimal: '.', thousands: ',' },
    { delimiter: '\t', decimal: '.', thousands: '' },
    { delimiter: '\t', decimal: ',', thousands: '.' }
  )
  const spellings = fc.constantFrom<(date: string) => string>(
    date => date,
    date => date.replaceAll('-', ''),
    date => `${date}T00:00:00Z`,
    date => date.split('-').reverse().join('.')
  )
  const cents = fc.integer({ min: 1, max: 2_000_000_00 })
  const row = fc.record(
    Object.fromEntries(FIELDS.map(field => [field, cents])) as Record<
      (typeof FIELDS)[number],
      typeof cents
    >
  )
  const order = fc.shuffledSubarray(['date', ...FIELDS] as const, { minLength: 7 })

  it('gives back what was written, in any style, order of columns and quoting', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 12 }),
        style,
        spellings,
        order,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        (rows, { delimiter, decimal, thousands }, spell, columns, quoteAll, newestFirst, end) => {
          const quote = (cell: string) =>
            quoteAll || cell.includes(delimiter) ? `"${cell}"` : cell
          const days = rows.map((_, i) => addDays('2023-12-25', i))
          const lines = rows.map((values, i) =>
            columns
              .map(name =>
                name === 'date' ? spell(days[i] ?? '') : write(values[name], decimal, thousands)
              )
              .map(quote)
              .join(delimiter)
          )
          const header = columns
            .map(name => quote(name === 'date' ? 'Date' : NAMES[name]))
            .join(delimiter)
          const text = [header, ...(newestFirst ? lines.toReversed() : lines), ''].join(end)
          const { bars, bad } = parsed(text)
          expect(bad).toEqual([])
          expect(bars.dates).toEqual(days)
          for (const field of FIELDS) {
            expect([...bars[field]]).toEqual(rows.map(values => values[field] / 100))
          }
        }
      ),
      { numRuns: 200 }
    )
  })

  it('names exactly the rows that were spoilt', () => {
    const spoilt = fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { minLength: 1, maxLength: 15 })
    fc.assert(
      fc.property(spoilt, lines => {
        const rows = Array.from(
          { length: 30 },
          (_, i) =>
            [addDays('2024-01-01', i), lines.includes(i) ? 'oops' : String(100 + i / 4)] as const
        )
        const result = failure(file(rows))
        const expected = lines.map(i => i + 2).sort((a, b) => a - b)
        expect(result).toMatchObject({ kind: 'bad-rows', good: 30 - lines.length })
        if (result?.kind === 'bad-rows')
          expect(result.bad.map(({ line }) => line)).toEqual(expected)
      })
    )
  })

  it('never throws, whatever the text', () => {
    const scrap = fc.constantFrom(
      ',',
      ';',
      '\n',
      '"',
      '2024-01-02',
      '1,5',
      '1.234',
      'date',
      'close',
      ' ',
      'x'
    )
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), scraps => {
        const result = read(scraps.join(''))
        return result.ok ? result.value.bars.dates.length > 0 : result.failure.kind.length > 0
      }),
      { numRuns: 1000 }
    )
  })
})
