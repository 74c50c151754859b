import type { Part, PredictionTable } from '../../../src/shared/types.ts'

/**
 * The measures once more, from the formulas and from stored tables, by code that shares nothing
 * with `shared/lab`: the witness of `results.json`.
 */

export interface Day {
  readonly before: number
  readonly actual: number
  readonly predicted: number
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

/** Prices around each target day of a part, from the table of predictions. */
export function daysOf(
  { part, actual, persistence, models }: PredictionTable,
  wanted: Part,
  name: string,
  unitPrice: number
): Day[] {
  const predicted = name === 'persistence' ? persistence : (models[name] ?? [])
  return part.flatMap((own, i) => {
    const [before = NaN, truth = NaN, said = NaN] = [persistence[i], actual[i], predicted[i]]
    const day = { before, actual: truth, predicted: said }
    return own === wanted ? [mapDay(day, value => value * unitPrice)] : []
  })
}

const mapDay = (day: Day, change: (value: number) => number): Day => ({
  before: change(day.before),
  actual: change(day.actual),
  predicted: change(day.predicted),
})

/** Squared errors in the protocol's own unit: CR, or the log return. */
export const lossesOf = (days: readonly Day[], sealed: boolean, firstPrice: number): number[] =>
  days.map(({ before, actual, predicted }) =>
    sealed
      ? (Math.log(predicted / before) - Math.log(actual / before)) ** 2
      : ((predicted - actual) / firstPrice) ** 2
  )

export function overBatches(losses: readonly number[], batch: number): number {
  const batches: number[] = []
  for (let i = 0; i < losses.length; i += batch) batches.push(mean(losses.slice(i, i + batch)))
  return mean(batches)
}

/** All but direction and lag. `trainChange`: mean |P_t − P_{t−1}| of the train part. */
export function errorsOf(days: readonly Day[], trainChange: number) {
  const errors = days.map(({ predicted, actual }) => predicted - actual)
  const mae = mean(errors.map(Math.abs))
  return {
    rmse: Math.sqrt(mean(errors.map(e => e * e))),
    mae,
    mase: mae / trainChange,
    mape: mean(days.map(({ predicted, actual }) => Math.abs(predicted / actual - 1))),
  }
}

export function shareRight(days: readonly Day[]): { share: number; days: number } {
  const moved = days.filter(({ before, actual }) => before !== actual)
  const right = moved.filter(d => (d.predicted - d.before) * (d.actual - d.before) > 0)
  return { share: right.length / moved.length, days: moved.length }
}

/** The shift of least RMSE among −10 … 10. */
export function bestShift(days: readonly Day[]): number {
  const rmse = (shift: number) => {
    const pairs = days.flatMap(({ actual }, t) => {
      const said = days[t - shift]?.predicted
      return said === undefined ? [] : [(actual - said) ** 2]
    })
    return Math.sqrt(mean(pairs))
  }
  const shifts = Array.from({ length: 21 }, (_, k) => k - 10)
  return shifts.reduce((best, shift) => (rmse(shift) < rmse(best) ? shift : best), 0)
}

/** Student's t of paired differences: what Diebold–Mariano with the correction is at one step. */
export function pairedT(losses: readonly number[], others: readonly number[]): number {
  const d = losses.map((loss, i) => loss - (others[i] ?? NaN))
  const centre = mean(d)
  const variance = d.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (d.length - 1)
  return centre / Math.sqrt(variance / d.length)
}

/** Two p values after Holm. */
export function holmOfTwo(a: number, b: number): [number, number] {
  const least = Math.min(1, 2 * Math.min(a, b))
  const most = Math.max(least, Math.min(1, Math.max(a, b)))
  return a <= b ? [least, most] : [most, least]
}
