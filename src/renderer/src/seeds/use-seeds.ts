import { create } from 'zustand'
import type { SeedsResults } from '../../../shared/studies/seeds.ts'
import type { StudySummary } from '../../../shared/studies/study.ts'
import { useNewestStudies, useStudies, useStudy } from '../state/studies.ts'

/** Whether charts and tables show medians and ranges where a run has them, or its own seed alone. */
export const useSeedsShown = create<{ readonly isShown: boolean }>(() => ({ isShown: true }))

export const toggleSeeds = (): void =>
  useSeedsShown.setState(({ isShown }) => ({ isShown: !isShown }))

export interface RunSeeds {
  /** Of the newest finished study; null while there is none. */
  readonly found: SeedsResults | null
  /** The same while it is to be shown. */
  readonly shown: SeedsResults | null
  /** A study that works or waits. */
  readonly going: StudySummary | null
}

/** What is known of a run's other seeds. */
export function useSeeds(run: string): RunSeeds {
  const studies = useStudies(run, 'seeds').data ?? []
  const finished = studies.find(({ state }) => state === 'finished')
  const going = studies.find(({ state }) => state === 'running' || state === 'waiting') ?? null
  const study = useStudy<'seeds'>(finished?.id ?? null)
  const isShown = useSeedsShown(ui => ui.isShown)
  const found = study.data?.results ?? null
  return { found, shown: isShown ? found : null, going }
}

/** What is known of several runs' other seeds, run by run, and whether it is to be shown. */
export function useSeedsOfRuns(runs: readonly string[]): {
  readonly found: readonly (SeedsResults | null)[]
  readonly isShown: boolean
} {
  const studies = useNewestStudies(runs, 'seeds')
  const isShown = useSeedsShown(ui => ui.isShown)
  return { found: studies.map(study => study?.results ?? null), isShown }
}
