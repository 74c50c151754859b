import { describe, expect, it } from 'vitest'
import { persistenceSkill, rankSeeds } from '../../../src/shared/lab/seed-ranges.ts'
import { seedSentences, skillRangeWords } from '../../../src/shared/lab/seed-words.ts'
import type { SeedNetwork } from '../../../src/shared/studies/seeds.ts'

const range = (low: number, median: number, high: number) => ({ low, median, high, count: 5 })
const none = { low: null, median: null, high: null, count: 0 }

const network = (model: string, better: number, blown = 0): SeedNetwork => ({
  model,
  seeds: Array.from({ length: 5 }, (_, k) => ({
    seed: k,
    epochs: 9,
    stopped: k < blown ? 'not finite' : 'finished',
    finalLoss: { train: null, watched: null },
    parts: {},
    p: null,
    outcome: null,
    hindcastRmse: null,
  })),
  parts: {},
  finalLoss: { train: none, watched: none },
  hindcastRmse: none,
  better,
  judged: 5,
})

const say = (
  skills: Readonly<Record<string, ReturnType<typeof range>>>,
  networks: readonly SeedNetwork[]
) =>
  seedSentences({
    seeds: 5,
    part: 'test',
    networks,
    ranking: rankSeeds([
      { name: 'persistence', skill: persistenceSkill(5) },
      ...Object.entries(skills).map(([name, skill]) => ({ name, skill })),
    ]),
  }).map(sentence => sentence.replaceAll('\u00a0', ' '))

describe('what seeds come to, in words', () => {
  it('says that overlapping networks have no order', () => {
    const skills = { rnn: range(-0.1, 0, 0.02), lstm: range(0.01, 0.02, 0.05) }
    expect(say(skills, [network('rnn', 0), network('lstm', 2)])).toEqual([
      'The ranges of LSTM and RNN overlap: over 5 first weights none of them is the better one.',
      'Against ‘tomorrow = today’ on the test days: LSTM lies wholly above it; RNN lies on both sides of it.',
      'The one-step test calls better: RNN from 0 of 5 and LSTM from 2 of 5 first weights. That is a count, not another test.',
    ])
  })

  it('says an order that no seed changes, and none where the test never says better', () => {
    const skills = { rnn: range(-0.3, -0.2, -0.1), gru: range(-0.09, -0.05, -0.01) }
    expect(say(skills, [network('rnn', 0), network('gru', 0)])).toEqual([
      'The networks keep their order from all 5 first weights: GRU, then RNN. No two ranges overlap.',
      'Against ‘tomorrow = today’ on the test days: GRU and RNN lie wholly below it.',
      'The one-step test calls no network better from any of 5 first weights.',
    ])
  })

  it('names the pairs where only some overlap', () => {
    const skills = {
      rnn: range(0.1, 0.2, 0.3),
      lstm: range(0.25, 0.4, 0.5),
      gru: range(0.7, 0.8, 0.9),
    }
    const [first] = say(skills, [])
    expect(first).toBe(
      'Over 5 first weights these ranges overlap, and their order says nothing: LSTM with RNN.'
    )
  })

  it('tells seeds whose loss was no number', () => {
    const sentences = say({ rnn: range(0, 0.1, 0.2) }, [network('rnn', 0, 2)])
    expect(sentences.at(-1)).toBe(
      'Stopped because the loss was not a number, and measured as they stood before: RNN from 2 of 5 first weights.'
    )
  })

  it('writes a range with its signs', () => {
    expect(skillRangeWords(range(-0.011, 0, 0.025)).replaceAll('\u00a0', ' ')).toBe(
      '0.0 % (\u22121.1 % to +2.5 %)'
    )
    expect(skillRangeWords(none)).toBe('no number')
  })
})
