import { describe, expect, it } from 'vitest'
import { fitBaselines, predictBaseline } from '../../../src/shared/lab/baselines.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { judge, judgeLosses, rankVerdicts } from '../../../src/shared/lab/verdict.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, witness } from './series.ts'

const days = 60
/** Losses that wobble by `by` around 1, in a pattern of their own. */
const around = (centre: number, by: number) =>
  Array.from({ length: days }, (_, i) => centre + by * Math.sin(i * 1.7))
const persistence = around(1, 0)
const outcomes = (models: Record<string, number[]>) => {
  const list = Object.entries(models).map(([model, losses]) => ({ model, losses }))
  return judgeLosses(list, persistence)
}

describe('judgeLosses', () => {
  it('says better, worse, not distinguishable and too few', () => {
    const [better, worse, tied, broken] = outcomes({
      rnn: around(0.8, 0.1),
      lstm: around(1.3, 0.1),
      gru: around(0.99, 0.5),
      'gru-2': Array(days).fill(NaN),
    })
    expect(better).toMatchObject({ model: 'rnn', outcome: 'better', days })
    expect(better!.skill).toBeCloseTo(0.2, 2)
    expect(better!.statistic).toBeLessThan(0)
    expect(worse).toMatchObject({ outcome: 'worse' })
    expect(tied).toMatchObject({ outcome: 'not distinguishable' })
    expect(broken).toMatchObject({
      outcome: 'too few',
      statistic: null,
      p: null,
      adjustedP: null,
      skill: null,
    })
  })

  it('lets Holm take back a “better” that one model alone would have had', () => {
    const edge = around(0.95, 0.25)
    const alone = outcomes({ gru: edge })[0]!
    expect(alone).toMatchObject({ outcome: 'better' })
    expect(alone.adjustedP).toBe(alone.p)
    const third = outcomes({ rnn: around(1, 0.5), lstm: around(1.01, 0.5), gru: edge })[2]!
    expect(third.p).toBe(alone.p)
    expect(third.adjustedP).toBeCloseTo(3 * alone.p!, 12)
    expect(third).toMatchObject({ outcome: 'not distinguishable' })
  })

  it('calls a copy of persistence neither better nor worse', () => {
    expect(
      judgeLosses([{ model: 'gru', losses: around(1, 0.3) }], around(1, 0.3))[0]
    ).toMatchObject({
      outcome: 'not distinguishable',
      p: 1,
      skill: 0,
    })
  })

  it('is worse, without a skill, where persistence makes no error at all', () => {
    const [verdict] = judgeLosses([{ model: 'gru', losses: around(1, 0.1) }], Array(days).fill(0))
    expect(verdict).toMatchObject({ outcome: 'worse', skill: null })
    expect(verdict!.sentence).not.toContain('NaN')
  })

  it('has too few days below 8', () => {
    const seven = { model: 'rnn', losses: around(0.5, 0.1).slice(0, 7) }
    expect(judgeLosses([seven], persistence.slice(0, 7))[0]).toMatchObject({
      outcome: 'too few',
      days: 7,
    })
  })
})

describe('judge', () => {
  it('tests the squared error of the log return under sealed, as numpy and scipy do', () => {
    const { prices, window, statistic, p, skill } = witness.sealedRidge
    const prepared = unwrap(prepare(barsOf(prices), { ...sealed, window, horizon: 5 }))
    const { test } = prepared.split
    const ridge = predictBaseline(prepared, fitBaselines(prepared), 'ridge', test)
    const [verdict] = judge(prepared, { ridge }, test)
    expect(verdict!.statistic).toBeCloseTo(statistic, 8)
    expect(verdict!.p).toBeCloseTo(p, 8)
    expect(verdict!.skill).toBeCloseTo(skill, 10)
  })

  it('knows an oracle, in both protocols', () => {
    for (const spec of [tutorial, sealed]) {
      const prepared = prepareWave(300, spec)
      const { test } = prepared.split
      const truth = prepared.values.subarray(test.start + 30, test.end + 30)
      expect(judge(prepared, { lstm: truth }, test)[0]).toMatchObject({
        outcome: 'better',
        skill: 1,
      })
    }
  })
})

describe('rankVerdicts', () => {
  it('ranks ties equal, persistence among them', () => {
    const verdicts = outcomes({
      rnn: around(0.8, 0.1),
      lstm: around(1.3, 0.1),
      gru: around(0.99, 0.5),
      'gru-2': Array(days).fill(NaN),
    })
    expect(rankVerdicts(verdicts)).toEqual({
      rnn: 1,
      gru: 2,
      persistence: 2,
      lstm: 4,
      'gru-2': null,
    })
  })
})
