import type { LeakageMap, LeakageStage, LeakageViolation, StageId } from '../lab-wire.ts'
import type { PartRange } from '../results.ts'
import type { IsoDate, Part, Prepared, Range } from '../types.ts'
import { stageWords, violationSentence, wholeSentence } from './leakage-words.ts'
import { hindcastOrigin } from './origins.ts'
import { describeSplit, openWindows, targetBar } from './split.ts'

/** In the order in which a run goes through them. */
export const stageIds: readonly StageId[] = [
  'scaler',
  'train-inputs',
  'train-targets',
  'watched-inputs',
  'watched-targets',
  'baselines',
  'bands',
  'measures',
  'verdict',
  'hindcast-input',
  'hindcast-truth',
  'retrain-scaler',
  'retrain',
  'forecast-input',
]

/** What instrumented readers saw of a stage. Bars by index. */
export interface Sighting {
  /** Every bar that was read, whatever the order; none where the run has no such stage. */
  readonly bars: readonly number[]
  /**
   * The last bar after the stage's limit whose altering changes what comes out of it; null when none
   * does. Finds what was read behind the readers' backs.
   */
  readonly reach: number | null
}

export type Sightings = Readonly<Record<StageId, Sighting>>

/**
 * The last bar that each stage may see (design, “Who may see what”): what is fitted knows the train
 * part and no more, the choice of an epoch and the bands what is watched, measures what is open, a
 * hindcast its origin. The forecast speaks of the future and may know every day.
 */
export function limitsOf(
  prepared: Prepared,
  { testOpen, horizon }: { readonly testOpen: boolean; readonly horizon: number }
): Record<StageId, number> {
  const { train, validation, test } = prepared.split
  const all = prepared.prices.length - 1
  const fitted = targetBar(prepared, train.end - 1)
  const watched = targetBar(prepared, (validation ?? test).end - 1)
  const open = targetBar(prepared, openWindows(prepared, testOpen) - 1)
  return {
    scaler: fitted,
    'train-inputs': fitted,
    'train-targets': fitted,
    'watched-inputs': watched,
    'watched-targets': watched,
    baselines: fitted,
    bands: open,
    measures: open,
    verdict: open,
    'hindcast-input': hindcastOrigin(prepared, horizon, testOpen),
    'hindcast-truth': open,
    'retrain-scaler': all,
    retrain: all,
    'forecast-input': all,
  }
}

export interface LeakageScene {
  readonly run: string
  /** As the rules want it, whatever the stages made of it. */
  readonly prepared: Prepared
  readonly testOpen: boolean
  readonly horizon: number
}

/** The map of a run from what was seen of it. */
export function makeLeakageMap(scene: LeakageScene, sightings: Sightings): LeakageMap {
  const { run, prepared, testOpen } = scene
  const limits = limitsOf(prepared, scene)
  const stages = stageIds
    .filter(id => sightings[id].bars.length > 0 || sightings[id].reach !== null)
    .map(id => stageOf(id, sightings[id], limits[id], prepared))
  const violations = stages.flatMap(stage => violationsOf(stage, limits[stage.id], prepared.dates))
  const split = describeSplit(prepared)
  const { protocol, dates } = prepared
  return {
    run,
    protocol,
    testOpen,
    dates,
    split,
    stages,
    violations,
    sentence: wholeSentence({ stages, violations, split, testOpen }),
  }
}

function stageOf(
  id: StageId,
  { bars, reach }: Sighting,
  limit: number,
  { protocol, dates }: Prepared
): LeakageStage {
  const rows = rangesOf(bars)
  return {
    id,
    ...stageWords(id, protocol),
    rows,
    first: dates[rows[0]?.start ?? -1] ?? null,
    last: dates[(rows.at(-1)?.end ?? 0) - 1] ?? null,
    count: rows.reduce((sum, { start, end }) => sum + end - start, 0),
    limit: dates[limit] ?? '',
    reach: reach === null ? null : (dates[reach] ?? null),
  }
}

/** Runs of bars without a gap, in time order, each bar counted once. */
export function rangesOf(bars: readonly number[]): Range[] {
  const ranges: { start: number; end: number }[] = []
  for (const bar of Int32Array.from(new Set(bars)).sort()) {
    const last = ranges.at(-1)
    if (last?.end === bar) last.end++
    else ranges.push({ start: bar, end: bar + 1 })
  }
  return ranges
}

/** What a stage read, or let itself be changed by, after its limit. */
function violationsOf(
  stage: LeakageStage,
  limit: number,
  dates: readonly IsoDate[]
): LeakageViolation[] {
  const late = stage.rows.filter(({ end }) => end - 1 > limit)
  const first = dates[Math.max(limit + 1, late[0]?.start ?? 0)] ?? ''
  const read = late.length > 0 ? [{ how: 'read' as const, first, last: stage.last ?? '' }] : []
  const from = dates[limit + 1] ?? ''
  const changed =
    stage.reach === null ? [] : [{ how: 'changed' as const, first: from, last: stage.reach }]
  // read and changed by the same days is one finding
  return [...read, ...(read.length > 0 ? [] : changed)].map(found => ({
    stage: stage.id,
    limit: stage.limit,
    ...found,
    sentence: violationSentence(stage.name, { limit: stage.limit, ...found }),
  }))
}

/** Parts that a stage touched. */
export const touchedParts = (
  { first, last }: Pick<LeakageStage, 'first' | 'last'>,
  split: readonly PartRange[]
): Part[] =>
  first === null || last === null
    ? []
    : split.filter(own => first <= own.last && last >= own.first).map(own => own.part)
