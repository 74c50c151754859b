import type { Forecaster, Measures } from '../results.ts'
import type { Prepared, Range } from '../types.ts'
import { baselineNames, fitBaselines, lastKnownInModelSpace, predictBaseline } from './baselines.ts'
import { copycat } from './copycat.ts'
import { directionOf } from './direction.ts'
import { lagCurve } from './lag.ts'
import { fill, mean, meanAbsoluteChange, type Numbers, orNull } from './numbers.ts'
import { openWindows, partsOf, targetBar } from './split.ts'
import { lastKnownPrice, priceOf, targetPrice } from './units.ts'

/**
 * Squared errors in the protocol's own unit, unscaled: CR (tutorial), log return (sealed). [N]
 * `predictions`: model space, one for each window of `range`.
 */
export function squaredErrors(
  prepared: Prepared,
  predictions: Numbers,
  range: Range
): Float64Array {
  const { deviation } = prepared.scaler
  return modelSpaceErrors(prepared, predictions, range).map(error => (error * deviation) ** 2)
}

/** Persistence's squared errors, own unit: what every forecaster is held against. [N] */
export const persistenceSquaredErrors = (prepared: Prepared, range: Range): Float64Array =>
  squaredErrors(prepared, persistencePredictions(prepared, range), range)

/** “Tomorrow = today” as one-step predictions, model space: [N]. */
export const persistencePredictions = (prepared: Prepared, { start, end }: Range) =>
  fill(end - start, k => lastKnownInModelSpace(prepared, start + k))

function modelSpaceErrors(
  { values, window }: Prepared,
  predictions: Numbers,
  range: Range
): Float64Array {
  const count = range.end - range.start
  if (predictions.length !== count)
    throw new Error(`${predictions.length} predictions for ${count} windows`)
  return fill(count, k => predictions[k]! - values[range.start + k + window]!)
}

/**
 * The tutorial's figure: the mean over batches of each batch's mean, batches in time order and
 * the last one smaller but kept, so its windows weigh more than others'.
 */
export function meanOverBatches(errors: Numbers, batch: number): number {
  const means: number[] = []
  for (let start = 0; start < errors.length; start += batch) {
    means.push(mean(errors, start, Math.min(start + batch, errors.length)))
  }
  return mean(means)
}

/** The loss as the loss chart shows it: MSE in model space (scaled), mean over batches. */
export function lossOverBatches(
  prepared: Prepared,
  predictions: Numbers,
  range: Range,
  batch: number
): number {
  return meanOverBatches(
    modelSpaceErrors(prepared, predictions, range).map(e => e * e),
    batch
  )
}

/** Persistence's loss on each open part, in model space: the dashed line of the loss chart. NaN where closed or absent. */
export function persistenceLoss(
  prepared: Prepared,
  batch: number,
  testOpen: boolean
): { train: number; validation: number; test: number } {
  const { train, validation, test } = prepared.split
  const on = (range: Range) =>
    lossOverBatches(prepared, persistencePredictions(prepared, range), range, batch)
  return {
    train: on(train),
    validation: validation ? on(validation) : NaN,
    test: testOpen ? on(test) : NaN,
  }
}

/**
 * Every measure of one forecaster on one part.
 *
 * - mse, in the own unit; skill 1 − mse / persistence's
 * - rmse, mae, mape of the price; mase is mae over the train part's mean |P_t − P_{t−1}|
 *   (Hyndman & Koehler 2006); mape is a fraction, 0.015 for 1.5 %
 * - direction: null for persistence, which calls none
 * - copy: whether it repeats yesterday; not asked of those that do so by definition
 *
 * `predictions`: model space, one for each window of `range`.
 */
export function measure(
  prepared: Prepared,
  predictions: Numbers,
  range: Range,
  { batch, persistence = false, byDefinition = persistence }: MeasureOptions
): Measures {
  const squared = squaredErrors(prepared, predictions, range)
  const mse = mean(squared)
  return {
    mse: orNull(mse),
    mseOverBatches:
      prepared.protocol === 'tutorial' ? orNull(meanOverBatches(squared, batch)) : null,
    ...priceErrors(prepared, predictions, range),
    skill: orNull(skill(mse, mean(persistenceSquaredErrors(prepared, range)))),
    direction: persistence ? null : directionOf(prepared, predictions, range),
    ...copyOf(prepared, predictions, range, byDefinition),
  }
}

