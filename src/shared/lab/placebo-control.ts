import type { Prepared, SampleName } from '../types.ts'
import { fitBaselines, predictBaseline } from './baselines.ts'
import { controlSpec } from './controls.ts'
import { persistenceSquaredErrors, skill, squaredErrors } from './metrics.ts'
import { mean } from './numbers.ts'
import { placeboCopy, placeboP, placeboSeeds } from './placebo.ts'
import { type PrepareSpec, prepare } from './prepare.ts'
import { makeSample } from './samples.ts'

/**
 * Does the placebo call chance chance? On `random-walk` the real returns are as good an order as any
 * other, so p is uniform on 1/40, 2/40 … 1; on `momentum` the copies have lost what there is to find.
 */

/** With 39 copies the least p is 1/40. */
export const placeboCopies = 39

/** As many days as a run has by default: 40 trainings a seed are many, and need no more. */
export const placeboControlSpec: PrepareSpec = { ...controlSpec, days: 800 }

/** The p of one model on one seed of a sample. */
export interface PlaceboRow {
  readonly sample: SampleName
  readonly seed: number
  readonly model: string
  readonly p: number | null
}

/** A sample’s series, then its copies: what the model is trained on, 40 times. */
export function placeboSeries(sample: SampleName, seed: number): Prepared[] {
  const prepared = prepare(makeSample(sample, seed), placeboControlSpec)
  if (!prepared.ok) throw new Error(`a sample could not be prepared: ${prepared.failure.kind}`)
  const real = prepared.value
  const copies = placeboSeeds(seed, placeboCopies).map(copy =>
    placeboCopy(real, true, { kind: 'permuted', seed: copy })
  )
  return [real, ...copies]
}

/** From the skills of those series, the real one first. */
export function placeboRow(
  sample: SampleName,
  seed: number,
  model: string,
  [real, ...copies]: readonly (number | null)[]
): PlaceboRow {
  const p = placeboP(
    real ?? Number.NaN,
    copies.map(copy => copy ?? Number.NaN)
  )
  return { sample, seed, model, p }
}

/** Ridge on every series, fitted on its train part, measured on its test part. Pure code, 50 ms a seed. */
export function ridgePlacebo(sample: SampleName, seed: number): PlaceboRow {
  return placeboRow(sample, seed, 'ridge', placeboSeries(sample, seed).map(ridgeSkill))
}

function ridgeSkill(prepared: Prepared): number {
  const { test } = prepared.split
  const predicted = predictBaseline(prepared, fitBaselines(prepared), 'ridge', test)
  const error = mean(squaredErrors(prepared, predicted, test))
  return skill(error, mean(persistenceSquaredErrors(prepared, test)))
}

/** How many p there are of each 1/40, 2/40 … 1. [40] */
export function countPs(rows: readonly PlaceboRow[]): number[] {
  const counts = new Array<number>(placeboCopies + 1).fill(0)
  for (const { p } of rows) if (p !== null) counts[Math.round(p * counts.length) - 1]! += 1
  return counts
}
