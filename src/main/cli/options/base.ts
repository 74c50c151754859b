import type { Experiment } from '../../../shared/experiment.ts'
import { sealedPreset, tutorialPreset } from '../../../shared/presets.ts'

/** The experiment before anybody has wished for anything. */
export const baseOf = (protocol: Experiment['protocol']): Experiment =>
  protocol === 'sealed' ? sealedPreset : tutorialPreset

/** A walk that nobody can forecast: what most prices are closest to. */
export const quickLookSample = 'random-walk'

/** Small enough to be over in a minute, retraining included. */
export const quickLookExperiment: Experiment = {
  ...tutorialPreset,
  days: 400,
  epochs: 200,
  models: tutorialPreset.models.map(model => ({
    ...model,
    hidden: 8,
    layers: 1,
    learningRate: 1e-3,
  })),
}
