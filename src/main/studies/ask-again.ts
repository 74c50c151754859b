import { isDeepStrictEqual } from 'node:util'
import { done, type Result } from '../../shared/failure.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { StudySpec } from '../../shared/studies/study.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { findRun } from '../store/runs.ts'
import { listStudies, type Study } from '../store/studies.ts'
import { askStudy } from './work-study.ts'

/** Asks a question, unless the same one was asked and left half-way: then that study, to go on. */
export function askAgain(h: Hindcast, typed: string, spec: StudySpec): Result<Study> {
  const found = findRun(h.store, typed)
  if (!found.ok) return found
  const { id, experiment, openedAt } = found.value
  const testOpen = isTestOpen(experiment, openedAt !== null)
  const left = listStudies(h.store, id).find(
    study =>
      (study.state === 'interrupted' || study.state === 'cancelled') &&
      study.testOpen === testOpen &&
      isDeepStrictEqual(study.spec, spec)
  )
  return left ? done(left) : askStudy(h, typed, spec)
}
