import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describeSplit,
  fewestBars,
  makeSplit,
  openWindows,
  partsOf,
  targetBar,
} from '../../../src/shared/lab/split.ts'
import { prepareWave, sealed, tutorial, unwrap } from './series.ts'

describe('tutorial split', () => {
  it('gives 800 bars 560 train and 210 test windows, with their dates', () => {
    expect(describeSplit(prepareWave(800, tutorial))).toEqual([
      { part: 'train', count: 560, first: '2020-01-31', last: '2021-08-12' },
      { part: 'test', count: 210, first: '2021-08-13', last: '2022-03-10' },
    ])
  })

  it('loses no window at 90 bars, where floats say 62', () => {
    expect(describeSplit(prepareWave(90, { ...tutorial, window: 10 }))).toEqual([
      { part: 'train', count: 63, first: '2020-01-11', last: '2020-03-13' },
      { part: 'test', count: 17, first: '2020-03-14', last: '2020-03-30' },
    ])
  })
})

describe('sealed split', () => {
  it('gives 800 bars 538, 115 and 116 windows, with their dates', () => {
    expect(describeSplit(prepareWave(800, sealed))).toEqual([
      { part: 'train', count: 538, first: '2020-02-01', last: '2021-07-22' },
      { part: 'validation', count: 115, first: '2021-07-23', last: '2021-11-14' },
      { part: 'test', count: 116, first: '2021-11-15', last: '2022-03-10' },
    ])
  })

  it('loses no window at 90 windows, where floats say 62', () => {
    expect(describeSplit(prepareWave(101, { ...sealed, window: 10 }))).toEqual([
      { part: 'train', count: 63, first: '2020-01-12', last: '2020-03-14' },
      { part: 'validation', count: 13, first: '2020-03-15', last: '2020-03-27' },
      { part: 'test', count: 14, first: '2020-03-28', last: '2020-04-10' },
    ])
  })

  it('opens windows before the test part only, until it is opened', () => {
    const prepared = prepareWave(800, sealed)
    expect(openWindows(prepared, false)).toBe(653)
    expect(openWindows(prepared, true)).toBe(769)
    expect(targetBar(prepared, 652)).toBe(683)
  })
})

describe('any split', () => {
  const spec = fc.record({
    protocol: fc.constantFrom('tutorial' as const, 'sealed' as const),
    window: fc.integer({ min: 1, max: 60 }),
    trainShare: fc.integer({ min: 100, max: 900 }).map(k => k / 1000),
    validationShare: fc.integer({ min: 10, max: 99 }).map(k => k / 1000),
  })

  it('puts every window into exactly one part, in time order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1500 }), spec, (bars, chosen) => {
        const made = makeSplit(bars, chosen)
        if (!made.ok) return
        let next = 0
        for (const { range } of partsOf(made.value)) {
          expect(range.start).toBe(next)
          expect(range.end).toBeGreaterThan(range.start)
          next = range.end
        }
        expect(next).toBe(made.value.windows)
      })
    )
  })

  it('names the fewest bars that do: one fewer always fails, as many never', () => {
    fc.assert(
      fc.property(spec, chosen => {
        const needed = fewestBars(chosen)
        expect(makeSplit(needed, chosen).ok).toBe(true)
        expect(makeSplit(needed - 1, chosen)).toMatchObject({
          ok: false,
          failure: { kind: 'too-few-rows', needed, got: needed - 1 },
        })
      })
    )
  })

  it('needs 101 bars for the tutorial, 38 for the sealed protocol', () => {
    expect(fewestBars(tutorial)).toBe(101)
    expect(fewestBars(sealed)).toBe(38)
    expect(unwrap(makeSplit(101, tutorial))).toMatchObject({ test: { start: 70, end: 71 } })
  })

  it('refuses shares that leave nothing to test', () => {
    expect(makeSplit(800, { ...sealed, validationShare: 0.3 })).toMatchObject({
      failure: { kind: 'bad-experiment', field: 'validationShare' },
    })
  })
})
