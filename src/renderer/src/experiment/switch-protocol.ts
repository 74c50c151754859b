import type { Experiment } from '../../../shared/experiment.ts'
import { sealedPreset, tutorialPreset } from '../../../shared/presets.ts'
import { sameValue } from '../../../shared/same-value.ts'
import type { Protocol } from '../../../shared/types.ts'
import { experimentFields } from './form-schema.ts'

const presets: Readonly<Record<Protocol, Experiment>> = {
  tutorial: tutorialPreset,
  sealed: sealedPreset,
}

/**
 * What changes with the protocol: a field still as its preset had it takes the other preset's value;
 * what the person chose stays. Patience goes with the validation part it needs.
 */
export function switchProtocol(experiment: Experiment, to: Protocol): Partial<Experiment> {
  const [before, after] = [presets[experiment.protocol], presets[to]]
  const changes = experimentFields.flatMap(field =>
    sameValue(experiment[field], before[field]) ? [[field, after[field]]] : []
  )
  return {
    ...Object.fromEntries(changes),
    protocol: to,
    ...(to === 'tutorial' ? { patience: null } : {}),
  }
}
