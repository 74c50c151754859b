import { done, type Result } from '../../../shared/failure.ts'
import { pathInUnit } from '../../../shared/lab/baseline-path.ts'
import {
  firstDifference,
  firstLossDifference,
  firstWeightDifference,
} from '../../../shared/lab/first-difference.ts'
import { forecastOrigin, hindcastOrigin, windowAtOrigin } from '../../../shared/lab/origins.ts'
import { prepareAllKnown } from '../../../shared/lab/prepare.ts'
import { openWindows, partStarts } from '../../../shared/lab/split.ts'
import { makePredictionTable } from '../../../shared/lab/tables.ts'
import { makeWindows } from '../../../shared/lab/windows.ts'
import type { Comparison, ProofNetwork } from '../../../shared/studies/proof.ts'
import type { PathTable, Weights } from '../../../shared/types.ts'
import { hashBytes } from '../../hash-bytes.ts'
import { readSafetensors } from '../../report/safetensors.ts'
import { readLosses } from '../../store/epochs.ts'
import type { ModelKey } from '../../store/models.ts'
import { type PathKind, readPath } from '../../store/paths.ts'
import { readPredictions } from '../../store/predictions.ts'
import { readWeightsAsFound } from '../../store/weights.ts'
import type { Application, Applied } from '../../training/job.ts'
import { applyToEnd } from '../jobs.ts'
import type { StudyScene } from '../kind.ts'
import type { TrainedAgain, Training } from './train-again.ts'

type Found = Omit<ProofNetwork, 'machine'>

/** Holds what was trained again against all that the database has of the first time. */
export async function compareAgain(
  scene: StudyScene,
  { model, phase, row }: Training,
  again: TrainedAgain,
  signal: AbortSignal
): Promise<Result<Found>> {
  const { h, run } = scene
  const key: ModelKey = { run: run.id, model: model.name, phase }
  const said = await apply(scene, { model, phase }, again.weights, signal)
  if (!said.ok) return said
  const stored = readWeightsAsFound(h.store, key)
  const losses = readLosses(h.store, key)
  return done({
    model: model.name,
    phase,
    epochs: { before: row.epoch, again: again.outcome.epoch },
    stopped: { before: row.stopped ?? '', again: again.outcome.stopped },
    hashes: { recorded: row.weightsHash, stored: stored && hashBytes(stored), again: again.hash },
    weights: compareWeights(stored, again.weights),
    losses: firstLossDifference(losses, again.losses),
    ...compareSaid(scene, key, said.value),
  })
}

/** Null when the bytes are no file of weights any more, or none are there. */
function compareWeights(stored: Uint8Array | null, now: Weights): Comparison | null {
  try {
    return stored && firstWeightDifference(readSafetensors(Buffer.from(stored)).weights, now)
  } catch {
    return null // whatever is wrong with the file: its hash says that it is not the one
  }
}

/**
 * Predictions of the open windows and the hindcast by the first training; the forecast by the
 * second, or by the first where there is no other. Its window lies in the test part, so it waits
 * until that is open.
 */
async function apply(
  scene: StudyScene,
  { model, phase }: Pick<Training, 'model' | 'phase'>,
  weights: Weights,
  signal: AbortSignal
): Promise<Result<Applied>> {
  const { h, run, prepared, testOpen } = scene
  const { window, norm, horizon, retrain } = run.experiment
  const known = phase === 'retrain' ? prepareAllKnown(prepared) : prepared
  const pathFrom = (of: typeof prepared, origin: number) => ({
    windows: windowAtOrigin(of, origin),
    steps: horizon,
  })
  const isFirst = phase === 'train'
  const open = { start: 0, end: openWindows(prepared, testOpen) }
  const application: Application = {
    windows: isFirst ? makeWindows(prepared.values, prepared.window, open).inputs : null,
    cuts: isFirst ? partStarts(prepared, testOpen) : [],
    paths: {
      ...(isFirst && {
        hindcast: pathFrom(prepared, hindcastOrigin(prepared, horizon, testOpen)),
      }),
      ...(testOpen && isFirst !== retrain && { forecast: pathFrom(known, forecastOrigin(known)) }),
    },
  }
  return applyToEnd(h.pool, { kind: 'apply', model, window, norm, weights, application }, signal)
}

type Said = Pick<ProofNetwork, 'predictions' | 'hindcast' | 'forecast'>

/** In the unit of tables, as it was kept. */
function compareSaid(scene: StudyScene, key: ModelKey, { predictions, paths }: Applied): Said {
  const { prepared, testOpen, run } = scene
  const known = key.phase === 'retrain' ? prepareAllKnown(prepared) : prepared
  const past = hindcastOrigin(prepared, run.experiment.horizon, testOpen)
  const path = (kind: PathKind, of: typeof prepared, origin: number) => {
    const steps = paths[kind]
    return steps ? comparePath(scene, key, kind, origin, pathInUnit(of, origin, steps)) : null
  }
  return {
    predictions: key.phase === 'train' ? comparePredictions(scene, key.model, predictions) : null,
    hindcast: path('hindcast', prepared, past),
    forecast: path('forecast', known, forecastOrigin(known)),
  }
}

function comparePredictions(
  { h, run, prepared, testOpen }: StudyScene,
  model: string,
  values: Float32Array
): Comparison | null {
  const stored = readPredictions(h.store, run.id)
  if (!stored) return null
  const now = makePredictionTable(prepared, { [model]: values }, testOpen)
  // an opening may be on record that was not measured, or have come after this was asked
  const rows = Math.min(stored.dates.length, now.dates.length)
  const column = (table: typeof now) => (table.models[model] ?? []).slice(0, rows)
  return firstDifference(column(stored), column(now), i => `${now.dates[i]} (${now.part[i]})`)
}

/** Null where the one that is kept starts from another day: the test part was opened in between. */
function comparePath(
  { h, run, prepared }: StudyScene,
  { model }: ModelKey,
  kind: PathKind,
  origin: number,
  now: Float64Array
): Comparison | null {
  const stored: PathTable | null = readPath(h.store, run.id, kind)
  if (stored?.origin !== prepared.dates[origin]) return null
  return firstDifference(stored?.models[model] ?? [], now, i => `${stored?.dates[i]}, day ${i + 1}`)
}
