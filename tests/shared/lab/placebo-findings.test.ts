import { describe, expect, it } from 'vitest'
import {
  findPlacebo,
  type PlaceboScene,
  type PlaceboSkills,
} from '../../../src/shared/lab/placebo-findings.ts'

const scene: PlaceboScene = {
  spec: { kind: 'placebo', placebo: 'permuted', count: 39, size: 'small', seed: 1 },
  part: 'test',
  days: 116,
  closed: false,
  tries: 3,
}

/** Copies of skill −0.20, −0.19, … 0.18. */
const ladder = Array.from({ length: 39 }, (_, k) => (k - 20) / 100)

const skills = (changes: Partial<PlaceboSkills> = {}): PlaceboSkills => ({
  model: 'rnn',
  cell: 'rnn',
  hidden: 16,
  layers: 1,
  epochs: 300,
  real: 0.065,
  copies: ladder,
  ...changes,
})

/** With plain spaces before %. */
const plain = (found: ReturnType<typeof findPlacebo>) => ({
  ...found,
  sentences: found.sentences.map(text => text.replaceAll('\u00a0', ' ')),
})

const find = (one: PlaceboSkills, changes: Partial<PlaceboScene> = {}) =>
  plain(findPlacebo([one], { ...scene, ...changes }))

describe('what a placebo says', () => {
  it('counts the copies that did as well: 12 of 39 are 13/40', () => {
    const { networks, sentences } = find(skills())
    expect(networks[0]).toMatchObject({ asGood: 12, copies: 39, p: 13 / 40, adjustedP: 13 / 40 })
    expect(sentences).toEqual([
      'Of 39 shuffled copies, 12 did at least as well: p = 0.33. Series with nothing to learn do as well, so this may be chance.',
      'Skill of RNN on 116 test days against persistence: +6.5 % on the real series; −20.0 % to +18.0 % on the copies, median −1.0 %.',
      'A small network stood in for the run’s own; on the real series it counts as a try: 3 tries by now.',
    ])
  })

  it('says “hardly chance” of a run that no copy reaches', () => {
    expect(find(skills({ real: 0.2 })).sentences[0]).toBe(
      'Of 39 shuffled copies, none did at least as well: p = 0.025. Series with nothing to learn seldom do as well: this is hardly chance.'
    )
  })

  it('does not praise a run that is only less bad than its copies', () => {
    const worse = skills({ real: -0.01, copies: ladder.map(skill => skill - 0.5) })
    expect(find(worse).sentences[0]).toContain('yet it is no better than ‘tomorrow = today’')
  })

  it('counts a tie against the run', () => {
    expect(find(skills({ real: 0.18 })).networks[0]?.asGood).toBe(1)
  })

  it('names no p before all copies are done', () => {
    const { networks, sentences } = find(skills({ copies: ladder.slice(0, 12) }))
    expect(networks[0]).toMatchObject({ p: null, adjustedP: null, copies: 12 })
    expect(sentences[0]).toBe('RNN: 12 of 39 shuffled copies are done.')
    expect(sentences.join()).not.toContain('p =')
  })

  it('says why there is no p where persistence makes no error', () => {
    const { networks, sentences } = find(skills({ real: null, copies: ladder.map(() => null) }))
    expect(networks[0]?.p).toBeNull()
    expect(sentences[0]).toContain('persistence makes no error there')
  })

  it('adjusts over the networks by Holm, and says when no p could be small', () => {
    const networks = ['rnn', 'lstm', 'gru'].map((model, k) =>
      skills({ model, real: [0.2, 0.175, -0.015][k]! })
    )
    const own = {
      ...scene,
      spec: { ...scene.spec, size: 'own' as const, placebo: 'flipped' as const },
    }
    const found = findPlacebo(networks, own)
    // 1/40, 2/40, 21/40 times 3, 2 and 1
    const adjusted = found.networks.map(({ adjustedP }) => adjustedP)
    expect(adjusted.map(p => p?.toFixed(12))).toEqual([0.075, 0.1, 0.525].map(p => p.toFixed(12)))
    expect(found.sentences[0]).toBe(
      'RNN: of 39 copies with flipped signs, none did at least as well: p = 0.025, after Holm over 3 networks p = 0.075. Series with nothing to learn do as well, so this may be chance.'
    )
    expect(found.sentences.at(-1)).toBe(
      'With 39 copies and 3 networks no p after Holm can be below 0.075; 59 copies are enough.'
    )
  })

  it('says that a closed test part was left alone', () => {
    const { sentences } = find(skills(), { closed: true, part: 'validation' })
    expect(sentences.join(' ')).toContain('skill is measured on validation')
  })
})
