import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changeProtocol } from '../../../src/renderer/src/experiment/change-protocol.ts'
import { changeDraft, useDraft } from '../../../src/renderer/src/state/draft.ts'
import { trackDraft } from '../../../src/renderer/src/state/draft-undo.ts'
import { useUndo } from '../../../src/renderer/src/state/undo.ts'
import { sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'

const first = useDraft.getInitialState()
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  useDraft.setState(first, true)
  useUndo.setState({ steps: [] })
  stop = trackDraft()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

/** Takes back the last step, as ⌘Z does, without its sentence. */
function takeBack(): void {
  const steps = useUndo.getState().steps
  useUndo.setState({ steps: steps.slice(0, -1) })
  steps.at(-1)?.undo()
}

it('takes back a switch of the protocol together with the name of its preset', () => {
  changeProtocol('sealed')
  expect(useDraft.getState()).toMatchObject({ experiment: sealedPreset, preset: 'Sealed' })
  takeBack()
  expect(useDraft.getState()).toMatchObject({ experiment: tutorialPreset, preset: 'Tutorial' })
  expect(useUndo.getState().steps).toEqual([])
})

it('takes back two switches in a row one by one, or both when they were one breath', () => {
  changeProtocol('sealed')
  vi.advanceTimersByTime(2000)
  changeProtocol('tutorial')
  takeBack()
  expect(useDraft.getState()).toMatchObject({ experiment: sealedPreset, preset: 'Sealed' })
  takeBack()
  expect(useDraft.getState().preset).toBe('Tutorial')
})

it('counts what is typed into one field without a pause as one step', () => {
  for (const epochs of [1, 12, 120]) changeDraft({ epochs })
  expect(useUndo.getState().steps).toHaveLength(1)
  takeBack()
  expect(useDraft.getState().experiment.epochs).toBe(tutorialPreset.epochs)
})

it('keeps a step of its own for another field, and for the same one after a pause', () => {
  changeDraft({ epochs: 10 })
  changeDraft({ window: 20 })
  vi.advanceTimersByTime(2000)
  changeDraft({ window: 25 })
  expect(useUndo.getState().steps).toHaveLength(3)
  takeBack()
  expect(useDraft.getState().experiment).toMatchObject({ epochs: 10, window: 20 })
})
