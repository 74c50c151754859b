import { create } from 'zustand'
import { ask } from '../bridge.ts'

/** How the form itself stands; nothing here belongs to an experiment. */
export interface FormState {
  readonly moreOpen: boolean
  /** The drawer of a narrow window. */
  readonly drawerOpen: boolean
  /** The dialog that keeps the draft as a preset. */
  readonly savingPreset: boolean
}

export const useFormUi = create<FormState>(() => ({
  moreOpen: false,
  drawerOpen: false,
  savingPreset: false,
}))

export function toggleMore(moreOpen: boolean): void {
  useFormUi.setState({ moreOpen })
  void ask('savePreferences', { formMore: moreOpen })
}

export const setDrawer = (drawerOpen: boolean): void => useFormUi.setState({ drawerOpen })
