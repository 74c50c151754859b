import { describe, expect, it } from 'vitest'
import { describeFoldErrors, makeFoldErrors } from '../../../src/shared/charts/fold-errors.ts'
import { describeHorizonSkill, makeHorizonSkill } from '../../../src/shared/charts/horizon-skill.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import type { BacktestResults } from '../../../src/shared/studies/backtest.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 900, height: 280 }
const models = [
  { name: 'lstm', cell: 'lstm' },
  { name: 'gru', cell: 'gru' },
] as const

const better = { outcome: 'better', statistic: -2.6, p: 0.01, adjustedP: 0.02 } as const
const equal = { outcome: 'not distinguishable', statistic: -1, p: 0.3, adjustedP: 0.3 } as const
const worse = { outcome: 'worse', statistic: 3, p: 0.004, adjustedP: 0.008 } as const
const few = { outcome: 'too few', statistic: null, p: null, adjustedP: null } as const

const forecaster = (name: string, skill: (number | null)[], worst: number) => ({
  name,
  kind: models.some(model => model.name === name) ? ('network' as const) : ('baseline' as const),
  rmse: [1, 2, 3, 4],
  mae: [1, 2, 3, 4],
  skill,
  worst,
})

/** Four days ahead from three origins; GRU ran off on the last of them, and four days ahead. */
const results: BacktestResults = {
  kind: 'backtest',
  stride: 2,
  horizon: 4,
  training: 'fixed',
  part: 'test',
  unit: 'price',
  origins: 3,
  tries: 1,
  sentences: [],
  forecasters: [
    forecaster('persistence', [0, 0, 0, 0], 1),
    forecaster('drift', [0.01, 0.005, 0, -0.01], 1),
    forecaster('ridge', [0.1, 0.05, 0.02, 0], 1),
    forecaster('lstm', [0.2, 0.1, 0.05, -0.02], 1),
    forecaster('gru', [0.15, 0.02, -0.3, null], 2),
  ],
  verdicts: [
    { model: 'lstm', steps: [better, equal, equal, few] },
    { model: 'gru', steps: [better, equal, worse, few] },
  ],
  folds: [
    { fold: 0, origin: '2024-01-02', errors: { persistence: 1, lstm: 0.8, gru: 0.9 } },
    { fold: 1, origin: '2024-01-04', errors: { persistence: 3, lstm: 3.1, gru: 3 } },
    { fold: 2, origin: '2024-01-08', errors: { persistence: 2, lstm: 1.9, gru: null } },
  ],
}

const options = {
  'horizon-skill': makeHorizonSkill({ models, results }, look),
  'fold-errors': makeFoldErrors({ models, results, chosen: 1 }, look),
}

describe('charts of a backtest', () => {
  it.each(Object.entries(options))('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it('have persistence in both, above the networks, dashed', () => {
    for (const { series } of Object.values(options)) {
      const all = [series].flat() as { name?: string; z?: number; lineStyle?: { type: unknown } }[]
      const base = all.find(({ name }) => name === 'Persistence')
      expect(base?.lineStyle?.type).toEqual([5, 4])
      for (const { name, z } of all)
        if (name === 'LSTM' || name === 'GRU') expect(z).toBeLessThan(base?.z ?? 0)
    }
  })

  it('darken the days that could not be tested, and only those', () => {
    const bandOf = (given: BacktestResults) => {
      const { series } = makeHorizonSkill({ models, results: given }, look)
      const all = [series].flat() as { markArea?: { data: unknown[] } }[]
      return all.flatMap(({ markArea }) => markArea?.data ?? [])
    }
    expect(bandOf(results)).toMatchObject([[{ xAxis: 3, name: 'too few to test' }, { xAxis: 4 }]])
    const tested = results.verdicts.map(own => ({ ...own, steps: Array(4).fill(equal) }))
    expect(bandOf({ ...results, verdicts: tested })).toEqual([])
    const none = results.verdicts.map(own => ({ ...own, steps: Array(4).fill(few) }))
    expect(bandOf({ ...results, verdicts: none })).toMatchObject([
      [{ name: 'too few origins to test' }, {}],
    ])
  })

  it('are told in words', () => {
    expect(describeHorizonSkill({ models, results })).toBe(
      'Skill by days ahead on the test part, 1 − squared error / that of persistence; persistence is 0. 1 day ahead: LSTM +20.0\u00a0% and GRU +15.0\u00a0%; 4 days ahead: LSTM −2.0\u00a0% and GRU –.'
    )
    expect(describeFoldErrors({ models, results, chosen: 0 })).toBe(
      'RMSE of the price over 4 days from each of 3 origins. Worst: LSTM from 4 Jan 2024, 3.100 against 3.000 of persistence; GRU from 8 Jan 2024, no number against 2.000 of persistence. Chosen: 2 Jan 2024.'
    )
  })
})
