import { quickLook } from '../../../../shared/presets.ts'
import type { SampleName } from '../../../../shared/types.ts'
import { ask } from '../../bridge.ts'
import { takePreset } from '../../state/draft.ts'
import { attempt } from '../../state/toaster.ts'
import { chooseRun, chooseSeries } from '../../state/ui.ts'

/** Takes the sample and trains on it at once: the shortest way to a first result. */
export const startQuickLook = (): Promise<void> =>
  attempt(async () => {
    const { experiment, sample } = quickLook
    const { revisionId } = await ask('takeSample', { name: sample })
    takePreset({ name: 'Quick look', about: '', experiment, locked: [], builtIn: true })
    chooseSeries(revisionId)
    const { id } = await ask('startRun', { experiment, revisionId, quickLook: true })
    chooseRun(id, 'train')
  })

/** Takes a sample and shows it. */
export const takeSample = (name: SampleName): Promise<void> =>
  attempt(async () => {
    const { revisionId } = await ask('takeSample', { name })
    chooseSeries(revisionId)
  })
