import { done, failed, type Result } from '../../shared/failure.ts'
import type { DiaryEntry } from '../../shared/lab-wire.ts'
import type { Revision } from '../../shared/types.ts'
import { listRevisions } from '../store/revisions.ts'
import { findRun, type Run } from '../store/runs.ts'
import { attempt, attemptLater } from './attempt.ts'
import type { Context } from './context.ts'
import { freezeRun } from './freeze-forecast.ts'
import type { Hindcast } from './hindcast.ts'
import { diaryNewsWords, readDiaryNews, readDiaryOf } from './read-diary.ts'

/** Freezes the forecast of a finished run that has no entry yet; else answers the one it has. */
export async function freezeForecast(
  { h, publish }: Pick<Context, 'h' | 'publish'>,
  typed: string
): Promise<Result<DiaryEntry>> {
  return attemptLater(h, async () => {
    const found = findRun(h.store, typed)
    if (!found.ok) return found
    const run = found.value
    if (run.state !== 'finished')
      return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
    const frozen = await freezeRun(h, run.id)
    if (!frozen.ok) return frozen
    publish('diary-changed', { revisionIds: [run.revision.id] })
    return done(entryOf(h, run, frozen.value))
  })
}

function entryOf({ store }: Hindcast, { id, revision }: Run, number: number): DiaryEntry {
  const { entries } = readDiaryOf(store, revision.series)
  const entry = entries.find(one => one.number === number)
  if (!entry) throw new Error(`the forecast of run ${id} was frozen and is not there`)
  return entry
}

/** A series went on: says which frozen forecasts have new days to be scored by. */
export function tellOfNewDays({ h, publish }: Pick<Context, 'h' | 'publish'>, revision: Revision) {
  attempt(h, () => {
    const { symbol, source } = revision.series
    const news = readDiaryNews(h, revision)
    if (news === null) return done(undefined)
    const revisionIds = listRevisions(h.store, symbol, source).map(({ id }) => id)
    const text = `${diaryNewsWords(symbol, news)} See them under Lab, Diary.`
    publish('diary-changed', { revisionIds })
    publish('notice', { text, intent: 'info' })
    return done(undefined)
  })
}
