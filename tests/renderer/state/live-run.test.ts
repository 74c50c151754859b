import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LiveRun } from '../../../src/renderer/src/state/live-run.ts'
import { someEpochs, someProgress, someState } from './some-training.ts'

const model = (live: LiveRun, name: string) => live.look().models.find(m => m.model === name)

describe('LiveRun', () => {
  it('has every epoch once, whenever it was read and from whenever events came', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.integer({ min: 1, max: 30 }),
        (read, heard, piece) => {
          // events from `heard` on reach the window; main answers with the state at `read` or later
          const at = Math.max(read, heard)
          const live = new LiveRun('r1', someState(at))
          for (let first = heard + 1; first <= 260; first += piece) {
            const event = someEpochs('lstm', first, Math.min(260, first + piece - 1))
            expect(live.hearEpochs(event)).toBe(true)
          }
          const { epoch, train } = live.look().losses['lstm']!
          expect([...epoch]).toEqual(Array.from({ length: 260 }, (_, i) => i + 1))
          expect([...train]).toEqual([...epoch].map(e => 1 / e))
          expect(live.look().losses['gru']?.epoch.length).toBe(at)
        }
      )
    )
  })

  it('says when epochs between are missing', () => {
    const live = new LiveRun('r1', someState(100))
    expect(live.hearEpochs(someEpochs('lstm', 105, 110))).toBe(false)
  })

  it('tells an epoch in 500, and takes back what is trained anew', () => {
    const live = new LiveRun('r1', someState(1100))
    const told = () => live.look().log.map(({ model, epoch }) => `${model} ${epoch}`)
    expect(told()).toEqual(['lstm 500', 'gru 500', 'lstm 1000', 'gru 1000'])
    live.hearEpochs(someEpochs('gru', 1101, 1500))
    live.hearEpochs(someEpochs('lstm', 900, 950))
    expect(told()).toEqual(['lstm 500', 'gru 500', 'gru 1000', 'gru 1500'])
  })

  it('keeps the second training out of the curves', () => {
    const live = new LiveRun('r1', someState(50))
    live.hearProgress(someProgress('lstm', { phase: 'retrain', state: 'waiting', epochs: 50 }))
    live.hearEpochs(someEpochs('lstm', 1, 9, { phase: 'retrain', seconds: 1 }))
    expect(live.look().losses['lstm']?.epoch.length).toBe(50)
    expect(model(live, 'lstm')).toMatchObject({ phase: 'retrain', epoch: 9, again: 1 / 9 })
    expect(model(live, 'lstm')?.firstPace).toBeCloseTo(0.01)
  })

  it('knows the pace of late, not of an hour ago', () => {
    const live = new LiveRun('r1', someState(100))
    for (let e = 101; e < 400; e++)
      live.hearEpochs(someEpochs('gru', e, e, { seconds: 1 + (e - 100) * 0.1 }))
    expect(model(live, 'gru')?.pace).toBeCloseTo(0.1, 2)
  })

  it('stays paused when the last epochs of before come late', () => {
    const live = new LiveRun('r1', someState(10))
    live.hearProgress(someProgress('gru', { state: 'paused', epoch: 12 }))
    live.hearEpochs(someEpochs('gru', 11, 12))
    expect(model(live, 'gru')?.state).toBe('paused')
  })
})
