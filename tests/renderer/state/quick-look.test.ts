import { afterEach, expect, it } from 'vitest'
import { changeDraft, useDraft } from '../../../src/renderer/src/state/draft.ts'
import { chooseSeries } from '../../../src/renderer/src/state/ui.ts'
import { startQuickLook } from '../../../src/renderer/src/views/data/start-quick-look.ts'
import { quickLook, tutorialPreset } from '../../../src/shared/presets.ts'
import { fakeApi } from '../support/fake-api.ts'

const initial = useDraft.getState()
afterEach(() => useDraft.setState(initial))

it('leaves the form as it was, so that the next imported series is no quick look', async () => {
  const api = fakeApi({
    takeSample: () => ({ revisionId: 7 }),
    startRun: () => ({ id: 'r7' }),
    savePreferences: () => undefined,
  })
  await startQuickLook()
  expect(api.calls.find(({ name }) => name === 'startRun')?.argument).toMatchObject({
    experiment: quickLook.experiment,
    quickLook: true,
  })
  expect(useDraft.getState()).toMatchObject({ preset: 'Tutorial', experiment: tutorialPreset })
})

it('ends with the series where it was chosen by hand, and only while nothing was changed in it', () => {
  fakeApi({ savePreferences: () => undefined })
  const chosen = { experiment: quickLook.experiment, preset: 'Quick look' }
  useDraft.setState(chosen)
  chooseSeries(8)
  expect(useDraft.getState()).toMatchObject({ preset: 'Tutorial', experiment: tutorialPreset })
  useDraft.setState(chosen)
  changeDraft({ epochs: 50 })
  chooseSeries(9)
  expect(useDraft.getState().experiment.epochs).toBe(50)
})
