import { discreteUniformity } from '../../../../shared/lab/discrete-uniformity.ts'
import { countPs, type PlaceboRow } from '../../../../shared/lab/placebo-control.ts'

/**
 * What the placebo promises, of each model: on `random-walk` its p are uniform, which chance alone denies
 * in 5 % of all choices of seeds (they are fixed); on `momentum` 36 of 40 are at most 0.05.
 */
export const placeboPromise = { uniform: 0.05, found: 0.9, p: 0.05 } as const

/** Each promise that these rows break, as a sentence; none when all hold. */
export const brokenPromises = (rows: readonly PlaceboRow[]): string[] =>
  [...Map.groupBy(rows, ({ model }) => model)].flatMap(([model, own]) => [
    ...notUniform(
      model,
      own.filter(({ sample }) => sample === 'random-walk')
    ),
    ...notFound(
      model,
      own.filter(({ sample }) => sample === 'momentum')
    ),
  ])

function notUniform(model: string, rows: readonly PlaceboRow[]): string[] {
  if (rows.length === 0) return []
  const { p } = discreteUniformity(countPs(rows))
  if (p >= placeboPromise.uniform) return []
  return [
    `On random-walk the placebo’s p of ${model} are not uniform: Kolmogorov–Smirnov p = ${p.toFixed(4)}, and at least ${placeboPromise.uniform} is promised.`,
  ]
}

function notFound(model: string, rows: readonly PlaceboRow[]): string[] {
  const found = countFound(rows)
  const needed = Math.ceil(placeboPromise.found * rows.length)
  if (found >= needed) return []
  return [
    `On momentum the placebo’s p of ${model} is at most ${placeboPromise.p} in ${found} of ${rows.length} seeds, and at least ${needed} are promised.`,
  ]
}

/** Rows whose p is at most 0.05; 2/40 is. */
export const countFound = (rows: readonly PlaceboRow[]): number =>
  rows.filter(({ p }) => p !== null && p <= placeboPromise.p).length
