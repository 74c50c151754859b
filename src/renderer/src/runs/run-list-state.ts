import { create } from 'zustand'
import type { RunSummary } from '../../../shared/wire.ts'

/** What the person does with the list of runs; gone with the window. */
export interface RunListState {
  readonly query: string
  /** The search field is open. */
  readonly searching: boolean
  readonly onlyStarred: boolean
  /** Runs ticked for comparing or deleting, in the order they were ticked. */
  readonly ticked: readonly string[]
  /** The run whose name is being typed. */
  readonly renaming: string | null
  /** The run whose note is open. */
  readonly noting: string | null
  readonly menu: { readonly run: RunSummary; readonly left: number; readonly top: number } | null
}

export const useRunList = create<RunListState>(() => ({
  query: '',
  searching: false,
  onlyStarred: false,
  ticked: [],
  renaming: null,
  noting: null,
  menu: null,
}))

export const toggleTick = (id: string): void =>
  useRunList.setState(({ ticked }) => ({
    ticked: ticked.includes(id) ? ticked.filter(other => other !== id) : [...ticked, id],
  }))

/** Ticks all of them that are not ticked yet. */
export const tick = (ids: readonly string[]): void =>
  useRunList.setState(({ ticked }) => ({ ticked: [...new Set([...ticked, ...ids])] }))

export const clearTicks = (): void => useRunList.setState({ ticked: [] })

export const openSearch = (): void => useRunList.setState({ searching: true })

export const closeSearch = (): void => useRunList.setState({ searching: false, query: '' })
