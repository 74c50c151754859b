import { describe, expect, it } from 'vitest'
import {
  headline,
  isLikelyLuck,
  listWords,
  percentWords,
  pWords,
  verdictSentence,
} from '../../../src/shared/lab/words.ts'
import type { Verdict } from '../../../src/shared/results.ts'

const verdict = (facts: Partial<Verdict>): Verdict => ({
  model: 'gru',
  outcome: 'not distinguishable',
  statistic: -0.8,
  p: 0.41,
  adjustedP: 0.41,
  skill: 0.01,
  days: 210,
  sentence: '',
  ...facts,
})
const better = verdict({ model: 'lstm', outcome: 'better', p: 1e-5, adjustedP: 3e-5, skill: 0.226 })
const worse = verdict({ model: 'rnn', outcome: 'worse', p: 0.002, adjustedP: 0.002, skill: -0.12 })
const tooFew = verdict({ outcome: 'too few', statistic: null, p: null, adjustedP: null, days: 5 })

/** No-break spaces made visible as plain ones. */
const plain = (words: string) => words.replaceAll('\u00a0', ' ')

describe('verdictSentence', () => {
  const sentence = (facts: Verdict, family = 1) => plain(verdictSentence(facts, family))

  it('says what was found, then the number behind it', () => {
    expect(sentence(verdict({}))).toBe(
      'GRU is not distinguishable from ‘tomorrow = today’: DM p = 0.41.'
    )
    expect(sentence(better, 3)).toBe(
      'LSTM beats ‘tomorrow = today’: its squared error is 22.6 % lower, DM p < .001, after Holm over 3 models p < .001.'
    )
    expect(sentence(worse)).toBe(
      'RNN is worse than ‘tomorrow = today’: its squared error is 12.0 % higher, DM p = 0.002.'
    )
  })

  it('shows the adjusted p where that decided', () => {
    expect(sentence(verdict({ p: 0.03, adjustedP: 0.09 }), 3)).toBe(
      'GRU is not distinguishable from ‘tomorrow = today’: DM p = 0.030, after Holm over 3 models p = 0.090.'
    )
  })

  it('says why there is no test', () => {
    expect(sentence(tooFew)).toBe(
      'GRU cannot be tested against ‘tomorrow = today’: 5 days say too little.'
    )
    expect(sentence({ ...tooFew, skill: null, days: 210 })).toContain(
      'its errors are not all numbers'
    )
  })
})

describe('headline', () => {
  const test = (verdicts: Verdict[], tries = 3) =>
    plain(headline({ verdicts, part: 'test', closed: false, tries }))
  const closed = (...verdicts: Verdict[]) =>
    plain(headline({ verdicts, part: 'validation', closed: true, tries: 2 }))

  it('says that none did', () => {
    expect(test([verdict({}), worse])).toBe('No network beat ‘tomorrow = today’ on the test days.')
  })

  it('says which did, by how much, with p and tries', () => {
    expect(test([better, verdict({})])).toBe(
      'LSTM beat ‘tomorrow = today’ on the test days, by 22.6 % (p < .001, 3 tries).'
    )
    expect(test([better], 1)).toContain('1 try)')
    expect(test([better, verdict({ outcome: 'better', adjustedP: 0.004, skill: 0.1 })])).toBe(
      'LSTM and GRU beat ‘tomorrow = today’ on the test days, by 22.6 % and 10.0 % (p = 0.004, 3 tries).'
    )
  })

  it('doubts what so many tries would bring by luck', () => {
    const lucky = verdict({ outcome: 'better', p: 0.01, adjustedP: 0.01 })
    expect(test([lucky], 14)).toBe(
      'GRU looks better, but 14 tries on this series make that likely by luck.'
    )
    expect(test([lucky], 2)).toContain('GRU beat')
    expect(test([lucky, better], 14)).toContain('LSTM beat')
  })

  it('says when there is too little to say', () => {
    expect(test([tooFew])).toBe(
      'There are too few test days to say whether a network beats ‘tomorrow = today’.'
    )
    expect(test([tooFew, verdict({})])).toContain('No network beat')
  })

  it('speaks of validation while the test part is closed', () => {
    const tied = verdict({ model: 'lstm' })
    expect(closed(tied)).toBe('The test part is closed. On validation, LSTM and persistence tie.')
    expect(closed(tied, verdict({}), worse)).toBe(
      'The test part is closed. On validation, LSTM, GRU and persistence tie; RNN is worse than persistence.'
    )
    expect(closed(better)).toBe(
      'The test part is closed. On validation, LSTM beat persistence, by 22.6 % (p < .001, 2 tries).'
    )
    expect(closed(tooFew)).toBe('The test part is closed. Validation has too few days to say more.')
  })
})

describe('words', () => {
  it('never round a p onto a threshold it does not reach', () => {
    expect([0.0004, 0.001, 0.0496, 0.0504, 0.41, 1].map(pWords)).toEqual([
      'p < .001',
      'p = 0.001',
      'p < 0.05',
      'p = 0.050',
      'p = 0.41',
      'p = 1.00',
    ])
  })

  it('keep number and % together, and list names as people do', () => {
    expect(percentWords(-0.226)).toBe('22.6\u00a0%')
    expect([
      listWords([]),
      listWords(['A']),
      listWords(['A', 'B']),
      listWords(['A', 'B', 'C']),
    ]).toEqual(['', 'A', 'A and B', 'A, B and C'])
  })

  it('let one try stand as it is and doubt the 14th', () => {
    expect(isLikelyLuck({ adjustedP: 0.049 }, 1)).toBe(false)
    expect(isLikelyLuck({ adjustedP: 0.03 }, 2)).toBe(true)
    // 1 − 0.9963^14 = 0.0506; 1 − 0.9964^14 = 0.0492
    expect(isLikelyLuck({ adjustedP: 0.0037 }, 14)).toBe(true)
    expect(isLikelyLuck({ adjustedP: 0.0036 }, 14)).toBe(false)
  })
})
