import { formatNumber } from '../../../../shared/charts/format.ts'
import { discreteUniformity } from '../../../../shared/lab/discrete-uniformity.ts'
import { countPs, type PlaceboRow } from '../../../../shared/lab/placebo-control.ts'
import type { ControlTable } from '../table.ts'
import { countFound } from './placebo-promise.ts'

/** Of each sample and model: how many p are small, and whether they are uniform, which they should be on `random-walk` alone. */
export function placeboTable(rows: readonly PlaceboRow[]): ControlTable {
  const groups = grouped(rows).toSorted(([a], [b]) => order(a) - order(b))
  return {
    head: ['Sample', 'Model', 'Seeds', 'p ≤ 0.05', 'KS distance from uniform', 'KS p'],
    rows: groups.map(([first, own]) => {
      const { statistic, p } = discreteUniformity(countPs(own))
      const counts = [own.length, countFound(own)].map(String)
      return [first.sample, first.model, ...counts, formatNumber(statistic, 3), ksWords(p)]
    }),
    words: 2,
  }
}

const order = ({ sample }: PlaceboRow) => (sample === 'random-walk' ? 0 : 1)

const ksWords = (p: number) => (p < 0.001 ? '< 0.001' : formatNumber(p, 3))

function grouped(rows: readonly PlaceboRow[]): [PlaceboRow, readonly PlaceboRow[]][] {
  const groups = Map.groupBy(rows, ({ sample, model }) => `${sample} ${model}`)
  return [...groups.values()].map(own => [own[0]!, own])
}

const bins = 10

/** p on `random-walk`, ten bins of four values each: a histogram for each model. */
export const placeboHistogram = (rows: readonly PlaceboRow[]): string[] =>
  grouped(rows.filter(({ sample }) => sample === 'random-walk')).map(([{ model }, own]) => {
    const counts = countPs(own)
    const width = counts.length / bins
    const lines = Array.from({ length: bins }, (_, k) => {
      const count = counts.slice(k * width, (k + 1) * width).reduce((sum, one) => sum + one, 0)
      const from = ((k * width + 1) / counts.length).toFixed(3)
      const to = (((k + 1) * width) / counts.length).toFixed(3)
      return `${from} … ${to}  ${'█'.repeat(count)} ${count}`
    })
    const even = formatNumber(own.length / bins, own.length % bins === 0 ? 0 : 1)
    return [`p of ${model} on random-walk, ${even} expected in each line`, ...lines].join('\n')
  })
