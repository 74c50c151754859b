import { done, type Result } from '../../shared/failure.ts'
import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import { persistenceLoss } from '../../shared/lab/metrics.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import type { Losses, Protocol } from '../../shared/types.ts'
import type { ModelProgress, TrainingState } from '../../shared/wire.ts'
import { type EpochRow, readLosses } from '../store/epochs.ts'
import { type ModelRow, readModels } from '../store/models.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, type Run, readResults } from '../store/runs.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import type { LiveRun } from './live-run.ts'
import { lossBatch } from './loss-batch.ts'

/**
 * What a Train view draws of a run: where each network stands, and its losses to this moment. A
 * closed test part has no loss, and no persistence either.
 */
export function readTraining(
  h: Hindcast,
  typed: string,
  live: (id: string) => LiveRun | null
): Result<TrainingState> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    const prepared = prepare(readBars(h.store, run.revision.id), run.experiment)
    if (!prepared.ok) return prepared
    const now = live(run.id)
    const isSealed = run.experiment.protocol === 'sealed'
    // as measured: an opening may be on record whose measuring was cut short
    const testOpen = !isSealed || readResults(h.store, run.id)?.seal.state === 'open'
    const losses = run.experiment.models.map(
      ({ name }) => [name, lossesNow(h, run, name, now)] as const
    )
    return done({
      models: progressOf(h, run, now),
      losses: Object.fromEntries(losses),
      persistenceLoss: persistenceLoss(prepared.value, lossBatch(run), testOpen),
      watched: isSealed ? ('validation' as const) : ('test' as const),
    })
  })
}

/** What is stored, and after it what the trainer told since. */
function lossesNow(h: Hindcast, run: Run, model: string, live: LiveRun | null): Losses {
  const stored = readLosses(h.store, { run: run.id, model, phase: 'train' })
  const last = stored.epoch.at(-1) ?? 0
  live?.forget(model, last)
  const rows = live?.rows(model) ?? []
  return rows[0]?.epoch === last + 1 ? appendRows(stored, rows) : stored
}

const appendRows = (losses: Losses, rows: readonly EpochRow[]): Losses => ({
  epoch: [...losses.epoch, ...rows.map(row => row.epoch)],
  train: [...losses.train, ...rows.map(row => row.train)],
  validation: [...losses.validation, ...rows.map(row => row.validation)],
  test: [...losses.test, ...rows.map(row => row.test)],
  gradientNorm: [...losses.gradientNorm, ...rows.map(row => row.gradientNorm)],
})

/**
 * Where each network of a run stands: in its first phase, or in the second once that is over. Of a
 * network that is done the first phase is told, since that is the one that is drawn and measured.
 */
export function progressOf(h: Hindcast, run: Run, live: LiveRun | null): ModelProgress[] {
  const rows = readModels(h.store, run.id)
  const row = (model: string, phase: ModelRow['phase']) =>
    rows.find(one => one.model === model && one.phase === phase)
  const { experiment } = run
  const { protocol } = experiment
  return experiment.models.map(({ name, cell }) => {
    const first = row(name, 'train')
    const second = experiment.retrain ? row(name, 'retrain') : undefined
    const inFirst = !isOver(first) || !experiment.retrain || isOver(second)
    const phase = inFirst ? ('train' as const) : ('retrain' as const)
    const told = inFirst ? first : second
    const now = live?.model(name)
    const current = now?.phase === phase && !isOver(told) ? now : null
    return {
      model: name,
      cell,
      phase,
      state: stateOf(told, live?.isPausedModel(name) ?? false),
      epoch: current?.epoch ?? told?.epoch ?? 0,
      epochs: inFirst || !first ? experiment.epochs : secondEpochs(protocol, first),
      seconds: current?.seconds ?? told?.seconds ?? 0,
      bestEpoch: (inFirst ? current?.bestEpoch : null) ?? first?.bestEpoch ?? null,
      stopped: inFirst ? (first?.stopped ?? null) : null,
      trouble: first?.trouble ?? null,
    }
  })
}

const isOver = (row: ModelRow | undefined): boolean =>
  row?.state === 'finished' || row?.state === 'failed'

function stateOf(row: ModelRow | undefined, paused: boolean): ModelProgress['state'] {
  const state = row?.state ?? 'waiting'
  return paused && (state === 'training' || state === 'waiting') ? 'paused' : state
}

/** As many epochs as the first training's weights had. */
const secondEpochs = (protocol: Protocol, first: ModelRow): number =>
  Math.max(1, chosenEpoch(protocol, first))
