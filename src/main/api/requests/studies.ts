import { done } from '../../../shared/failure.ts'
import { findStudy, listStudies } from '../../store/studies.ts'
import { readFold } from '../../studies/read-fold.ts'
import { askStudy, readFindings } from '../../studies/work-study.ts'
import type { Handlers } from './handlers.ts'

/** Studies: ask, list, read, stop, go on, delete. */
export const studyHandlers: Handlers<
  | 'startStudy'
  | 'listStudies'
  | 'readStudy'
  | 'cancelStudy'
  | 'resumeStudy'
  | 'deleteStudy'
  | 'readFold'
> = {
  startStudy({ h, studies }, { run, spec }) {
    const asked = askStudy(h, run, spec)
    if (!asked.ok) return asked
    studies.add(asked.value.id)
    return done({ id: asked.value.id })
  },
  listStudies: ({ h, studies }, { run }) =>
    done(listStudies(h.store, run).map(study => studies.summary(study))),
  async readStudy({ h, studies }, { id }) {
    const found = findStudy(h.store, id)
    if (!found.ok) return found
    const results = await readFindings(h, found.value)
    if (!results.ok) return results
    return done({ summary: studies.summary(found.value), results: results.value })
  },
  cancelStudy: ({ studies }, { id }) => studies.cancel(id),
  resumeStudy: ({ studies }, { id }) => studies.resume(id),
  deleteStudy: ({ studies }, { id }) => studies.remove(id),
  readFold: ({ h }, { study, fold }) => readFold(h, study, fold),
}
