import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { StudyDetail, StudyKind, StudySummary } from '../../../shared/studies/study.ts'
import { ask, listen } from '../bridge.ts'
import { askAgain } from './ask-again.ts'
import { keys } from './queries.ts'

const studiesOf = (run: string, kind: StudyKind) =>
  queryOptions({
    queryKey: keys.studies(run),
    queryFn: () => ask('listStudies', { run }),
    select: all => all.filter(({ spec }) => spec.kind === kind),
  })

const studyOf = <K extends StudyKind>(id: string) =>
  queryOptions({
    queryKey: keys.study(id),
    queryFn: async () => (await ask('readStudy', { id })) as unknown as StudyDetail<K>,
  })

/** Studies of a run of one kind, the newest first. */
export const useStudies = (run: string, kind: StudyKind) => useQuery(studiesOf(run, kind))

/** One study with what it found so far; nothing while none is chosen. */
export const useStudy = <K extends StudyKind>(id: string | null) =>
  useQuery({ ...studyOf<K>(id ?? ''), enabled: id !== null })

/** Of each run the newest finished study of one kind; null where there is none, or it is not read yet. */
export function useNewestStudies<K extends StudyKind>(
  runs: readonly string[],
  kind: K
): readonly (StudyDetail<K> | null)[] {
  const lists = useQueries({ queries: runs.map(run => studiesOf(run, kind)) })
  const newest = lists.map(({ data }) => data?.find(({ state }) => state === 'finished')?.id)
  const wanted = newest.filter(id => id !== undefined)
  const found = useQueries({ queries: wanted.map(id => studyOf<K>(id)) })
  return newest.map(id => (id === undefined ? null : (found[wanted.indexOf(id)]?.data ?? null)))
}

/** One origin of a backtest. While the next one is read, the last one stays in sight. */
export const useFold = (study: string, fold: number | null) =>
  useQuery({
    queryKey: keys.fold(study, fold ?? -1),
    queryFn: () => ask('readFold', { study, fold: fold ?? 0 }),
    enabled: fold !== null,
    placeholderData: keepPreviousData,
  })

/** Keeps what is read of studies true to what main tells. Returns its undo. */
export const listenToStudies = (client: QueryClient): (() => void) =>
  listen('study-changed', ({ run, id, study }) => {
    const known = client.getQueryData<readonly StudySummary[]>(keys.studies(run))
    if (known === undefined || study === null || !known.some(one => one.id === id))
      void askAgain(client, keys.studies(run), { exact: true })
    else client.setQueryData(keys.studies(run), put(known, study))
    if (study !== null) void askAgain(client, keys.study(id), { exact: true })
  })

const put = (known: readonly StudySummary[], study: StudySummary) =>
  known.map(one => (one.id === study.id ? study : one))
