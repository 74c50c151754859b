import type { Verdict } from '../results.ts'
import type { Prepared, Range } from '../types.ts'
import { type DieboldMariano, dieboldMariano } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { persistenceSquaredErrors, skill, squaredErrors } from './metrics.ts'
import { mean, type Numbers, orNull } from './numbers.ts'
import { verdictSentence } from './words.ts'

/** “Better” and “worse” need an adjusted p below this. Two-sided, so each has half of it by luck. */
export const significance = 0.05

/** Squared one-step errors of one model on the days of the verdict, own unit. */
export interface ModelLosses {
  readonly model: string
  readonly losses: Numbers
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
  }))
  return judgeLosses(models, persistenceSquaredErrors(prepared, range))
}

/** The same from losses: controls and studies. All arrays have one entry a day. */
export function judgeLosses(models: readonly ModelLosses[], persistence: Numbers): Verdict[] {
  const tests = models.map(({ losses }) => dieboldMariano(losses, persistence))
  const adjusted = holm(tests.map(test => test?.p ?? null))
  return models.map(({ model, losses }, k) => {
    const gain = skill(mean(losses), mean(persistence))
    return conclude(
      model,
      tests[k]!,
      adjusted[k]!,
      gain,
      losses.length,
      adjusted.filter(p => p !== null).length
    )
  })
}

function conclude(
  model: string,
  test: DieboldMariano | null,
  adjustedP: number | null,
  gain: number,
  days: number,
  family: number
): Verdict {
  const facts = {
    model,
    outcome: outcomeOf(test, adjustedP),
    statistic: test?.statistic ?? null,
    p: test?.p ?? null,
    adjustedP,
    skill: orNull(gain),
    days,
  }
  return { ...facts, sentence: verdictSentence(facts, family) }
}

/** A negative statistic is a positive skill: both compare the same two means. */
export function outcomeOf(
  test: DieboldMariano | null,
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

const level = { better: 0, 'not distinguishable': 1, worse: 2, 'too few': null } as const
