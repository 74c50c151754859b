import { describe, expect, it } from 'vitest'
import { areEqual, makeFrames, thinLosses } from '../../../src/shared/lab/replay.ts'
import {
  equalWords,
  frameWords,
  markWords,
  replayNotes,
  someFrames,
} from '../../../src/shared/lab/replay-words.ts'
import { makeHindcastTable } from '../../../src/shared/lab/tables.ts'
import type { Prepared } from '../../../src/shared/types.ts'
import { first, second, someReplay } from './some-replay.ts'

const prepared: Prepared = {
  protocol: 'sealed',
  dates: ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-08', '2024-01-09'],
  prices: Float64Array.of(100, 110, 99, 108, 120, 114),
  values: Float64Array.from(
    [110 / 100, 99 / 110, 108 / 99, 120 / 108, 114 / 120],
    r => (Math.log(r) - 0.01) / 0.1
  ),
  offset: 1,
  scaler: { mean: 0.01, deviation: 0.1 },
  window: 2,
  split: {
    windows: 3,
    train: { start: 0, end: 1 },
    validation: { start: 1, end: 3 },
    test: { start: 3, end: 3 },
  },
}

describe('a kept frame', () => {
  const scope = {
    prepared,
    range: { start: 1, end: 3 },
    hindcastOrigin: 3,
    forecastOrigin: 5,
    losses: { epoch: [1, 2, 3], train: [0.9, 0.5, Number.NaN], watched: [0.8, 0.4, 0.2] },
    hindcast: makeHindcastTable(prepared, {}, 3, 2),
  }
  const [two, four] = makeFrames(
    [
      { epoch: 2, values: [0.5, -0.5], paths: { hindcast: [1, -1], forecast: [0, 2] } },
      { epoch: 4, values: [0, 0], paths: {} },
    ],
    scope
  )

  it('is told in prices, as a closed form has them', () => {
    // windows 1 and 2 speak of bars 4 and 5, after 108 and 120
    expect(two?.fit).toEqual([108 * Math.exp(0.01 + 0.05), 120 * Math.exp(0.01 - 0.05)])
    const step = 108 * Math.exp(0.01 + 0.1)
    expect(two?.hindcast).toEqual([step, step * Math.exp(0.01 - 0.1)])
    expect(two?.forecast[1]).toBeCloseTo(114 * Math.exp(0.02 + 0.2), 10)
    const rmse = Math.sqrt(((step - 120) ** 2 + (step * Math.exp(-0.09) - 114) ** 2) / 2)
    expect(two?.hindcastRmse).toBeCloseTo(rmse, 10)
  })

  it('has the skill of its squared log-return errors, persistence’s being those of no return', () => {
    const returns = [Math.log(120 / 108), Math.log(114 / 120)] as const
    const error = (0.06 - returns[0]) ** 2 + (-0.04 - returns[1]) ** 2
    expect(two?.skill).toBeCloseTo(1 - error / (returns[0] ** 2 + returns[1] ** 2), 10)
  })

  it('has its epoch’s losses; one after the last whole epoch has none, and says so', () => {
    expect(two).toMatchObject({ epoch: 2, isWhole: true, train: 0.5, watched: 0.4 })
    expect(four).toMatchObject({
      isWhole: false,
      train: null,
      watched: null,
      hindcast: [],
      hindcastRmse: null,
    })
  })
})

describe('thinned losses', () => {
  const epoch = Array.from({ length: 5000 }, (_, i) => i + 1)
  const watched = epoch.map(e => 1 / e + (e === 3217 ? 5 : 0))
  const train = epoch.map(e => 2 / e - (e === 40 ? 0.04 : 0))
  const frames = [{ epoch: 1 }, { epoch: 2371 }, { epoch: 5000 }, { epoch: 5001 }]
  const thin = thinLosses({ epoch, train, watched }, frames)

  it('are few, in order, and true', () => {
    expect(thin.epoch.length).toBeLessThan(700)
    expect(thin.epoch).toEqual([...thin.epoch].sort((a, b) => a - b))
    expect(thin.watched).toEqual(thin.epoch.map(e => watched[e - 1]))
    expect(thin.train).toEqual(thin.epoch.map(e => train[e - 1]))
  })

  it('keep spikes of either curve, the first epochs and every frame', () => {
    for (const e of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40, 2371, 3217, 5000])
      expect(thin.epoch).toContain(e)
  })

  it('keep the break where losses are no numbers any more', () => {
    const broken = watched.map((v, i) => (i >= 4000 ? Number.NaN : v))
    const { epoch: kept } = thinLosses({ epoch, train, watched: broken }, [])
    expect(kept).toContain(4001)
  })
})

