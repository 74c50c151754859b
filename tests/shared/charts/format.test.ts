import { afterEach, expect, it } from 'vitest'
import {
  formatCount,
  formatDate,
  formatNumber,
  writeAs,
} from '../../../src/shared/charts/format.ts'

// 'en' has no region: what files and the command line are written in
afterEach(() => writeAs('en-GB'))

it('writes numbers and days in the way of the window’s person, once told', () => {
  expect([formatDate('2024-05-01'), formatNumber(-1234.5, 1)]).toEqual([
    '1 May 2024',
    '\u22121,234.5',
  ])
  writeAs('en-US')
  expect(formatDate('2024-05-01')).toBe('May 1, 2024')
  writeAs('en-DE')
  expect([formatNumber(-1234.5, 1), formatCount(15_689)]).toEqual(['\u22121.234,5', '15.689'])
})

it('does not let a time zone move a day', () => {
  writeAs('en-GB')
  expect(formatDate('2023-12-31')).toBe('31 Dec 2023')
})
