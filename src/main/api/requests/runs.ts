import { done, type Result } from '../../../shared/failure.ts'
import { applyRun } from '../apply-run.ts'
import type { Context } from '../context.ts'
import { exportRunTo, exportZip } from '../export-run-to.ts'
import { importZip } from '../import-zip.ts'
import { listSummaries } from '../list-runs.ts'
import { queueRun } from '../queue-run.ts'
import { readForecast } from '../read-forecast.ts'
import { readRunDetail, readRunFigures } from '../read-run.ts'
import { readTrace } from '../read-trace.ts'
import { nameRun, noteRun, starRun } from '../run-words.ts'
import { deleteRun, openTest, restoreRun } from '../runs.ts'
import { readTraining } from '../training-state.ts'
import type { Handlers } from './handlers.ts'

/** Runs: the list, one of them, training, opening, words about it, files. */
export const runHandlers: Handlers<
  | 'listRuns'
  | 'readRun'
  | 'readTraining'
  | 'readFigures'
  | 'estimateRun'
  | 'startRun'
  | 'pauseRun'
  | 'continueRun'
  | 'cancelRun'
  | 'resumeRun'
  | 'openTest'
  | 'renameRun'
  | 'starRun'
  | 'noteRun'
  | 'deleteRun'
  | 'restoreRun'
  | 'exportRun'
  | 'exportZip'
  | 'importZip'
  | 'readForecast'
  | 'applyRun'
  | 'readTrace'
> = {
  listRuns: ({ h }) => done(listSummaries(h)),
  readRun: ({ h, queue }, { id }) => readRunDetail(h, id, run => queue.live(run)),
  readTraining: ({ h, queue }, { id }) => readTraining(h, id, run => queue.live(run)),
  readFigures: ({ h }, { id }) => readRunFigures(h, id),
  readTrace: ({ h }, request) => readTrace(h, request),
  readForecast: ({ h }, { id, horizon }) => readForecast(h, id, horizon),
  applyRun: ({ h }, { id, revisionId, ...options }) => applyRun(h, id, revisionId, options),

  estimateRun: ({ h, estimator }, { experiment, revisionId, seeds }) =>
    estimator.estimate(h, experiment, revisionId, seeds),

  startRun({ h, queue, engine }, request) {
    const made = queueRun(h, request, engine())
    if (made.ok) queue.add(made.value.id)
    return made
  },

  pauseRun: ({ queue }, { id, model }) => queue.pause(id, model),
  continueRun: ({ queue }, { id, model }) => queue.goOn(id, model),
  cancelRun: ({ queue }, { id, model }) => queue.cancel(id, model),
  resumeRun: ({ queue }, { id }) => queue.resume(id),

  async openTest(context, { id }) {
    const opened = await openTest(context.h, id)
    // recorded or not: every run of the series counts its openings anew
    context.publish('runs-changed', { ids: [id] })
    return opened.ok ? done(undefined) : opened
  },

  renameRun: (context, { id, name }) => tell(context, id, nameRun(context.h, id, name)),
  starRun: (context, { id, starred }) => tell(context, id, starRun(context.h, id, starred)),
  noteRun: (context, { id, note }) => tell(context, id, noteRun(context.h, id, note)),

  deleteRun(context, { id }) {
    const refused = context.queue.leave(id)
    if (refused) return tell(context, id, { ok: false, failure: refused })
    context.studies.leave(id)
    return tell(context, id, deleteRun(context.h, id))
  },

  restoreRun(context, { id }) {
    const restored = tell(context, id, restoreRun(context.h, id))
    context.studies.wake()
    return restored
  },

  exportRun: (context, { id }) => exportRunTo(context, id),

  exportZip: (context, { id }) => exportZip(context, id),

  async importZip({ h, publish }, { name, bytes }) {
    const imported = await importZip(h, name, bytes)
    if (!imported.ok) return imported
    const { id, revisionId } = imported.value
    publish('series-changed', { revisionIds: [revisionId] })
    publish('runs-changed', { ids: [id] })
    return done({ id })
  },
}

/** Has every window read the list again; the answer itself is nobody's business. */
function tell({ publish }: Context, id: string, result: Result<unknown>): Result<undefined> {
  if (!result.ok) return result
  publish('runs-changed', { ids: [id] })
  return done(undefined)
}
