import { isDeepStrictEqual } from 'node:util'
import { limitsOf, type Sighting, type Sightings, stageIds } from '../../shared/lab/leakage.ts'
import { prepareChosen } from '../../shared/lab/prepare.ts'
import type { StageId } from '../../shared/lab-wire.ts'
import type { Prepared } from '../../shared/types.ts'
import { blind, openEyes } from './eyes.ts'
import {
  realSteps,
  runStages,
  type StageOutputs,
  type StageScene,
  type Steps,
} from './run-stages.ts'

/** What was seen, and what the rules are held against. */
export interface TracedRun {
  readonly prepared: Prepared
  readonly sightings: Sightings
}

/**
 * Watches a run's stages read. Two witnesses: instrumented readers note each row that is read; and
 * beside them, for what might be read behind their backs, all days after a stage's limit are altered,
 * and what comes out of it has to stay the same bit for bit. Takes its time: ask for it beside
 * (src/main/beside).
 */
export function traceRun(scene: StageScene, steps: Steps = realSteps): TracedRun {
  const honest = prepareChosen(scene.chosen, scene.experiment)
  if (!honest.ok)
    throw new Error(`a run that was trained cannot be prepared: ${honest.failure.kind}`)
  const prepared = honest.value
  const { eyes, barsOf } = openEyes(prepared.offset)
  runStages(scene, steps, eyes)
  const reach = reachesOf(scene, steps, prepared)
  const sighting = (id: StageId): Sighting => ({ bars: barsOf(id), reach: reach(id) })
  return {
    prepared,
    sightings: Object.fromEntries(stageIds.map(id => [id, sighting(id)])) as unknown as Sightings,
  }
}

/** For each stage the last bar after its limit that, altered, changes what comes out; null for none. */
function reachesOf(scene: StageScene, steps: Steps, prepared: Prepared) {
  const { testOpen, experiment } = scene
  const limits = limitsOf(prepared, { testOpen, horizon: experiment.horizon })
  const bars = prepared.prices.length
  const altered = new Map<number, StageOutputs>()
  const outputs = (from: number): StageOutputs => {
    const known = altered.get(from)
    if (known) return known
    const made = runStages({ ...scene, chosen: alter(scene.chosen, from) }, steps, blind)
    altered.set(from, made)
    return made
  }
  // by value: serialised, the same number has other bytes once V8 keeps it as a double
  const changes = (id: StageId, from: number) =>
    from < bars && !isDeepStrictEqual(outputs(bars)[id], outputs(from)[id])
  return (id: StageId): number | null => {
    // the train part is in scaler and baselines, also where a hindcast begins within it
    const first = Math.max(limits[id], limits.scaler) + 1
    if (!changes(id, first)) return null
    let [reached, beyond] = [first, bars]
    while (beyond - reached > 1) {
      const middle = (reached + beyond) >> 1
      if (changes(id, middle)) reached = middle
      else beyond = middle
    }
    return reached
  }
}

/** Every price from bar `from` on another one, still positive. */
function alter({ dates, prices }: StageScene['chosen'], from: number): StageScene['chosen'] {
  return {
    dates,
    prices: prices.map((price, i) => (i < from ? price : price * (1.5 + Math.sin(12.9898 * i)))),
  }
}
