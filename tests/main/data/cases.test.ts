import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CsvOptions, readCsv } from '../../../src/main/data/csv.ts'
import type { Failure } from '../../../src/shared/failure.ts'
import { understoodLine } from '../../../src/shared/understood.ts'

// Files that were made after public bug reports: each comes out as cases.tsv says. The copies lie in
// fixtures/cases; the folder they came from is read too where it is at hand.

const copies = new URL('../../fixtures/cases/', import.meta.url)
const originals = new URL('../../../../shared/cases/', import.meta.url)

interface Read {
  readonly rows: number
  readonly symbol?: string
  readonly first: readonly [string, number]
  readonly last?: readonly [string, number]
  readonly volume?: number
  readonly warning?: RegExp
  readonly mapping?: CsvOptions['mapping']
}

const day = '2024-01-02'
const usual = { rows: 60, first: [day, 101.19], last: ['2024-03-25', 108.75] } as const

/** What is read at once, and what is read once the question is answered. */
const read: Readonly<Record<string, Read>> = {
  '03-rupiah-thousands.csv': { rows: 40, first: [day, 960], mapping: { decimal: 'comma' } },
  '04-nse-india.csv': {
    rows: 60,
    first: [day, 2101.19],
    volume: 1234567,
    warning: /Newest came first/,
  },
  '05-yf-groupby.csv': { rows: 60, symbol: 'ACME', first: [day, 101.69] },
  '07-dup-close.csv': { rows: 60, first: [day, 20.24], mapping: { column: 'Close (2)' } },
  '09-utc-midnight-shift.csv': { ...usual, mapping: { zone: 'Europe/Berlin' } },
  '12-yymmdd-close.csv': usual,
  '14-two-digit-cross-70.csv': {
    ...usual,
    first: ['1969-11-20', 101.19],
    last: ['1970-02-11', 108.75],
  },
  '15-tradingview-epoch.csv': usual,
  '19-padded-preamble.csv': { ...usual, volume: 1000, warning: /first 2 lines before the header/ },
  '30-header-trailing-delim.csv': usual,
  '35-constant.csv': { rows: 120, first: [day, 25] },
  '42-semicolon-note.csv': usual,
  '48-two-date-columns.csv': { ...usual, mapping: { date: 'Price Date' } },
  '50-closep-value.csv': { ...usual, volume: 1000 },
  '71-onvista-umsatz-stueck.csv': { ...usual, volume: 1000 },
  'a/prices.csv': { rows: 120, first: [day, 100] },
  'b/prices.csv': { rows: 120, first: [day, 4000] },
}

/** What is asked or refused, so long as nothing is said. */
const refused: Readonly<Record<string, Partial<Failure>>> = {
  '03-rupiah-thousands.csv': { kind: 'ambiguous-values', remedy: '--decimal point|comma' },
  '07-dup-close.csv': { kind: 'ambiguous-columns', columns: ['Close', 'Close (2)'] },
  '09-utc-midnight-shift.csv': { kind: 'ambiguous-zone' },
  '17-excel-half-swapped.csv': {
    kind: 'two-spellings',
    one: { text: '25/03/2024', line: 2 },
    other: { text: '2024-01-04 00:00:00', line: 7 },
  },
  '21-intraday.csv': { kind: 'several-a-day' },
  '44-json.csv': {
    kind: 'unreadable-file',
    reason: 'it is JSON, not a CSV; save the prices as CSV first',
  },
  '48-two-date-columns.csv': { kind: 'ambiguous-dates', columns: ['Report Date', 'Price Date'] },
  '51-dividend-etf-name.csv': {
    kind: 'bad-rows',
    bad: [
      { line: 9, reason: 'Close "1o2.5" is not a number' },
      { line: 32, reason: 'Close "1o2.5" is not a number' },
    ],
  },
}

describe.each([
  ['the copies', copies],
  ['the folder they came from', originals],
])('%s', (_name, folder) => {
  const open = (name: string, options: Partial<CsvOptions> = {}) =>
    readCsv(readFileSync(new URL(name, folder)), { fileName: name, ...options })

  describe.skipIf(!existsSync(folder))('come out as they should', () => {
    it.each(Object.entries(refused))('%s is asked about or refused', (name, failure) => {
      for (const skipBadRows of failure.kind === 'bad-rows' ? [false] : [false, true])
        expect(open(name, { skipBadRows })).toMatchObject({ ok: false, failure })
    })

    it.each(Object.entries(read))('%s is read', (name, { mapping, ...right }) => {
      const result = open(name, { mapping })
      if (!result.ok) throw new Error(JSON.stringify(result.failure))
      const { bars, info, warnings, understood } = result.value
      expect(bars.dates).toHaveLength(right.rows)
      expect([bars.dates[0], bars.close[0]]).toEqual(right.first)
      if (right.last) expect([bars.dates.at(-1), bars.close.at(-1)]).toEqual(right.last)
      if (right.volume) expect(bars.volume[0]).toBe(right.volume)
      if (right.symbol) expect(info.symbol).toBe(right.symbol)
      if (right.warning) expect(warnings.join(' ')).toMatch(right.warning)
      expect(understoodLine(understood)).toMatch(
        /^Understood: date .+ close .+ to .+; daily; .+\.$/
      )
    })
  })
})
