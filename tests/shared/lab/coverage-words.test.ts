import { describe, expect, it } from 'vitest'
import {
  coverageRows,
  coverageSteps,
  stepsOfForecast,
} from '../../../src/shared/lab/coverage-rows.ts'
import {
  bandsWords,
  coverageLine,
  effectiveWords,
  intervalWords,
  measuredWords,
} from '../../../src/shared/lab/coverage-words.ts'
import { makeBands } from '../../support/bands.ts'

const bands = makeBands(['rnn'], 30)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('coverage in rows', () => {
  it('has both promises of each forecaster at the steps asked for', () => {
    const rows = coverageRows(bands, [1, 30])
    const told = rows.map(({ name, step, promised }) => `${name} ${step} ${promised}`)
    const each = ['1 80', '1 95', '30 80', '30 95']
    const names = ['persistence', 'drift', 'rnn']
    expect(told).toEqual(names.flatMap(name => each.map(own => `${name} ${own}`)))
    expect(coverageRows(bands)).toHaveLength(180)
    expect(coverageSteps(12)).toEqual([1, 5, 10, 12])
    expect(coverageSteps(1)).toEqual([1])
  })

  it('says “too few” where nothing can be measured, never a number', () => {
    const [first, , last] = coverageRows(bands, [1, 30])
    expect(plain(measuredWords(first!))).toBe('78.0 %')
    expect(plain(intervalWords(first!))).toBe('73.0 to 83.0 %')
    expect(effectiveWords(first!)).toBe('100 of 100')
    expect([measuredWords(last!), intervalWords(last!), effectiveWords(last!)]).toEqual([
      'too few',
      '\u2013',
      '\u2013',
    ])
    expect(intervalWords({ ...first!, low: null, high: null })).toBe('too few')
  })
})

describe('coverage in words', () => {
  it('puts measured beside promised in one line, persistence among them', () => {
    expect(plain(coverageLine({ bands: makeBands(['rnn', 'gru'], 3) }))).toBe(
      'Bands meant for 80 % of the test days held, one day ahead, RNN 78.0 %, GRU 78.0 % and Persistence 78.0 %, and 3 days ahead too few to tell.'
    )
    expect(coverageLine({})).toBe('')
  })

  it('names a forecaster whose band would say nothing, and why', () => {
    const [base, ...others] = bands.forecasters
    const lost = { ...base!, name: 'lstm', kind: 'network' as const, useless: 'infinite' as const }
    const found = { ...bands, forecasters: [base!, ...others, lost] }
    expect(coverageLine({ bands: found })).toContain('LSTM has no band: it would have no end')
    expect(coverageRows(found).some(({ name }) => name === 'lstm')).toBe(false)
  })

  it('says where errors come from: the warm-up, validation or the test part, and what was retrained', () => {
    const of = (facts: Parameters<typeof bandsWords>[1], part: 'test' | 'validation' = 'test') =>
      bandsWords({ ...bands, part }, facts).join(' ')
    expect(of({ protocol: 'tutorial', retrained: true })).toMatch(
      /networks of the first training .* the first 39 errors of each step in the test part are the warm-up.* trained again/s
    )
    expect(of({ protocol: 'sealed', retrained: false })).toContain('Calibrated on validation')
    expect(of({ protocol: 'sealed', retrained: false }, 'validation')).toContain(
      'The test part is closed'
    )
    expect(stepsOfForecast(bands)).toBe(29)
    expect(of({ protocol: 'sealed', retrained: false })).toContain(
      'Too few past origins for a band beyond 29 days ahead.'
    )
  })
})
