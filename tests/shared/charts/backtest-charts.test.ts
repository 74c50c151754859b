import { describe, expect, it } from 'vitest'
import { describeFoldErrors, makeFoldErrors } from '../../../src/shared/charts/fold-errors.ts'
import { describeHorizonSkill, makeHorizonSkill } from '../../../src/shared/charts/horizon-skill.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import type { BacktestResults } from '../../../src/shared/studies/backtest.ts'
import {
  equal,
  few,
  backtestModels as models,
  someBacktest as results,
} from '../../support/some-backtest.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 900, height: 280 }
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
