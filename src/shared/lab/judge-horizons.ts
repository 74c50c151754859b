import type { BacktestResults, HorizonVerdict } from '../studies/backtest.ts'
import type { DieboldMariano } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { horizonTest } from './horizon-test.ts'
import type { Numbers } from './numbers.ts'
import { significance } from './verdict.ts'

/**
 * Each network against persistence at each step ahead, Holm over the networks at that step.
 * Losses: [H][N], one for each origin in time order, `stride` days apart.
 */
export function judgeHorizons(
  networks: Readonly<Record<string, readonly Numbers[]>>,
  persistence: readonly Numbers[],
  stride: number
): BacktestResults['verdicts'] {
  const models = Object.keys(networks)
  const bySteps = persistence.map((other, h) => {
    const tests = models.map(model =>
      horizonTest(networks[model]![h]!, other, { steps: h + 1, stride })
    )
    const adjusted = holm(tests.map(test => test?.p ?? null))
    return tests.map((test, k) => conclude(test, adjusted[k]!))
  })
  return models.map((model, k) => ({ model, steps: bySteps.map(verdicts => verdicts[k]!) }))
}

/** A negative statistic is a positive skill: both compare the same two means. */
function conclude(test: DieboldMariano | null, adjustedP: number | null): HorizonVerdict {
  if (test === null || adjustedP === null)
    return { outcome: 'too few', statistic: null, p: null, adjustedP: null }
  const told = test.statistic < 0 ? 'better' : 'worse'
  return {
    outcome: adjustedP < significance ? told : 'not distinguishable',
    ...test,
    adjustedP,
  }
}
