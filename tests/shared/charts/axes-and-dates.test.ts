import { afterEach, describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDayOfYear,
  formatLoss,
  formatLossTick,
  formatP,
  writeAs,
} from '../../../src/shared/charts/format.ts'
import { dateTicks, scaleTicks, skillScale } from '../../../src/shared/charts/ticks.ts'
import { pWords } from '../../../src/shared/lab/words.ts'

afterEach(() => writeAs(null))

describe('a skill axis', () => {
  it('ends at 100 % or at persistence, never above what a skill can be', () => {
    expect(skillScale([-2000, 0, 160], 6)).toMatchObject({ max: 0, interval: 500 })
    expect(skillScale([-300, 20, 90], 4).max).toBe(100)
    expect(skillScale([-3, 2], 4).max).toBeLessThanOrEqual(5)
    expect(scaleTicks(skillScale([-2000, 0], 6)).at(-1)).toBe(0)
  })
})

describe('dates on an axis', () => {
  const days = ['2024-11-22', '2024-11-25', '2024-11-26', '2024-12-02', '2024-12-03']
  it('are in the person’s own form, as in every sentence beside it', () => {
    writeAs('en-US')
    const labels = dateTicks(days.slice(0, 3), 0, 2, 5).map(({ label }) => label)
    expect(labels).toEqual([formatDate('2024-11-25')])
    expect([formatDate('2024-12-31'), formatDayOfYear('2024-11-25')]).toEqual([
      'Dec 31, 2024',
      'Nov 25',
    ])
  })
})

describe('one form', () => {
  it('of p, in cells and in sentences', () => {
    expect([0.006, 0.38, 0.0004, 0.04996].map(formatP)).toEqual([
      '0.006',
      '0.38',
      '<\u00a00.001',
      '<\u00a00.05',
    ])
    expect([0.006, 0.0004].map(pWords)).toEqual(['p = 0.006', 'p < 0.001'])
  })

  it('of a loss: the number itself, four digits, no unit to look for', () => {
    expect([0.002474, 0.101421, 8325.4, 0, 4.3e41].map(formatLoss)).toEqual([
      '0.002474',
      '0.1014',
      '8,325',
      '0',
      '4.300e41',
    ])
    expect([0.002, 0.5, 20_000].map(formatLossTick)).toEqual(['0.002', '0.5', '20,000'])
  })
})
