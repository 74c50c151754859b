import { describe, expect, it } from 'vitest'
import { type BacktestFacts, summariseBacktest } from '../../../src/shared/lab/backtest.ts'
import { backtestSentences, whereWords } from '../../../src/shared/lab/backtest-words.ts'
import { driftPath } from '../../../src/shared/lab/baseline-path.ts'
import { fitBaselines } from '../../../src/shared/lab/baselines.ts'
import { holm } from '../../../src/shared/lab/holm.ts'
import { horizonTest } from '../../../src/shared/lab/horizon-test.ts'
import {
  baselinePaths,
  knownAt,
  measuredPart,
  rollingOrigins,
} from '../../../src/shared/lab/rolling-origins.ts'
import { judge } from '../../../src/shared/lab/verdict.ts'
import { backtestResultsSchema } from '../../../src/shared/studies/backtest.ts'
import type { Prepared } from '../../../src/shared/types.ts'
import { prepareWave, sealed, tutorial, unwrap } from './series.ts'

/** Noise by a formula, so that tests draw no lots. */
const wobble = (k: number, h: number) => 0.02 * Math.sin(k * 12.9898 + h * 78.233)

/** Model-space steps that hit the truth up to `size` times a wobble. */
function nearTruth(prepared: Prepared, origins: readonly number[], horizon: number, size: number) {
  return Float32Array.from({ length: origins.length * horizon }, (_, i) => {
    const [k, h] = [Math.floor(i / horizon), i % horizon]
    const at = origins[k]! + 1 + h - prepared.offset
    return prepared.values[at]! + size * wobble(k, h)
  })
}

function factsOf(prepared: Prepared, changes: Partial<BacktestFacts['spec']> = {}): BacktestFacts {
  const spec = { stride: 1, horizon: 5, training: 'fixed', ...changes } as const
  const part = prepared.split.validation ? 'validation' : 'test'
  const { range } = measuredPart(prepared, part === 'test')
  const origins = unwrap(rollingOrigins(prepared, range, spec))
  const steps = {
    rnn: nearTruth(prepared, origins, spec.horizon, 1),
    lstm: nearTruth(prepared, origins, spec.horizon, 400),
  }
  return { prepared, spec, part, tries: 3, origins, folds: origins.map((_, k) => k), steps }
}

