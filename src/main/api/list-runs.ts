import { chosenEpoch } from '../../shared/lab/chosen-epoch.ts'
import type { RunSummary } from '../../shared/wire.ts'
import {
  type PhaseRow,
  type RunRow,
  readRunRow,
  readRunRows,
  readUnfinishedPhases,
} from '../store/run-rows.ts'
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

/** Share of all epochs of all phases; a phase that ended early is whole. */
function progressOf(
  { epochs, models, retrain, protocol }: RunRow['experiment'],
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
