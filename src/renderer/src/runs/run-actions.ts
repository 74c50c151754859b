import type { RunDetail, RunSummary } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { saySaved } from '../components/save-file.ts'
import { attempt } from '../state/toaster.ts'
import { chooseRun, useUi } from '../state/ui.ts'
import { pushUndo, sayUndoable } from '../state/undo.ts'
import { runName } from './run-words.ts'

/** Shows a run where it can be seen best: Results when finished, else Train. */
export function openRun(run: RunSummary): void {
  const { view } = useUi.getState()
  const stays = view === 'forecast' || view === 'lab' || view === 'learn'
  chooseRun(run.id, run.state !== 'finished' ? 'train' : stays ? view : 'results')
}

/** An empty name gives the run its series' name back. */
export async function renameRun(run: RunSummary, wanted: string): Promise<void> {
  const name = wanted.trim() === '' ? null : wanted.trim()
  const { id, name: before } = run
  if (name === before || (before === null && name === runName(run))) return
  await attempt(async () => {
    await ask('renameRun', { id, name })
    pushUndo({
      text: `Renamed ${runName(run)}`,
      undo: () => ask('renameRun', { id, name: before }),
    })
  })
}

export async function starRun({ id, starred, ...run }: RunSummary): Promise<void> {
  await attempt(async () => {
    await ask('starRun', { id, starred: !starred })
    pushUndo({
      text: `${starred ? 'Took the star from' : 'Starred'} ${runName(run)}`,
      undo: () => ask('starRun', { id, starred }),
    })
  })
}

export async function noteRun(run: RunSummary, note: string): Promise<void> {
  const { id, note: before } = run
  if (note === before) return
  await attempt(async () => {
    await ask('noteRun', { id, note })
    sayUndoable({
      text: `Noted on ${runName(run)}`,
      undo: () => ask('noteRun', { id, note: before }),
    })
  })
}

/** Deletes runs one after the other; one undo brings all of them back. */
export async function deleteRuns(runs: readonly RunSummary[]): Promise<void> {
  const gone: string[] = []
  for (const { id } of runs) {
    const deleted = await attempt(async () => {
      await ask('deleteRun', { id })
      return true
    })
    if (deleted) gone.push(id)
  }
  const [first] = runs.filter(run => gone.includes(run.id))
  if (first === undefined) return
  const { run: chosen, compared } = useUi.getState()
  if (chosen !== null && gone.includes(chosen)) chooseRun(null)
  useUi.setState({ compared: compared.filter(id => !gone.includes(id)) })
  sayUndoable({
    text: `Deleted ${gone.length === 1 ? runName(first) : `${gone.length} runs`}`,
    undo: async () => {
      for (const id of gone) await ask('restoreRun', { id })
      if (chosen !== null && gone.includes(chosen)) chooseRun(chosen)
    },
  })
}

/** Starts the same experiment on the same bars. */
export async function runAgain({ id, quickLook }: RunSummary): Promise<void> {
  await attempt(async () => {
    const { experiment, revision } = await ask('readRun', { id })
    const again = await ask('startRun', { experiment, revisionId: revision.id, quickLook })
    chooseRun(again.id, 'train')
  })
}

/**
 * Starts the same experiment on another state of its series. The days are pinned to those that the run
 * used, so that what moved is all that differs.
 */
export async function runOnNewest(run: RunDetail, revisionId: number): Promise<void> {
  const { experiment, results, summary } = run
  const to = experiment.to ?? results?.series.last ?? null
  const { quickLook } = summary
  await attempt(async () => {
    const again = await ask('startRun', {
      experiment: { ...experiment, to },
      revisionId,
      quickLook,
    })
    chooseRun(again.id, 'train')
  })
}

/** Report, charts, tables and weights as a folder. */
export async function exportRun({ id }: Pick<RunSummary, 'id'>): Promise<void> {
  const saved = await attempt(() => ask('exportRun', { id }))
  if (saved) saySaved(saved)
}

/** The whole run as one file for another computer. */
export async function exportZip({ id }: Pick<RunSummary, 'id'>): Promise<void> {
  const saved = await attempt(() => ask('exportZip', { id }))
  if (saved) saySaved(saved)
}

/** Takes up a run that a closed window or a crash stopped, or holds and continues one that trains. */
export async function pauseOrGoOn({ id, state }: RunSummary): Promise<void> {
  await attempt(async () => {
    if (state === 'training') await ask('pauseRun', { id })
    if (state === 'paused') await ask('continueRun', { id })
    if (state === 'interrupted' || state === 'cancelled') await ask('resumeRun', { id })
  })
}