describe.each([
  ['tutorial', tutorial],
  ['sealed', sealed],
] as const)('a backtest, %s', (_, spec) => {
  const prepared = prepareWave(420, spec)
  const facts = factsOf(prepared)
  const found = summariseBacktest(facts)

  it('is what its schema says, persistence first and every baseline there', () => {
    expect(backtestResultsSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found)
    expect(found.forecasters.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'baseline persistence',
      'baseline drift',
      'baseline train-mean',
      'baseline ridge',
      'network rnn',
      'network lstm',
    ])
  })

  it('has persistence’s errors as one counts them by hand, and no skill of it', () => {
    const unit = spec === sealed ? prepared.prices : prepared.values
    for (const h of [1, 5]) {
      const errors = facts.origins.map(bar => unit[bar]! - unit[bar + h]!)
      const squares = errors.reduce((sum, error) => sum + error * error, 0)
      const sizes = errors.reduce((sum, error) => sum + Math.abs(error), 0)
      const own = found.forecasters[0]!
      expect(own.rmse[h - 1]).toBeCloseTo(Math.sqrt(squares / errors.length), 12)
      expect(own.mae[h - 1]).toBeCloseTo(sizes / errors.length, 12)
      expect(own.skill[h - 1]).toBe(0)
    }
  })

  it('marks the fold with the largest error of each forecaster', () => {
    for (const { name, worst } of found.forecasters) {
      const errors = found.folds.map(fold => fold.errors[name] ?? NaN)
      expect(found.folds[worst ?? -1]?.errors[name]).toBe(Math.max(...errors))
    }
  })

  it('tests each step with the losses of its own origins, Holm over the networks', () => {
    const own = (value: number) => (spec === sealed ? Math.log(value) : value)
    const unit = spec === sealed ? prepared.prices : prepared.values
    const h = 3
    const persistence = facts.origins.map(bar => (own(unit[bar]!) - own(unit[bar + h]!)) ** 2)
    const lossesOf = (steps: ArrayLike<number>) =>
      facts.origins.map((bar, k) => {
        const path = Array.from({ length: h }, (_, j) => steps[k * 5 + j]!)
        // log returns add up; CR is said as it is
        const { mean, deviation } = prepared.scaler
        const said =
          spec === sealed
            ? Math.log(unit[bar]!) + path.reduce((sum, z) => sum + z * deviation + mean, 0)
            : path[h - 1]!
        return (said - own(unit[bar + h]!)) ** 2
      })
    const tests = ['rnn', 'lstm'].map(name =>
      horizonTest(lossesOf(facts.steps[name]!), persistence, { steps: h })
    )
    const adjusted = holm(tests.map(test => test?.p ?? null))
    for (const [k, { steps }] of found.verdicts.entries()) {
      expect(steps[h - 1]?.p).toBeCloseTo(tests[k]?.p ?? NaN, 9)
      expect(steps[h - 1]?.adjustedP).toBeCloseTo(adjusted[k] ?? NaN, 9)
    }
    expect(found.verdicts[0]?.steps[h - 1]?.outcome).toBe('better')
  })

  it('agrees with the run’s own verdict one day ahead over the same days', () => {
    const one = factsOf(prepared, { horizon: 1 })
    const [rnn, lstm] = summariseBacktest(one).verdicts
    const { range } = measuredPart(prepared, one.part === 'test')
    const verdicts = judge(prepared, one.steps, range)
    for (const [own, verdict] of [
      [rnn, verdicts[0]],
      [lstm, verdicts[1]],
    ] as const) {
      expect(own?.steps[0]?.statistic).toBeCloseTo(verdict?.statistic ?? NaN, 6)
      expect(own?.steps[0]?.adjustedP).toBeCloseTo(verdict?.adjustedP ?? NaN, 9)
      expect(own?.steps[0]?.outcome).toBe(verdict?.outcome)
    }
  })

  it('says too few where fewer than 8 origins share no day, and never a p', () => {
    const far = summariseBacktest(factsOf(prepared, { horizon: 20 }))
    const apart = Math.floor(far.origins / 8)
    for (const { steps } of far.verdicts) {
      expect(steps.findIndex(({ outcome }) => outcome === 'too few')).toBe(apart)
      for (const { p, adjustedP, statistic } of steps.slice(apart))
        expect([p, adjustedP, statistic]).toEqual([null, null, null])
    }
    expect(far.sentences).toContainEqual(
      expect.stringContaining(`From ${apart + 1} days ahead there are too few origins to test`)
    )
  })

  it('fits baselines on the train part, or at each origin on all that was known there', () => {
    const anew = factsOf(prepared, { training: 'each origin' })
    const [fixed, own] = [summariseBacktest(facts), summariseBacktest(anew)]
    const errorOf = (results: typeof fixed, name: string, fold: number) =>
      results.folds[fold]?.errors[name] ?? NaN
    const rmse = (known: Prepared, fold: number) => {
      const bar = facts.origins[fold]!
      const path = baselinePaths(known, fitBaselines(known), 'ridge', [bar], 5)
      const unit = spec === sealed ? prepared.prices : prepared.values
      return Math.sqrt(path.reduce((sum, p, h) => sum + (p - unit[bar + 1 + h]!) ** 2, 0) / 5)
    }
    expect(errorOf(fixed, 'ridge', 7)).toBeCloseTo(rmse(prepared, 7), 12)
    expect(errorOf(own, 'ridge', 7)).toBeCloseTo(rmse(knownAt(prepared, facts.origins[7]!), 7), 12)
    expect(errorOf(own, 'ridge', 7)).not.toBe(errorOf(fixed, 'ridge', 7))
    // the textbook's drift knows the same in both
    expect(errorOf(own, 'drift', 7)).toBe(errorOf(fixed, 'drift', 7))
    expect(driftPath(prepared, facts.origins[7]!, 1)).toHaveLength(1)
  })

  it('gives a path that ran off no error, and marks it as the worst', () => {
    const wild = { ...facts, steps: { rnn: facts.steps['rnn']!, lstm: facts.steps['lstm']! } }
    wild.steps.lstm = Float32Array.from(wild.steps.lstm, (step, i) => (i === 12 ? Infinity : step))
    const results = summariseBacktest(wild)
    const lstm = results.forecasters.find(({ name }) => name === 'lstm')!
    expect(results.folds[2]?.errors['lstm']).toBeNull()
    expect(lstm.worst).toBe(2)
    expect(lstm.rmse[2]).toBeNull()
    expect(lstm.rmse[1]).not.toBeNull()
    expect(results.verdicts[1]?.steps[2]).toMatchObject({ outcome: 'too few', p: null })
    // what does not touch it is not touched by it
    expect(results.verdicts[0]?.steps[1]).toEqual(found.verdicts[0]?.steps[1])
  })

  it('tells only the folds that are done', () => {
    const none = summariseBacktest({ ...facts, folds: [], steps: { rnn: [], lstm: [] } })
    expect([none.folds, none.sentences]).toEqual([[], []])
    expect(none.forecasters[0]?.rmse).toEqual(Array(5).fill(null))
    const some = summariseBacktest({
      ...facts,
      folds: [3],
      steps: { rnn: Array.from(facts.steps['rnn']!).slice(15, 20) },
    })
    expect(some.folds).toEqual([
      {
        ...found.folds[3],
        errors: expect.objectContaining({ rnn: found.folds[3]?.errors['rnn'] }),
      },
    ])
    expect(some.sentences[0]).toContain('of 1, fewer than 8 share no day')
  })

  it('says it in words, with the number behind it and the tries', () => {
    const closed =
      'The test part is closed. These days lie in validation, which chose the epoch of each network and so flatters them.'
    const rival = `‘tomorrow = today’${spec === sealed ? ' on validation' : ''}`
    const every = 'at every horizon tested (1 to 5 days ahead)'
    const [gain, loss] =
      spec === sealed
        ? ['most at 2 days, where its squared error is 100.0\u00a0% lower', '29.5']
        : ['most at 4 days, where its squared error is 98.7\u00a0% lower', '7433.9']
    expect(found.sentences).toEqual([
      `RNN beat ${rival} ${every}: ${gain} (p < .001, 3 tries).`,
      `At every horizon tested (1 to 5 days ahead) LSTM is worse than ${rival}: most at 1 day, where its squared error is ${loss} times as high (p < .001).`,
      ...(spec === sealed ? [closed] : []),
      'Each horizon is a question of its own, and one in twenty would look different by luck alone.',
    ])
  })
})

