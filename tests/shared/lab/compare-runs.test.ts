import { describe, expect, it } from 'vitest'
import {
  type ComparedRun,
  compareRuns,
  errorsOfRun,
  whyNot,
} from '../../../src/shared/lab/compare-runs.ts'
import {
  compareHeadline,
  pairSentence,
  seedPairSentence,
} from '../../../src/shared/lab/compare-words.ts'
import type { SeedsResults } from '../../../src/shared/studies/seeds.ts'
import { runWithErrors } from './compared-runs.ts'

// Student's sleep data, as in skill-interval.test.ts: R's paired t-test gives p = 0.002833
const a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0].map(v => v + 2)
const b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map(v => v + 2)
const even = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]
const odd = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

const better = {
  model: 'lstm',
  outcome: 'better' as const,
  statistic: -5,
  p: 0.001,
  adjustedP: 0.001,
  skill: 0.2,
  days: 10,
  sentence: '',
}

describe('two runs on the same days', () => {
  it('are compared by R’s paired t-test of their squared errors', () => {
    const [pair] = compareRuns([runWithErrors('A', a), runWithErrors('B', b)])
    expect(pair?.p).toBeCloseTo(0.002833, 6)
    expect(pair?.outcome).toBe('first better')
    expect(pair?.gain).toBeCloseTo(1 - (0.75 + 2) / (2.33 + 2), 9)
  })

  it('say which is closer, and that neither beats persistence', () => {
    const runs = [runWithErrors('A', b), runWithErrors('B', a)]
    const pairs = compareRuns(runs)
    expect(compareHeadline(runs, pairs)).toBe(
      'Run B is closer than run A, and neither beats persistence.'
    )
    expect(pairSentence(runs, pairs[0]!)).toBe(
      'LSTM: A’s test MSE is 57.5\u00a0% higher than B’s. On 10 days that is more than chance (Diebold–Mariano, p = 0.003).'
    )
  })

  it('tie where chance explains the difference', () => {
    const runs = [runWithErrors('A', even), runWithErrors('B', odd)]
    expect(compareHeadline(runs, compareRuns(runs))).toBe(
      'Runs A and B tie, and neither beats persistence.'
    )
  })

  it('beat persistence by their own verdicts only, and not when tries make that luck', () => {
    const won = runWithErrors('A', even, { results: { verdicts: [better] } })
    const lucky = runWithErrors('B', odd, { results: { verdicts: [better], tries: 500 } })
    const runs = [won, lucky]
    expect(compareHeadline(runs, compareRuns(runs))).toBe(
      'Runs A and B tie, and only A beats persistence.'
    )
  })
})

describe('sealed runs', () => {
  it('are said to be judged on validation', () => {
    const runs = ['A', 'B'].map(letter => {
      const run = runWithErrors(letter, letter === 'A' ? even : odd)
      const part = run.predictions.part.map(p => (p === 'test' ? ('validation' as const) : p))
      const results = { ...run.results, verdictPart: 'validation' as const }
      return { ...run, results, predictions: { ...run.predictions, part } }
    })
    expect(compareHeadline(runs, compareRuns(runs))).toBe(
      'Runs A and B tie, and neither beats persistence on validation.'
    )
  })
})

describe('three runs', () => {
  it('are adjusted by Holm over their pairs', () => {
    const pairs = compareRuns([
      runWithErrors('A', a),
      runWithErrors('B', b),
      runWithErrors(
        'C',
        b.map((v, i) => v + (i % 2 ? 0.01 : -0.01))
      ),
    ])
    const smallest = Math.min(...pairs.map(pair => pair.p ?? 1))
    const first = pairs.find(pair => pair.p === smallest)
    expect(first?.adjustedP).toBeCloseTo(3 * smallest, 9)
  })
})

describe('runs that share no days', () => {
  const plain = runWithErrors('A', a)
  const refusals: [string, Parameters<typeof runWithErrors>[2], string][] = [
    [
      'another series',
      { results: { series: { ...plain.results.series, symbol: 'KO' } } },
      'A is of',
    ],
    ['another unit', { results: { unit: 'price' } }, 'different protocols'],
    ['another part', { results: { verdictPart: 'train' } }, 'judged on test days, B on train'],
    ['another first day', { level: 2 }, 'count from different first days'],
  ]

  it.each(refusals)('are not compared: %s', (_, changes, words) => {
    const runs = [plain, runWithErrors('B', b, changes)]
    const pairs = compareRuns(runs)
    expect(pairs[0]).toMatchObject({ outcome: 'not compared', p: null, gain: null })
    expect(pairSentence(runs, pairs[0]!)).toContain(words)
    expect(compareHeadline(runs, pairs)).toMatch(/^Runs A and B cannot be compared, and/)
  })

  it('are not compared when one has fewer days', () => {
    expect(whyNot(plain, runWithErrors('B', b.slice(1)))).toContain('different days: 10 from')
  })
})

describe('the error of a run in prices', () => {
  it('is that of the log return', () => {
    const run = runWithErrors('A', [4], { results: { unit: 'price' }, level: 10 })
    // predicted 12, actual 10
    expect([...errorsOfRun(run)]).toEqual([Math.log(12 / 10) ** 2])
  })
})

describe('runs of several seeds', () => {
  const errors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(v => v / 100)
  const seeded = (letter: string, low: number, high: number, count = 3) => {
    const skill = { median: (low + high) / 2, low, high, count }
    const network = { model: 'lstm', parts: { test: { skill } } }
    const seeds = { networks: [network] } as unknown as SeedsResults
    return { ...runWithErrors(letter, errors), seeds }
  }
  const said = (a: ComparedRun, b: ComparedRun) => {
    const [pair] = compareRuns([a, b])
    return seedPairSentence([a, b], pair!)
  }

  it('are said to overlap where their skills do, ends included', () => {
    expect(said(seeded('A', -0.02, 0.01), seeded('B', 0.01, 0.03, 5))).toBe(
      'Skill over first weights: A −0.5\u00a0% (−2.0\u00a0% to +1.0\u00a0%) from 3; B +2.0\u00a0% (+1.0\u00a0% to +3.0\u00a0%) from 5. The ranges overlap: the seed alone may make the difference.'
    )
    expect(said(seeded('A', -0.02, 0.009), seeded('B', 0.01, 0.03))).toContain(
      'The ranges do not overlap.'
    )
  })

  it('say nothing where one has one seed only, or the two cannot be compared', () => {
    expect(said(seeded('A', -0.02, 0.01), runWithErrors('B', errors))).toBe('')
    expect(said(seeded('A', -0.02, 0.01), seeded('B', 0.01, 0.01, 1))).toBe('')
    const { seeds } = seeded('B', 0, 1)
    expect(said(seeded('A', 0, 1), { ...runWithErrors('B', errors, { level: 2 }), seeds })).toBe('')
  })
})
