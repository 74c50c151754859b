import { create } from 'zustand'
import type { Experiment } from '../../../shared/experiment.ts'
import { tutorialPreset } from '../../../shared/presets.ts'
import { sameValue } from '../../../shared/same-value.ts'
import type { ExperimentField, Preferences, Preset } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'

export type Network = Experiment['models'][number]

/**
 * The experiment that the form holds and the next run starts with. The form and the split bands of
 * Data both change it. What is typed and not valid yet stays in the form.
 */
export interface Draft {
  readonly experiment: Experiment
  /** The preset it began with, and the fields that one locks. */
  readonly preset: string
  readonly locked: readonly ExperimentField[]
  /** Networks that were unticked: not part of the experiment, kept to be ticked again. */
  readonly off: readonly Network[]
}

export const useDraft = create<Draft>(() => ({
  experiment: tutorialPreset,
  preset: 'Tutorial',
  locked: [],
  off: [],
}))

/** Changes some fields; a locked one stays as it is. */
export function changeDraft(changes: Partial<Experiment>): void {
  const { experiment, locked } = useDraft.getState()
  const free = Object.entries(changes).filter(
    ([field, value]) =>
      !locked.includes(field as ExperimentField) &&
      !sameValue(value, experiment[field as keyof Experiment])
  )
  if (free.length === 0) return
  useDraft.setState({ experiment: { ...experiment, ...Object.fromEntries(free) } })
}

/** Starts from a preset, with what that one locks. */
export const takePreset = ({ name, experiment, locked }: Preset): void =>
  useDraft.setState({ experiment, preset: name, locked, off: [] })

/** Takes up the form as the last window left it. What its preset locks comes with the presets. */
export function restoreDraft({ draft, preset }: Preferences): void {
  if (draft !== null) useDraft.setState({ experiment: draft, preset, locked: [], off: [] })
}

/** Keeps the draft for the next window, half a second after its last change or when this one goes. Returns its undo. */
export function keepDraft(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    const { experiment, preset } = useDraft.getState()
    void ask('savePreferences', { draft: experiment, preset })
  }
  const stop = useDraft.subscribe((now, before) => {
    if (now.experiment === before.experiment && now.preset === before.preset) return
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  })
  const saveLast = () => {
    if (timer !== undefined) save()
  }
  window.addEventListener('pagehide', saveLast)
  return () => {
    window.removeEventListener('pagehide', saveLast)
    stop()
    clearTimeout(timer)
  }
}
