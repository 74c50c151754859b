import { afterEach, describe, expect, it, vi } from 'vitest'
import { followRun, useFollowed } from '../../../src/renderer/src/state/training.ts'
import { failed } from '../../../src/shared/failure.ts'
import { fakeApi } from '../support/fake-api.ts'
import { someEpochs, someState } from './some-training.ts'

let stop = () => {}
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const epochsOf = (model: string) =>
  useFollowed.getState().training?.losses[model]?.epoch.length ?? null

describe('followRun', () => {
  it('puts what was told while main answered after the answer', async () => {
    const answer = Promise.withResolvers<ReturnType<typeof someState>>()
    const api = fakeApi({ readTraining: () => answer.promise })
    stop = followRun('r1')
    api.tell('epochs', someEpochs('lstm', 91, 100))
    api.tell('epochs', someEpochs('lstm', 101, 120))
    api.tell('epochs', someEpochs('lstm', 1, 3, { run: 'another' }))
    answer.resolve(someState(100))
    await vi.waitFor(() => expect(epochsOf('lstm')).toBe(120))
    expect(epochsOf('gru')).toBe(100)
  })

  it('reads anew when epochs are missing', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    let at = 100
    const api = fakeApi({ readTraining: () => someState(at) })
    stop = followRun('r1')
    await vi.waitFor(() => expect(epochsOf('lstm')).toBe(100))
    at = 150
    api.tell('epochs', someEpochs('lstm', 140, 150))
    await vi.advanceTimersByTimeAsync(3000)
    await vi.waitFor(() => expect(epochsOf('lstm')).toBe(150))
    expect([...(useFollowed.getState().training?.losses['lstm']?.epoch ?? [])][149]).toBe(150)
  })

  it('says why nothing can be read, and listens no more once it is stopped', async () => {
    fakeApi({ readTraining: () => failed({ kind: 'no-such-run', id: 'r1', near: [] }) })
    stop = followRun('r1')
    await vi.waitFor(() => expect(String(useFollowed.getState().error)).toContain('r1'))
    stop()
    const api = fakeApi({ readTraining: () => someState(5) })
    const undo = followRun('r1')
    await vi.waitFor(() => expect(epochsOf('gru')).toBe(5))
    undo()
    api.tell('epochs', someEpochs('gru', 6, 9))
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(epochsOf('gru')).toBe(5)
  })
})