interface MeasureOptions {
  readonly batch: number
  readonly persistence?: boolean
  /** A copy of yesterday, or of yesterday and a constant, by what it is. */
  readonly byDefinition?: boolean
}

/** Forecasts that are yesterday’s price and a constant. */
const copiesByDefinition: readonly string[] = ['persistence', 'drift', 'train-mean']

function copyOf(
  prepared: Prepared,
  predictions: Numbers,
  range: Range,
  byDefinition: boolean
): Pick<Measures, 'bestLag' | 'copy'> {
  const { predicted, actual } = predictedPrices(prepared, predictions, range)
  const before = fill(actual.length, k => lastKnownPrice(prepared, range.start + k))
  const { bestLag, isCopy, ...rest } = copycat(predicted, actual, before)
  return { bestLag, copy: { isCopy: byDefinition || bestLag === null ? null : isCopy, ...rest } }
}

/** 1 − error / error of persistence. Not a number where persistence makes no error. */
export const skill = (error: number, errorOfPersistence: number): number => {
  return errorOfPersistence > 0 ? 1 - error / errorOfPersistence : NaN
}

function priceErrors(prepared: Prepared, predictions: Numbers, range: Range) {
  const { predicted, actual } = predictedPrices(prepared, predictions, range)
  const errors = predicted.map((price, k) => price - actual[k]!)
  const mae = mean(errors.map(Math.abs))
  return {
    rmse: orNull(Math.sqrt(mean(errors.map(e => e * e)))),
    mae: orNull(mae),
    mase: orNull(mae / trainChange(prepared)),
    mape: orNull(mean(errors.map((e, k) => Math.abs(e / actual[k]!)))),
  }
}

/** Mean |P_t − P_{t−1}| over the bars up to the last train target; NaN without a train part. */
const trainChange = (prepared: Prepared) =>
  prepared.split.train.end === 0
    ? NaN
    : meanAbsoluteChange(prepared.prices, 0, targetBar(prepared, prepared.split.train.end - 1) + 1)

function predictedPrices(prepared: Prepared, predictions: Numbers, range: Range) {
  const count = range.end - range.start
  return {
    predicted: fill(count, k => priceOf(prepared, range.start + k, predictions[k]!)),
    actual: fill(count, k => targetPrice(prepared, range.start + k)),
  }
}

/** The prices' lag curve on one part. */
export function lagOf(prepared: Prepared, predictions: Numbers, range: Range) {
  const { predicted, actual } = predictedPrices(prepared, predictions, range)
  return lagCurve(predicted, actual)
}

/**
 * Every network and baseline on every open part, persistence first. `networks`: model-space
 * predictions of windows 0 … `openWindows`−1, by name; a closed test part must not be in them.
 */
export function scoreForecasters(
  prepared: Prepared,
  networks: Readonly<Record<string, Numbers>>,
  { batch, testOpen }: { batch: number; testOpen: boolean }
): Forecaster[] {
  const open: Range = { start: 0, end: openWindows(prepared, testOpen) }
  const fitted = fitBaselines(prepared)
  const score = (name: string, kind: Forecaster['kind'], predictions: Numbers): Forecaster => ({
    name,
    kind,
    parts: scoreParts(prepared, predictions, open, {
      batch,
      persistence: name === 'persistence',
      byDefinition: copiesByDefinition.includes(name),
    }),
  })
  return [
    ...baselineNames.map(name =>
      score(name, 'baseline', predictBaseline(prepared, fitted, name, open))
    ),
    ...Object.entries(networks).map(([name, predictions]) => score(name, 'network', predictions)),
  ]
}

function scoreParts(
  prepared: Prepared,
  predictions: Numbers,
  open: Range,
  options: MeasureOptions
): Forecaster['parts'] {
  if (predictions.length !== open.end)
    throw new Error(`${predictions.length} predictions for ${open.end} open windows`)
  const parts = partsOf(prepared.split).filter(
    ({ range }) => range.end <= open.end && range.end > range.start
  )
  return Object.fromEntries(
    parts.map(({ part, range }) => [
      part,
      measure(prepared, sliceOf(predictions, range), range, options),
    ])
  )
}

/** The predictions of windows `range` out of those of all open windows. */
export const sliceOf = (predictions: Numbers, { start, end }: Range): Float64Array =>
  fill(end - start, k => predictions[start + k]!)
