import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { targetBar } from '../../../src/shared/lab/split.ts'
import { makeWindows, windowAt } from '../../../src/shared/lab/windows.ts'
import { barsOf, sealed, tutorial } from './series.ts'

const counting = (n: number) => Float64Array.from({ length: n }, (_, i) => i)

describe('makeWindows', () => {
  it('reads T values and takes the next as target', () => {
    expect(makeWindows(counting(6), 3)).toEqual({
      count: 3,
      inputs: Float32Array.from([0, 1, 2, 1, 2, 3, 2, 3, 4]),
      targets: Float32Array.from([3, 4, 5]),
    })
  })

  it('has no windows when there is no value left to be a target', () => {
    expect(makeWindows(counting(3), 3).count).toBe(0)
  })

  it('lets window i read values i … i+T−1 and nothing else, whatever the range', () => {
    const cases = fc.tuple(
      fc.integer({ min: 2, max: 80 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(),
      fc.nat()
    )
    fc.assert(
      fc.property(cases, ([m, window, a, b]) => {
        if (m <= window) return
        const total = m - window
        const start = a % total
        const end = start + 1 + (b % (total - start))
        const made = makeWindows(counting(m), window, { start, end })
        for (let i = start; i < end; i++) {
          const row = made.inputs.subarray((i - start) * window, (i - start + 1) * window)
          expect([...row]).toEqual(Array.from({ length: window }, (_, t) => i + t))
          expect(made.targets[i - start]).toBe(i + window)
        }
      })
    )
  })

  it('never lets a target, nor any input, of train windows cross the split', () => {
    const spec = fc.record({
      protocol: fc.constantFrom('tutorial' as const, 'sealed' as const),
      window: fc.integer({ min: 1, max: 40 }),
      bars: fc.integer({ min: 60, max: 400 }),
    })
    fc.assert(
      fc.property(spec, ({ protocol, window, bars }) => {
        const base = protocol === 'tutorial' ? tutorial : sealed
        const made = prepare(barsOf(counting(bars).map(i => i + 1)), {
          ...base,
          window,
          horizon: 1,
        })
        if (!made.ok) return
        const { split, values, offset } = made.value
        // each value replaced by the bar it belongs to
        const bar = values.map((_, i) => i + offset)
        const train = makeWindows(bar, window, split.train)
        const firstWatched = targetBar(made.value, split.train.end)
        expect(Math.max(...train.inputs, ...train.targets)).toBe(firstWatched - 1)
        const test = makeWindows(bar, window, split.test)
        expect(Math.min(...test.targets)).toBe(targetBar(made.value, split.test.start))
        expect(Math.max(...test.targets)).toBe(bars - 1)
      })
    )
  })
})

describe('windowAt', () => {
  it('reads the last window of all, whose target lies in the future', () => {
    expect(windowAt(counting(6), 3, 3)).toEqual(Float32Array.from([3, 4, 5]))
  })
})
