import { type BandShare, bandShares } from '../bands.ts'
import type { Prepared, SampleName } from '../types.ts'
import { relativeWidth } from './band-edges.ts'
import { type PathFrom, type StepBand, uselessness, walkBands } from './bands.ts'
import { baselinePath } from './baseline-path.ts'
import { fitBaselines } from './baselines.ts'
import { coverageOf } from './coverage.ts'
import { mean } from './numbers.ts'

/**
 * Do the bands hold what they promise, where it can be known? Samples of 2,000 days, sealed and opened:
 * calibrated on validation, measured day by day on the test part. Seeds are pooled step by step.
 */

/** Steps ahead that controls look at. */
export const controlHorizon = 30

/** Widths, and whether the truth lay within, of one forecaster on one seed of a sample. */
export interface BandControl {
  readonly sample: SampleName
  readonly model: string
  readonly steps: readonly Record<BandShare, StepBand>[]
}

/** What all seeds say together, of one sample, model, promise and step. */
export interface BandControlRow {
  readonly sample: SampleName
  readonly model: string
  readonly promised: BandShare
  readonly step: number
  readonly share: number
  readonly low: number | null
  readonly high: number | null
  readonly effective: number
  readonly days: number
  /** Mean from edge to edge, as a share of the prediction. */
  readonly meanWidth: number
  /** Null: neither infinite nor without width, on any seed. */
  readonly useless: 'infinite' | 'zero' | null
}

/** One forecaster of one seed: its bands are walked through the opened test part. */
export const controlBands = (
  sample: SampleName,
  model: string,
  prepared: Prepared,
  from: PathFrom
): BandControl => ({
  sample,
  model,
  steps: walkBands(prepared, from, { testOpen: true, horizon: controlHorizon }),
})

/** Ridge, fitted on the train part, and persistence. */
export function baselineControls(sample: SampleName, prepared: Prepared): BandControl[] {
  const fitted = fitBaselines(prepared)
  return (['ridge', 'persistence'] as const).map(name =>
    controlBands(sample, name, prepared, (origin, steps) =>
      baselinePath(prepared, fitted, name, origin, steps)
    )
  )
}

/** Seeds pooled: samples in the order they came, then models, promises, steps. */
export function bandControlRows(controls: readonly BandControl[]): BandControlRow[] {
  const groups = Map.groupBy(controls, ({ sample, model }) => `${sample} ${model}`)
  return [...groups.values()].flatMap(group =>
    bandShares.flatMap(promised =>
      Array.from({ length: controlHorizon }, (_, k) => pooled(group, promised, k))
    )
  )
}

/** Seeds follow one another: no target overlaps that of another seed, so blocks may. */
function pooled(group: readonly BandControl[], promised: BandShare, k: number): BandControlRow {
  const days = group.flatMap(({ steps }) => steps[k]?.[promised].measured ?? [])
  const coverage = coverageOf(
    days.map(({ covered }) => covered),
    { steps: k + 1 }
  )
  if (coverage === null) throw new Error(`no day was measured ${k + 1} steps ahead`)
  return {
    sample: group[0]!.sample,
    model: group[0]!.model,
    promised,
    step: k + 1,
    ...coverage,
    meanWidth: mean(days.map(({ width }) => relativeWidth(width))),
    useless: group.map(({ steps }) => uselessness(steps)).find(why => why !== null) ?? null,
  }
}
