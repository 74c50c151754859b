import { useQuery } from '@tanstack/react-query'
import { ask } from '../bridge.ts'

/** What views read of main, by name. `listenToMain` throws away what has become untrue. */
export const keys = {
  app: ['app'] as const,
  diskUse: ['disk-use'] as const,
  seriesList: ['series'] as const,
  series: (revisionId: number) => ['series', revisionId] as const,
  runs: ['runs'] as const,
  run: (id: string) => ['runs', id] as const,
  figures: (id: string) => ['runs', id, 'figures'] as const,
  trace: (id: string, model: string, window: number) =>
    ['runs', id, 'trace', model, window] as const,
  studies: (run: string) => ['studies', run] as const,
  study: (id: string) => ['study', id] as const,
  fold: (study: string, fold: number) => ['study', study, 'fold', fold] as const,
  replay: (id: string, model: string) => ['runs', id, 'replay', model] as const,
  leakage: (id: string) => ['runs', id, 'leakage'] as const,
  provenances: ['provenance'] as const,
  provenance: (id: string) => ['provenance', id] as const,
  revisions: (before: number, after: number) => ['revisions', before, after] as const,
  diaries: ['diary'] as const,
  diary: (revisionId: number) => ['diary', revisionId] as const,
  presets: ['presets'] as const,
}

export const useAppState = () => useQuery({ queryKey: keys.app, queryFn: () => ask('readApp') })

export const useSeriesList = () =>
  useQuery({ queryKey: keys.seriesList, queryFn: () => ask('listSeries') })

/** One series with its bars; nothing while none is chosen. */
export const useSeries = (revisionId: number | null) =>
  useQuery({
    queryKey: keys.series(revisionId ?? 0),
    queryFn: () => ask('readSeries', { revisionId: revisionId ?? 0 }),
    enabled: revisionId !== null,
  })

/** How far a run has come is told by no event: the list is read again while something trains. */
const whileTraining = 3000

export const useRuns = () =>
  useQuery({
    queryKey: keys.runs,
    queryFn: () => ask('listRuns'),
    refetchInterval: ({ state }) =>
      state.data?.some(run => run.state === 'training') ? whileTraining : false,
  })

export const useRun = (id: string | null) =>
  useQuery({
    queryKey: keys.run(id ?? ''),
    queryFn: () => ask('readRun', { id: id ?? '' }),
    enabled: id !== null,
  })

/** A finished run's numbers. */
export const useFigures = (id: string | null) =>
  useQuery({
    queryKey: keys.figures(id ?? ''),
    queryFn: () => ask('readFigures', { id: id ?? '' }),
    enabled: id !== null,
  })

/** Where a finished run's numbers come from. */
export const useProvenance = (id: string) =>
  useQuery({ queryKey: keys.provenance(id), queryFn: () => ask('readProvenance', { id }) })

/** What differs between two states of one series; states never change. */
export const useRevisionChanges = (before: number, after: number, enabled: boolean) =>
  useQuery({
    queryKey: keys.revisions(before, after),
    queryFn: () => ask('compareRevisions', { before, after }),
    enabled,
  })

export const usePresets = () =>
  useQuery({ queryKey: keys.presets, queryFn: () => ask('listPresets') })
