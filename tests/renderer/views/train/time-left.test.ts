import { describe, expect, it } from 'vitest'
import {
  modelSecondsLeft,
  runSecondsLeft,
  shares,
} from '../../../../src/renderer/src/views/train/time-left.ts'

const spec = { epochs: 100, retrain: false, trainShare: 0.5 }
const again = { ...spec, retrain: true }
const model = (changes: object) => ({
  phase: 'train' as const,
  state: 'training' as const,
  epoch: 40,
  epochs: 100,
  pace: 1,
  firstPace: null,
  stopped: null,
  ...changes,
})

describe('time left', () => {
  it('is pace by epochs, and the second training takes more by the windows it adds', () => {
    expect(modelSecondsLeft(model({}), spec)).toBe(60)
    expect(modelSecondsLeft(model({}), again)).toBe(60 + 200)
    expect(modelSecondsLeft(model({ phase: 'retrain', pace: 2 }), again)).toBe(120)
  })

  it('takes the first pace for the second until that is known', () => {
    const waits = model({ phase: 'retrain', state: 'waiting', epoch: 0, pace: null, firstPace: 1 })
    expect(modelSecondsLeft(waits, again)).toBe(200)
    expect(modelSecondsLeft(model({ pace: null }), spec)).toBeNull()
  })

  it('puts networks that wait after those that train', () => {
    const waits = model({ state: 'waiting', epoch: 0, pace: null })
    expect(runSecondsLeft([model({}), model({ epoch: 90 }), waits], spec, 2)).toBe(110)
    expect(runSecondsLeft([model({}), model({ epoch: 90 }), waits], spec, 3)).toBe(100)
    expect(runSecondsLeft([waits], spec, 3)).toBeNull()
    expect(runSecondsLeft([model({ state: 'finished' })], spec, 3)).toBe(0)
  })

  it('fills a bar for each training', () => {
    expect(shares(model({}), again)).toEqual([0.4, 0])
    expect(shares(model({ phase: 'retrain', epoch: 25 }), again)).toEqual([1, 0.25])
    expect(shares(model({ state: 'finished', epoch: 60 }), again)).toEqual([1, 1])
    expect(shares(model({ state: 'failed' }), spec)).toEqual([0.4])
  })
})
