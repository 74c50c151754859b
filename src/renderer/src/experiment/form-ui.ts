import { create } from 'zustand'
import { ask } from '../bridge.ts'
import type { Typed } from './number-input.tsx'

/** How the form itself stands; nothing here belongs to an experiment. */
export interface FormState {
  readonly moreOpen: boolean
  /** The drawer of a narrow window. */
  readonly drawerOpen: boolean
  /** The dialog that keeps the draft as a preset. */
  readonly savingPreset: boolean
  /** How many seeds the next run is started with. */
  readonly seeds: Typed
}

export const useFormUi = create<FormState>(() => ({
  moreOpen: false,
  drawerOpen: false,
  savingPreset: false,
  seeds: 1,
}))

export function toggleMore(moreOpen: boolean): void {
  useFormUi.setState({ moreOpen })
  void ask('savePreferences', { formMore: moreOpen })
}

export const setDrawer = (drawerOpen: boolean): void => useFormUi.setState({ drawerOpen })
