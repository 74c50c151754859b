// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'
import { changeDraft, useDraft } from '../../../../src/renderer/src/state/draft.ts'
import { trackDraft } from '../../../../src/renderer/src/state/draft-undo.ts'
import { undo, useUndo } from '../../../../src/renderer/src/state/undo.ts'
import { readUse } from '../../../../src/renderer/src/views/data/read-use.ts'
import { SplitHandles } from '../../../../src/renderer/src/views/data/split-handles.tsx'
import { sealedPreset, tutorialPreset } from '../../../../src/shared/presets.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { seriesOf } from './series-of.ts'
import { show } from './with-queries.tsx'

const series = seriesOf({ count: 1000 })
const { bars } = series

function Handles() {
  const experiment = useDraft(draft => draft.experiment)
  const use = readUse(bars, experiment)
  const margins = { left: 40, right: 60, top: 10, bottom: 80 }
  return <SplitHandles {...{ bars, use, experiment, margins }} view={{ start: 0, end: 999 }} />
}

beforeEach(() => {
  fakeApi({})
  useDraft.setState({ experiment: tutorialPreset, locked: [] })
  useUndo.setState({ steps: [] })
})
afterEach(cleanup)

const slider = (name: string) => screen.getByRole('slider', { name })
const press = async (name: string, keys: string) => {
  slider(name).focus()
  await userEvent.keyboard(keys)
}

it('says where the test part begins: the target of its first window', () => {
  show(<Handles />)
  // 1000 bars, the last 800 used; window 560 of them has its target at bar 200 + 560 + 30
  expect(slider('Test begins').getAttribute('aria-valuenow')).toBe('790')
  expect(slider('Test begins').getAttribute('aria-valuetext')).toMatch(/^Test begins .*\d{4}/)
})

it('moves the split by arrow keys, a day each', async () => {
  show(<Handles />)
  await press('Test begins', '{ArrowRight}{ArrowRight}{ArrowLeft}{PageUp}')
  expect(slider('Test begins').getAttribute('aria-valuenow')).toBe('812')
  expect(useDraft.getState().experiment.trainShare).toBeCloseTo(582 / 800, 3)
})

it('keeps a window for every part', async () => {
  show(<Handles />)
  await press('Test begins', '{End}')
  expect(readUse(bars, useDraft.getState().experiment).split?.test).toEqual({
    start: 769,
    end: 770,
  })
  await press('Test begins', '{Home}')
  expect(readUse(bars, useDraft.getState().experiment).split?.train).toEqual({ start: 0, end: 1 })
})

it('moves both ends of the range', async () => {
  show(<Handles />)
  await press('First day used', '{ArrowLeft}')
  expect(useDraft.getState().experiment).toMatchObject({ days: 801, from: null, to: null })
  await press('Last day used', '{ArrowLeft}{ArrowLeft}')
  expect(useDraft.getState().experiment).toMatchObject({ days: 799, to: bars.dates[997] })
})

it('has a handle for validation under the sealed protocol, which leaves the test part alone', async () => {
  useDraft.setState({ experiment: sealedPreset })
  show(<Handles />)
  const test = slider('Test begins').getAttribute('aria-valuenow')
  await press('Validation begins', '{ArrowLeft}')
  expect(slider('Test begins').getAttribute('aria-valuenow')).toBe(test)
  expect(readUse(bars, useDraft.getState().experiment).split?.train.end).toBe(537)
})

it('does not move what a preset locks', async () => {
  useDraft.setState({ locked: ['trainShare'] })
  show(<Handles />)
  await press('Test begins', '{ArrowRight}')
  expect(useDraft.getState().experiment).toEqual(tutorialPreset)
  expect(slider('Test begins').getAttribute('aria-disabled')).toBe('true')
})

it('can be undone', async () => {
  onTestFinished(trackDraft())
  show(<Handles />)
  await press('Test begins', '{PageUp}')
  expect(useDraft.getState().experiment).not.toEqual(tutorialPreset)
  await undo()
  expect(useDraft.getState().experiment).toEqual(tutorialPreset)
})

it('leaves the ends of the range when a split is not possible', () => {
  changeDraft({ days: 20 })
  show(<Handles />)
  expect(screen.getAllByRole('slider').map(handle => handle.getAttribute('aria-label'))).toEqual([
    'First day used',
    'Last day used',
  ])
})
