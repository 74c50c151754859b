import type { EpochRow } from '../store/epochs.ts'
import type { Run } from '../store/runs.ts'
import type { PhaseEnd, RunListener } from '../training/run.ts'
import type { LiveRun } from './live-run.ts'
import type { Log } from './log.ts'
import type { Publish } from './service.ts'

export interface ListenerOptions {
  readonly publish: Publish
  readonly log: Log
  /** A model's first phase ended while so many trained at once. May not throw. */
  readonly onTrained?: (run: Run, model: string, end: PhaseEnd, together: number) => void
  /** Says where a model stands now. */
  readonly tell: (model: string) => void
}

/** Hears a run: keeps `live` up to date and tells the windows what is new. */
export function listenToRun(run: Run, live: LiveRun, options: ListenerOptions): RunListener {
  const { publish, log, onTrained, tell } = options
  const { id } = run
  return {
    onStart: (model, phase) => {
      live.start(model, phase)
      tell(model)
    },
    onEpochs: (model, phase, rows, best, seconds) => {
      live.add(model, phase, rows, best, seconds)
      publish('epochs', { run: id, model, phase, ...columnsOf(rows), best, seconds })
    },
    onPaused: model => tell(model),
    onPhaseEnd: (model, phase, end) => {
      live.end(model, phase, end)
      if (phase === 'retrain' || !run.experiment.retrain) live.finish(model)
      if (phase === 'train') onTrained?.(run, model, end, live.training)
      tell(model)
    },
    onStage: text => publish('stage', { run: id, text }),
    onNotice: text => {
      log.write('warning', `run ${id}: ${text}`)
      publish('notice', { text, intent: 'warning' })
    },
  }
}

function columnsOf(rows: readonly EpochRow[]) {
  return {
    epoch: rows.map(row => row.epoch),
    train: rows.map(row => row.train),
    validation: rows.map(row => row.validation),
    test: rows.map(row => row.test),
    gradientNorm: rows.map(row => row.gradientNorm),
  }
}
