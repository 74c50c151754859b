import type { Experiment } from '../../shared/experiment.ts'
import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import type { RunSummary } from '../../shared/wire.ts'
import {
  type PhaseRow,
  type RunRow,
  readRunRow,
  readRunRows,
  readUnfinishedPhases,
} from '../store/run-rows.ts'
import { damagedReason } from '../store/runs.ts'
import type { Hindcast } from './hindcast.ts'
import { runLabel } from './run-label.ts'

/** Every run as the list shows it, newest first: two queries, no results parsed. */
export function listSummaries({ store }: Hindcast): RunSummary[] {
  const phases = Map.groupBy(readUnfinishedPhases(store), ({ run }) => run)
  return readRunRows(store).map(row => summaryOf(row, phases.get(row.id) ?? []))
}

/** One run as the list shows it. */
export const readSummary = ({ store }: Hindcast, id: string): RunSummary =>
  summaryOf(readRunRow(store, id), readUnfinishedPhases(store, id))

function summaryOf({ experiment, openedAt, ...row }: RunRow, phases: PhaseRow[]): RunSummary {
  if (experiment === null) return { ...row, ...damagedSummary }
  const { protocol, models, seed } = experiment
  return {
    ...row,
    protocol,
    models: models.map(({ name, cell }) => ({ name, cell })),
    label: runLabel(experiment),
    progress: row.state === 'finished' ? 1 : progressOf(experiment, phases),
    seal: protocol === 'tutorial' ? 'none' : openedAt === null ? 'closed' : 'open',
    seed,
  }
}

/** A damaged run stands in its place and says so; it can be deleted. */
const damagedSummary = {
  protocol: 'tutorial',
  models: [],
  label: 'damaged',
  state: 'failed',
  reason: damagedReason,
  progress: 0,
  seal: 'none',
  best: null,
  seed: 0,
} as const satisfies Partial<RunSummary>

/** Share of all epochs of all phases; a phase that ended early is whole. */
function progressOf(
  { epochs, models, retrain, protocol }: Experiment,
  phases: readonly PhaseRow[]
): number {
  const chosen = (model: string) => {
    const first = phases.find(row => row.model === model && row.phase === 'train')
    return first ? chosenEpoch(protocol, first) : epochs
  }
  const done = phases.reduce((sum, { state, phase, epoch, model }) => {
    if (state === 'finished' || state === 'failed') return sum + 1
    return sum + Math.min(1, epoch / Math.max(1, phase === 'train' ? epochs : chosen(model)))
  }, 0)
  return done / (models.length * (retrain ? 2 : 1))
}
