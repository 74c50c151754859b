import type { Verdict } from '../results.ts'
import type { Bars, Prepared, SampleName } from '../types.ts'
import { fitBaselines, predictBaseline } from './baselines.ts'
import { type PrepareSpec, prepare } from './prepare.ts'
import { makeSample } from './samples.ts'
import { judge } from './verdict.ts'

/**
 * Does the lab call things by their names? On `random-walk` nothing is better than persistence; on
 * `momentum` a forecaster should be.
 *
 * How the 5 % holds: the test is two-sided at 5 %, and “better” also needs skill > 0, so a model as
 * good as persistence is called better about 2.5 % of the time. Holm keeps that for all models of an
 * experiment together. A fitted model on a random walk is a little worse than persistence (its
 * weights are noise), so fewer still: one “better” in 20 seeds would be on the limit.
 */

/** The verdict of one model on one seed of a sample. */
export interface ControlRow {
  readonly sample: SampleName
  readonly seed: number
  readonly model: string
  readonly outcome: Verdict['outcome']
  readonly skill: number | null
  readonly adjustedP: number | null
}

/** All verdicts of one model on one sample, counted. */
export interface ControlSummary {
  readonly sample: SampleName
  readonly model: string
  readonly seeds: number
  readonly better: number
  readonly notDistinguishable: number
  readonly worse: number
  readonly tooFew: number
  readonly medianSkill: number | null
}

/** The controls' experiment: all days, sealed, the design's shares and window. */
export const controlSpec: PrepareSpec = {
  protocol: 'sealed',
  price: 'close',
  days: null,
  from: null,
  to: null,
  window: 30,
  trainShare: 0.7,
  validationShare: 0.15,
  horizon: 30,
}

/** Seeds 1 … 20. */
export const controlSeeds: readonly number[] = Array.from({ length: 20 }, (_, k) => k + 1)

/** One seed's series, ready for ridge or for networks. */
export function prepareControl(sample: SampleName, seed: number): Prepared {
  return prepareSample(makeSample(sample, seed))
}

function prepareSample(bars: Bars): Prepared {
  const prepared = prepare(bars, controlSpec)
  if (!prepared.ok) throw new Error(`a sample could not be prepared: ${prepared.failure.kind}`)
  return prepared.value
}

/** Ridge, fitted on the train part, judged on the opened test part, for each seed. Pure code, seconds. */
export function runRidgeControl(
  sample: SampleName,
  seeds: readonly number[] = controlSeeds
): ControlRow[] {
  return seeds.flatMap(seed => {
    const prepared = prepareControl(sample, seed)
    const { test } = prepared.split
    const ridge = predictBaseline(prepared, fitBaselines(prepared), 'ridge', test)
    return controlRows(sample, seed, judge(prepared, { ridge }, test))
  })
}

/** Verdicts as rows, whatever the models: networks come in here too. */
export const controlRows = (
  sample: SampleName,
  seed: number,
  verdicts: readonly Verdict[]
): ControlRow[] =>
  verdicts.map(({ model, outcome, skill, adjustedP }) => ({
    sample,
    seed,
    model,
    outcome,
    skill,
    adjustedP,
  }))

/** Rows counted by sample and model, in the order they first appear. */
export function controlTable(rows: readonly ControlRow[]): ControlSummary[] {
  const groups = Map.groupBy(rows, row => `${row.sample} ${row.model}`)
  return [...groups.values()].map(group => {
    const count = (outcome: Verdict['outcome']) =>
      group.filter(row => row.outcome === outcome).length
    return {
      sample: group[0]!.sample,
      model: group[0]!.model,
      seeds: group.length,
      better: count('better'),
      notDistinguishable: count('not distinguishable'),
      worse: count('worse'),
      tooFew: count('too few'),
      medianSkill: median(group.flatMap(row => row.skill ?? [])),
    }
  })
}

/** The share of all seed × model verdicts on a sample that say “better”. NaN without rows. */
export function shareBetter(rows: readonly ControlRow[], sample: SampleName): number {
  const of = rows.filter(row => row.sample === sample)
  return of.filter(row => row.outcome === 'better').length / of.length
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
