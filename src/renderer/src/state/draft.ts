import { create } from 'zustand'
import type { Experiment } from '../../../shared/experiment.ts'
import { tutorialPreset } from '../../../shared/presets.ts'
import type { ExperimentField, Preset } from '../../../shared/wire.ts'

/**
 * The experiment that the form holds and the next run starts with. The form and the split bands of
 * Data both change it. What is typed and not valid yet stays in the form.
 */
export interface Draft {
  readonly experiment: Experiment
  /** The preset it began with, and the fields that one locks. */
  readonly preset: string
  readonly locked: readonly ExperimentField[]
}

export const useDraft = create<Draft>(() => ({
  experiment: tutorialPreset,
  preset: 'Tutorial',
  locked: [],
}))

/** Changes some fields; a locked one stays as it is. */
export function changeDraft(changes: Partial<Experiment>): void {
  useDraft.setState(({ experiment, locked }) => {
    const free = Object.entries(changes).filter(
      ([field]) => !locked.includes(field as ExperimentField)
    )
    return { experiment: { ...experiment, ...Object.fromEntries(free) } }
  })
}

export const takePreset = ({ name, experiment, locked }: Preset): void =>
  useDraft.setState({ experiment, preset: name, locked })