describe('two lists of numbers', () => {
  it('are equal when every bit is', () => {
    expect(areEqual([0.1, Number.NaN], [0.1, Number.NaN])).toBe(true)
    expect(areEqual([0.3], [0.1 + 0.2])).toBe(false)
    expect(areEqual([0], [-0])).toBe(false)
    expect(areEqual([1, 2], [1])).toBe(false)
    expect(areEqual(undefined, [1])).toBeNull()
    expect(areEqual([1], [])).toBeNull()
  })
})

describe('a replay in words', () => {
  it('tells an epoch, and of the pinned one that it is what was stored', () => {
    expect(frameWords(someReplay, first, 1)).toBe(
      'Epoch 3: train loss 0.02000, test loss 0.01000, skill \u22121,566.7\u00a0% against persistence. Over 3 known days its path ends at 0.9000, persistence at 1.060, the truth at 1.100.'
    )
    expect(frameWords(someReplay, first, 4)).toMatch(
      /^Epoch 8 \(last epoch\): .* This is what the run stored, bit for bit: the fitted curve and the hindcast\.$/
    )
    expect(frameWords(someReplay, second, 4)).toBe(
      'Epoch 8 (last epoch): train loss 0.001800. Over 3 days ahead its path ends at 1.070, persistence at 1.060. This is what the run stored, bit for bit: the forecast.'
    )
  })

  it('does not say so where it is not', () => {
    const other = { ...first, equal: { fit: true, hindcast: false, forecast: null } }
    expect(equalWords(other, 4)).toContain('What was stored of the hindcast differs from it')
    expect(equalWords({ ...first, equal: { fit: null, hindcast: null, forecast: null } }, 4)).toBe(
      ''
    )
    expect(equalWords(first, 2)).toBe('')
  })

  it('marks the epochs that matter', () => {
    expect(first.frames.map((_, at) => markWords(someReplay, first, at))).toEqual([
      '',
      '',
      '',
      'lowest test loss',
      'last epoch',
    ])
    const sealed = { ...someReplay, watched: 'validation' as const }
    expect(markWords(sealed, { ...first, chosen: 3 }, 3)).toBe('best on validation')
    const within = { ...first, frames: first.frames.map((f, i) => ({ ...f, isWhole: i < 4 })) }
    expect(markWords(someReplay, within, 4)).toBe('last epoch, training was ended within it')
  })

  it('says what is not there, and why', () => {
    expect(replayNotes(someReplay, first)).toEqual([
      'The weights of the last epoch are the ones kept. The test loss was lowest at epoch 7; taking that one would be choosing by the test days.',
      'The forecast came from a second training, on all known days: it has its own replay.',
    ])
    expect(replayNotes(someReplay, { ...first, hindcast: null }).at(-1)).toBe(
      'Paths were not kept when this run was trained: there are loss and fit to see.'
    )
    const closed = { ...someReplay, watched: 'validation' as const, testOpen: false }
    expect(replayNotes(closed, { ...first, chosen: 3 })).toEqual([
      'The weights of epoch 7, the best on validation, are the ones kept.',
      'The forecast came from a second training, on all known days. It reads the closed test part too, so its replay waits until that is open.',
    ])
    expect(replayNotes({ ...closed, testOpen: true, retrained: false }, first).slice(1)).toEqual([
      'The paths were made while the test part was closed, so they end before it.',
      'The forecast starts from the end of the test part, so it was not made while training.',
    ])
  })

  it('chooses a few epochs, the ends and the marked ones among them', () => {
    const many = {
      ...first,
      frames: Array.from({ length: 60 }, (_, i) => ({ ...first.frames[0]!, epoch: i + 1 })),
      best: 50,
      chosen: 59,
    }
    const some = someFrames(many, 5)
    expect(some).toEqual([0, 15, 30, 44, 50, 59])
    expect(someFrames(first, 12)).toEqual([0, 1, 2, 3, 4])
  })
})
