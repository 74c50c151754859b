import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  editableNumber,
  parseNumber,
  separatorsOf,
  shownNumber,
} from '../../../src/renderer/src/experiment/parse-number.ts'

const locales = ['en-US', 'en-GB', 'de-DE', 'de-CH', 'fr-FR', 'es-ES', 'en-IN', 'sv-SE']
const english = separatorsOf('en-GB')
const german = separatorsOf('de-DE')

const numbers = fc
  .oneof(
    fc.integer({ min: -2_000_000_000, max: 4_294_967_295 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(0.0001, 1e-5, 5e-7, 0.7, 0.15, 800, 5000, 1234.5, 0.001, 1.234)
  )
  .map(n => (Object.is(n, -0) || Math.abs(n) < 1e-15 ? 0 : n))

describe.each(locales)('in %s', locale => {
  const separators = separatorsOf(locale)

  it('reads back every number as it is edited', () => {
    fc.assert(
      fc.property(numbers, n => {
        expect(parseNumber(editableNumber(n, separators), separators)).toBe(n)
      })
    )
  })

  it('reads back every number as it is shown', () => {
    fc.assert(
      fc.property(numbers, n => {
        expect(parseNumber(shownNumber(n, locale), separators)).toBeCloseTo(n, 12)
      })
    )
  })

  it('never takes a word for a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), word => {
        expect(parseNumber(word, separators)).toBeNaN()
      })
    )
  })
})

it.each([
  ['5,000', 5000],
  ['12,345,678', 12_345_678],
  ['0.0001', 0.0001],
  ['0,0001', 0.0001],
  ['0,7', 0.7],
  ['1e-4', 1e-4],
  ['1E-4', 1e-4],
  ['5 000', 5000],
  ['15 %', 0.15],
  ['−3', -3],
  ['.5', 0.5],
  ['1.234,5', 1234.5],
  ["5'000", 5000],
])('an English reader’s %s is %d', (text, n) => {
  expect(parseNumber(text, english)).toBe(n)
})

it.each([
  ['5.000', 5000],
  ['0.001', 0.001],
  ['0,0001', 0.0001],
  ['5,000', 5],
  ['1,234.5', 1234.5],
])('a German reader’s %s is %d', (text, n) => {
  expect(parseNumber(text, german)).toBe(n)
})

it.each(['', ' ', '1.2.3', '1,2,3', '1.5,000', '1e', '--1', '1e-4x', 'NaN', 'Infinity', '.'])(
  '“%s” is no number',
  text => {
    expect(parseNumber(text, english)).toBeNaN()
  }
)

it('shows groups, every digit, and small numbers by their power', () => {
  expect(shownNumber(5000, 'en-GB')).toBe('5,000')
  expect(shownNumber(0.7, 'en-GB', 2)).toBe('0.70')
  expect(shownNumber(0.0001, 'de-DE')).toBe('0,0001')
  expect(shownNumber(5e-5, 'en-GB')).toBe('5e-5')
  expect(editableNumber(5000, english)).toBe('5000')
  expect(editableNumber(0.5, german)).toBe('0,5')
})
