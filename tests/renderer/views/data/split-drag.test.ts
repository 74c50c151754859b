import { describe, expect, it } from 'vitest'
import {
  chooseRange,
  moveEnd,
  placeTest,
  placeValidation,
  roomForTest,
  roomForValidation,
} from '../../../../src/renderer/src/views/data/split-drag.ts'
import { experimentSchema } from '../../../../src/shared/experiment.ts'
import { chooseBars } from '../../../../src/shared/lab/choose-bars.ts'
import { makeSample } from '../../../../src/shared/lab/samples.ts'
import { makeSplit, type SplitSpec } from '../../../../src/shared/lab/split.ts'
import { tutorialPreset } from '../../../../src/shared/presets.ts'
import type { Split } from '../../../../src/shared/types.ts'

const base = { window: 30, trainShare: 0.7, validationShare: 0.15 }
const specs: SplitSpec[] = [
  { ...base, protocol: 'tutorial' },
  { ...base, protocol: 'sealed' },
  { ...base, protocol: 'sealed', window: 1, trainShare: 0.5, validationShare: 0.3 },
  { ...base, protocol: 'tutorial', window: 250, trainShare: 0.333333 },
]
const counts = [90, 365, 800, 1001, 5_522, 15_689]

function splitOf(bars: number, spec: SplitSpec): Split | null {
  const split = makeSplit(bars, spec)
  return split.ok ? split.value : null
}

/** Both ends of a room, and some places between. */
const places = ({ least, most }: { least: number; most: number }) =>
  [...new Set([0, 0.13, 0.5, 0.77, 1].map(f => Math.round(least + f * (most - least))))].filter(
    place => place >= least && place <= most
  )

describe('a handle that is put somewhere', () => {
  it.each(specs)('splits at exactly the window it was put at: %o', spec => {
    let tried = 0
    for (const bars of counts) {
      const split = splitOf(bars, spec)
      if (split === null) continue
      for (const place of places(roomForTest(split))) {
        const moved = splitOf(bars, { ...spec, ...placeTest(bars, spec, split, place) })
        expect(moved?.test.start, `${bars} bars, test at ${place}`).toBe(place)
        if (spec.protocol === 'sealed') expect(moved?.train).toEqual(split.train)
        tried++
      }
    }
    expect(tried).toBeGreaterThan(10)
  })

  it('moves where validation begins and leaves the test part alone', () => {
    for (const bars of counts)
      for (const spec of specs.filter(s => s.protocol === 'sealed')) {
        const split = splitOf(bars, spec)
        if (split === null) continue
        for (const place of places(roomForValidation(split))) {
          const moved = splitOf(bars, { ...spec, ...placeValidation(split, place) })
          expect(moved?.validation?.start, `${bars} bars, validation at ${place}`).toBe(place)
          expect(moved?.test).toEqual(split.test)
        }
      }
  })

  it('makes only shares that the experiment allows, and stays in its room', () => {
    for (const spec of specs) {
      const split = splitOf(800, spec)
      if (split === null) throw new Error('800 bars are enough')
      for (const place of [-50, 0, 10_000]) {
        const shares = placeTest(800, spec, split, place)
        expect(() => experimentSchema.parse({ ...tutorialPreset, ...shares })).not.toThrow()
        const moved = splitOf(800, { ...spec, ...shares })
        const { least, most } = roomForTest(split)
        expect(moved?.test.start).toBe(place < least ? least : most)
      }
    }
  })

  it('prefers a share with few digits', () => {
    const spec = { ...base, protocol: 'tutorial' as const }
    const split = splitOf(800, spec)
    if (split === null) throw new Error('800 bars are enough')
    expect(placeTest(800, spec, split, 560).trainShare).toBe(0.7)
  })
})

describe('an end of the range that is put somewhere', () => {
  const bars = makeSample('random-walk', 3, { days: 500 })

  it('chooses exactly these bars', () => {
    for (const range of [
      { start: 0, end: 500 },
      { start: 10, end: 500 },
      { start: 0, end: 3 },
      { start: 123, end: 432 },
    ]) {
      const chosen = chooseBars(bars, { price: 'close', ...chooseRange(bars.dates, range) })
      expect(chosen.ok && chosen.value.dates).toEqual(bars.dates.slice(range.start, range.end))
    }
  })

  it('stays open at the newest bar, so that a refresh moves it on', () =>
    expect(chooseRange(bars.dates, { start: 100, end: 500 })).toEqual({
      days: 400,
      from: null,
      to: null,
    }))

  it('keeps three days between both ends', () => {
    const range = { start: 100, end: 200 }
    expect(moveEnd(range, 'start', 400, 500)).toEqual({ start: 197, end: 200 })
    expect(moveEnd(range, 'end', 0, 500)).toEqual({ start: 100, end: 103 })
    expect(moveEnd(range, 'end', 900, 500)).toEqual({ start: 100, end: 500 })
  })
})
