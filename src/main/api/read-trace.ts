import { done, failed, type Result } from '../../shared/failure.ts'
import { persistencePredictions } from '../../shared/lab/metrics.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { isTestOpen, openWindows, targetBar } from '../../shared/lab/split.ts'
import { traceWindow } from '../../shared/lab/trace.ts'
import { windowAt } from '../../shared/lab/windows.ts'
import type { Prepared, Weights } from '../../shared/types.ts'
import type { Trace } from '../../shared/wire.ts'
import { readModels } from '../store/models.ts'
import { readBars } from '../store/revisions.ts'
import { findRun } from '../store/runs.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'
import { readStoredWeights } from './stored-weights.ts'

export interface TraceRequest {
  readonly id: string
  readonly model: string
  readonly window: number
}

/**
 * One window of a run's own series through one of its first-trained networks, step by step. While
 * the test part is closed, only windows of train and validation can be looked at.
 */
export function readTrace(h: Hindcast, { id: typed, model, window }: TraceRequest): Result<Trace> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    const { id, experiment } = run
    const models = experiment.models.map(({ name }) => name)
    const spec = experiment.models.find(({ name }) => name === model)
    if (!spec) return failed({ kind: 'no-such-model', run: id, model, models })
    const row = readModels(h.store, id).find(r => r.model === model && r.phase === 'train')
    if (!row?.stopped) return failed({ kind: 'run-unfinished', id, state: run.state })
    const made = prepare(readBars(h.store, run.revision.id), experiment)
    if (!made.ok) return made
    const prepared = made.value
    const windows = openWindows(prepared, isTestOpen(prepared, run.openedAt !== null))
    if (window >= windows) return failed({ kind: 'no-such-window', window, windows })
    const weights = readStoredWeights(h.store, { run: id, model, phase: 'train' })
    const T = prepared.window
    const inputs = [...windowAt(prepared.values, T, window)]
    const { prediction, layers } = traceWindow(
      { model: spec, norm: experiment.norm },
      weights,
      inputs
    )
    const start = window + prepared.offset
    return done({
      run: id,
      model,
      cell: spec.cell,
      window,
      windows,
      dates: prepared.dates.slice(start, start + T),
      targetDate: prepared.dates[targetBar(prepared, window)] ?? '',
      inputs,
      layers,
      prediction,
      target: prepared.values[window + T] ?? Number.NaN,
      persistence: persistenceAt(prepared, window),
      tensors: tensorsOf(weights),
    })
  })
}

const persistenceAt = (prepared: Prepared, window: number): number =>
  persistencePredictions(prepared, { start: window, end: window + 1 })[0] ?? Number.NaN

const tensorsOf = (weights: Weights): Trace['tensors'] =>
  Object.entries(weights).map(([name, { shape, data }]) => ({
    name,
    shape,
    norm: Math.sqrt(data.reduce((total, x) => total + x * x, 0)),
  }))
