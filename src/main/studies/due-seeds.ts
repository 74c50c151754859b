import { done, type Result } from '../../shared/failure.ts'
import { seedsSpecSchema } from '../../shared/studies/seeds.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { readDueSeeds, settleDueSeeds } from '../store/due-seeds.ts'
import { readRun } from '../store/runs.ts'
import { write } from '../store/store.ts'
import type { Study } from '../store/studies.ts'
import { askStudy } from './work-study.ts'

/**
 * Asks the study of the seeds that a run was started with, once it is finished; null when none is
 * due. Asked once: a study that was cancelled or deleted does not come back by itself.
 */
export function askDueSeeds(h: Hindcast, run: string): Result<Study | null> {
  return write(h.store, 'study', (): Result<Study | null> => {
    const count = readDueSeeds(h.store, run)
    if (count === null || readRun(h.store, run).state !== 'finished') return done(null)
    settleDueSeeds(h.store, run)
    return askStudy(h, run, seedsSpecSchema.parse({ kind: 'seeds', count }))
  })
}