describe('a gain that many tries make likely', () => {
  const verdict = { outcome: 'better', statistic: -2.7, p: 0.01, adjustedP: 0.01 } as const
  const facts = (tries: number) =>
    ({
      part: 'test',
      tries,
      origins: 9,
      horizon: 1,
      training: 'fixed',
      forecasters: [
        { name: 'gru', kind: 'network', rmse: [1], mae: [1], skill: [0.123], worst: 0 },
      ],
      verdicts: [{ model: 'gru', steps: [verdict] }],
      folds: [{ fold: 0, origin: '2024-01-02', errors: { gru: 1 } }],
    }) satisfies Parameters<typeof backtestSentences>[0]
  const told = (tries: number) => backtestSentences(facts(tries))

  it('is called luck', () => {
    const gain = 'its squared error is 12.3\u00a0% lower (p = 0.010,'
    expect(told(1)).toEqual([`GRU beat ‘tomorrow = today’ 1 day ahead: ${gain} 1 try).`])
    // 1 − 0.99¹⁴ = 0.13
    expect(told(14)).toEqual([
      `GRU looks better 1 day ahead, but 14 tries on this series make that likely by luck: ${gain} 14 tries).`,
    ])
  })

  it('is put beside a baseline that did better still without learning', () => {
    const one = facts(1)
    const drift = { name: 'drift', kind: 'baseline' as const, rmse: [1], mae: [1], worst: 0 }
    const say = (skill: number) =>
      backtestSentences({
        ...one,
        forecasters: [...one.forecasters, { ...drift, skill: [skill] }],
      })
    expect(say(0.2)[1]).toBe(
      'Drift, a baseline without a network, did better still 1 day ahead: its squared error is 20.0\u00a0% lower.'
    )
    expect(say(0.1)).toHaveLength(1)
  })

  it('is said once of networks that do alike, with the least certain p', () => {
    const both = [
      { model: 'lstm', steps: [{ ...verdict, adjustedP: 0.04 }] },
      { model: 'gru', steps: [verdict] },
    ]
    const words = backtestSentences({
      ...facts(1),
      forecasters: [...facts(1).forecasters, { ...facts(1).forecasters[0]!, name: 'lstm' }],
      verdicts: both,
    })
    expect(words).toEqual([
      'LSTM and GRU beat ‘tomorrow = today’ 1 day ahead: their squared errors are 12.3\u00a0% and 12.3\u00a0% lower (p = 0.040, 1 try).',
    ])
  })
})

describe('horizons in words', () => {
  const tested = Array.from({ length: 22 }, (_, h) => h + 1)
  it.each([
    [[21, 22], 'from 21 days ahead'],
    [[1, 2, 3], 'up to 3 days ahead'],
    [[1], '1 day ahead'],
    [[4], '4 days ahead'],
    [[2, 3, 7, 9, 10], '2 to 3, 7 and 9 to 10 days ahead'],
    [[2, 4, 6, 8, 22], 'at 5 of 22 horizons, from 2 to 22 days ahead,'],
    [tested, 'at every horizon tested (1 to 22 days ahead)'],
  ])('%j of 1 to 22: %s', (steps, words) => {
    expect(whereWords(steps, tested)).toBe(words)
  })
})
