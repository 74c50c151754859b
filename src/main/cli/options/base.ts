import type { Experiment } from '../../../shared/experiment.ts'
import { sealedPreset, tutorialPreset } from '../../../shared/presets.ts'

/** The experiment before anybody has wished for anything. */
export const baseOf = (protocol: Experiment['protocol']): Experiment =>
  protocol === 'sealed' ? sealedPreset : tutorialPreset
