import { create } from 'zustand'
import type { Preferences, ViewName } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { watchMedia } from './media.ts'
import { attempt } from './toaster.ts'

/** Dialogs that anything may open; one at a time. */
export type DialogName = 'palette' | 'settings' | 'report' | 'shortcuts' | 'presets' | 'about'

export interface Ui {
  readonly view: ViewName
  readonly theme: Preferences['theme']
  /** The run that Train, Results, Forecast and Learn speak of. */
  readonly run: string | null
  /** The series (a revision) that Data shows and the next run trains on. */
  readonly revision: number | null
  /** Runs that are compared, in order; Results shows them side by side when there are two or more. */
  readonly compared: readonly string[]
  readonly formOpen: boolean
  /** The runs and series drawer of a narrow window. */
  readonly sideOpen: boolean
  /** Hidden by choice in a wide window. */
  readonly sideHidden: boolean
  readonly dialog: DialogName | null
}

/** Where the person is. Choices worth keeping go to main as preferences. */
export const useUi = create<Ui>(() => ({
  view: 'data',
  theme: 'system',
  run: null,
  revision: null,
  compared: [],
  formOpen: true,
  sideOpen: false,
  sideHidden: false,
  dialog: null,
}))

/** Takes up where the last window left off. */
export const restoreUi = (kept: Preferences): void =>
  useUi.setState({
    view: kept.view,
    theme: kept.theme,
    run: kept.selectedRun,
    revision: kept.selectedRevision,
    formOpen: kept.formOpen,
  })

const keep = (changes: Partial<Preferences>) => void attempt(() => ask('savePreferences', changes))

export function show(view: ViewName): void {
  useUi.setState({ view, sideOpen: false })
  keep({ view })
}

/** Chooses a run and, when asked, the view to see it in. */
export function chooseRun(run: string | null, view?: ViewName): void {
  useUi.setState({ run, compared: [], sideOpen: false, ...(view ? { view } : {}) })
  keep({ selectedRun: run, ...(view ? { view } : {}) })
}

export function chooseSeries(revision: number | null, view: ViewName = 'data'): void {
  useUi.setState({ revision, view, sideOpen: false })
  keep({ selectedRevision: revision, view })
}

/** Chooses a series without going to it. */
export function keepSeries(revision: number): void {
  useUi.setState({ revision })
  keep({ selectedRevision: revision })
}

export const compare = (compared: readonly string[]): void =>
  useUi.setState({ compared, view: 'results', sideOpen: false })

export const openDialog = (dialog: DialogName | null): void => useUi.setState({ dialog })

export function setTheme(theme: Preferences['theme']): void {
  useUi.setState({ theme })
  keep({ theme })
}

export function setFormOpen(formOpen: boolean): void {
  useUi.setState({ formOpen })
  keep({ formOpen })
}

/** Narrower than this, runs and the experiment are rails that open as drawers (look.md, “Grid”). */
export const narrow = watchMedia('(max-width: 1180px)')

/** Shows or hides runs and series: a drawer in a narrow window, a column in a wide one. */
export const toggleSide = (): void =>
  useUi.setState(({ sideOpen, sideHidden }) =>
    narrow.matches() ? { sideOpen: !sideOpen } : { sideHidden: !sideHidden }
  )

export const setSideOpen = (sideOpen: boolean): void => useUi.setState({ sideOpen })
