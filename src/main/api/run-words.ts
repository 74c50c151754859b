import { done, type Result } from '../../shared/failure.ts'
import * as store from '../store/run-words.ts'
import { findRun } from '../store/runs.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/** A person's own name for a run; null for the series'. */
export const nameRun = (h: Hindcast, typed: string, name: string | null): Result<undefined> =>
  onRun(h, typed, id => store.nameRun(h.store, id, name))

export const noteRun = (h: Hindcast, typed: string, note: string): Result<undefined> =>
  onRun(h, typed, id => store.noteRun(h.store, id, note))

export const starRun = (h: Hindcast, typed: string, starred: boolean): Result<undefined> =>
  onRun(h, typed, id => store.starRun(h.store, id, starred))

function onRun(h: Hindcast, typed: string, work: (id: string) => void): Result<undefined> {
  return attempt(h, () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    work(found.value.id)
    return done(undefined)
  })
}
