import { describe, expect, it } from 'vitest'
import { compareMeasures } from '../../../../src/renderer/src/views/compare/compare-measures.ts'
import {
  apartBy,
  compareSettings,
} from '../../../../src/renderer/src/views/compare/compare-settings.ts'
import type { ComparedRun } from '../../../../src/shared/lab/compare-runs.ts'
import type { Results } from '../../../../src/shared/results.ts'
import type { SeedsResults } from '../../../../src/shared/studies/seeds.ts'
import { someResults } from '../results/some-results.ts'

const predictions = { dates: [], part: [], actual: [], persistence: [], models: {} }
const run = (letter: string, changes: Partial<Results['experiment']> = {}): ComparedRun => ({
  letter,
  model: 'lstm',
  predictions,
  results: { ...someResults, experiment: { ...someResults.experiment, ...changes } },
})

describe('settings side by side', () => {
  it('put what differs first, whatever its place, and the rest after it', () => {
    const settings = compareSettings([run('A'), run('B', { seed: 8, norm: 'layer' })])
    expect(settings.slice(0, 2)).toEqual([
      { name: 'Normalisation', values: ['none', 'layer'], differs: true },
      { name: 'Seed', values: ['7', '8'], differs: true },
    ])
    expect(settings.slice(2).some(setting => setting.differs)).toBe(false)
    expect(settings.find(s => s.name === 'Clip by norm')?.values).toEqual(['none', 'none'])
  })

  it('say a dash where a run has no such setting', () => {
    const gru = { ...someResults.experiment.models[0]!, cell: 'gru' as const }
    const [lstm, other] = [run('A'), run('B', { models: [gru] })]
    const reset = compareSettings([lstm, other]).find(s => s.name === 'Reset gate')
    expect(reset).toEqual({ name: 'Reset gate', values: ['–', 'after'], differs: true })
  })
})

describe('what sets a run apart', () => {
  it('is said in a word or two at its line’s end', () => {
    const runs = [run('A'), run('B', { norm: 'layer' })]
    expect(runs.map((_, i) => apartBy(runs, i))).toEqual([
      'normalisation none',
      'normalisation layer',
    ])
    expect(apartBy([run('A'), run('B')], 0)).toBe('')
  })
})

describe('measures side by side', () => {
  it('have persistence once where the runs share its days', () => {
    const { columns, lines } = compareMeasures([run('A'), run('B')], true)
    expect(columns.map(c => c.text)).toEqual(['Persistence', 'A', 'B'])
    expect(lines[0]).toMatchObject({ name: 'MSE × 10⁻⁴', texts: ['4.000', '2.000', '2.000'] })
    expect(lines[1]).toMatchObject({ name: 'Skill', texts: ['0', '+50.0\u00a0%', '+50.0\u00a0%'] })
  })

  it('have it beside each run where they do not', () => {
    const { columns } = compareMeasures([run('A'), run('B')], false)
    expect(columns.map(c => c.text)).toEqual(['Persistence, A', 'A', 'Persistence, B', 'B'])
  })

  it('are medians with their ranges where a run has several seeds, and its own elsewhere', () => {
    const range = (low: number, median: number, high: number) => ({ low, median, high, count: 3 })
    const parts = { test: { mse: range(1e-4, 3e-4, 5e-4), skill: range(-0.25, 0.25, 0.75) } }
    const seeds = { networks: [{ model: 'lstm', parts }] } as unknown as SeedsResults
    const { lines } = compareMeasures([{ ...run('A'), seeds }, run('B')], true)
    expect(lines[0]).toMatchObject({
      texts: ['4.000', '3.000', '2.000'],
      ranges: [null, { low: '1.000', high: '5.000' }, null],
      values: [4e-4, 3e-4, 2e-4],
      lows: [null, 1e-4, null],
      highs: [null, 5e-4, null],
    })
    expect(lines[1]).toMatchObject({
      texts: ['0', '+25.0\u00a0%', '+50.0\u00a0%'],
      ranges: [null, { low: '−25.0\u00a0%', high: '+75.0\u00a0%' }, null],
    })
  })

  it('say a dash where nothing was trained', () => {
    const { lines } = compareMeasures([run('A')], true)
    expect(lines.find(line => line.name === 'Best epoch')?.texts).toEqual(['–', '–'])
  })
})
