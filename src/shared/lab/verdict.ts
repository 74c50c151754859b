import type { Verdict } from '../results.ts'
import type { Prepared, Range } from '../types.ts'
import { clarkWest } from './clark-west.ts'
import type { MeanTest } from './cosine-variance.ts'
import { type DieboldMariano, dieboldMariano } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { persistenceSquaredErrors, skill, squaredErrors, squaredGaps } from './metrics.ts'
import { mean, type Numbers, orNull } from './numbers.ts'
import { verdictSentence } from './words.ts'

/** “Better” and “worse” need an adjusted p below this. Two-sided, so each has half of it by luck. */
export const significance = 0.05

/** Squared one-step errors of one model on the days of the verdict, own unit. */
export interface ModelLosses {
  readonly model: string
  readonly losses: Numbers
  /** Squared distance of its predictions from persistence's, own unit; without it no Clark–West. */
  readonly gaps?: Numbers
}

/**
 * Each network against persistence on the days of `range`, Holm over the networks given.
 * `predictions`: model space, one for each window of `range`, by model.
 */
export function judge(
  prepared: Prepared,
  predictions: Readonly<Record<string, Numbers>>,
  range: Range
): Verdict[] {
  const models = Object.entries(predictions).map(([model, values]) => ({
    model,
    losses: squaredErrors(prepared, values, range),
    gaps: squaredGaps(prepared, values, range),
  }))
  return judgeLosses(models, persistenceSquaredErrors(prepared, range))
}

/** The same from losses: controls and studies. All arrays have one entry a day. */
export function judgeLosses(models: readonly ModelLosses[], persistence: Numbers): Verdict[] {
  // a flat series: there is nothing to be better than
  const isFlat = persistence.length > 0 && Array.from(persistence).every(loss => loss === 0)
  const tests = models.map(({ losses }) => (isFlat ? null : dieboldMariano(losses, persistence)))
  const adjusted = holm(tests.map(test => test?.p ?? null))
  const family = adjusted.filter(p => p !== null).length
  return models.map(({ model, losses, gaps }, k) => {
    const facts = {
      model,
      ...found(tests[k]!, adjusted[k]!, isFlat),
      skill: orNull(skill(mean(losses), mean(persistence))),
      days: losses.length,
      ...(gaps && { clarkWest: clarkWest(losses, persistence, gaps) }),
    }
    return { ...facts, sentence: verdictSentence(facts, family) }
  })
}

const found = (test: DieboldMariano | null, adjustedP: number | null, isFlat: boolean) => ({
  outcome: isFlat ? ('not decidable' as const) : outcomeOf(test, adjustedP),
  statistic: test?.statistic ?? null,
  p: test?.p ?? null,
  adjustedP,
  freedom: test?.freedom ?? null,
  lag1: test?.lag1 ?? null,
})

/** A negative statistic is a positive skill: both compare the same two means. */
export function outcomeOf(
  test: Pick<MeanTest, 'statistic'> | null,
  adjustedP: number | null
): Verdict['outcome'] {
  if (test === null || adjustedP === null) return 'too few'
  if (adjustedP >= significance) return 'not distinguishable'
  return test.statistic < 0 ? 'better' : 'worse'
}

/**
 * Ranks by what the test can tell, 1 the best: the better ones, then persistence with all that is
 * not distinguishable from it, then the worse ones. Equals share a rank and the next rank counts
 * them (1, 2, 2, 4). Null: not tested.
 */
export function rankVerdicts(verdicts: readonly Verdict[]): Record<string, number | null> {
  const levels = [
    ...verdicts.map(v => [v.model, level[v.outcome]] as const),
    ['persistence', 1] as const,
  ]
  const rankOf = (own: number | null) =>
    own === null ? null : 1 + levels.filter(([, other]) => other !== null && other < own).length
  return Object.fromEntries(levels.map(([model, own]) => [model, rankOf(own)]))
}

const level = {
  better: 0,
  'not distinguishable': 1,
  worse: 2,
  'too few': null,
  'not decidable': null,
} as const
