import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitBaselines } from '../../../src/shared/lab/baselines.ts'
import { measure } from '../../../src/shared/lab/metrics.ts'
import {
  type PrepareSpec,
  prepare,
  prepareAllKnown,
  prepareForPredict,
} from '../../../src/shared/lab/prepare.ts'
import { logReturns } from '../../../src/shared/lab/returns.ts'
import { targetBar } from '../../../src/shared/lab/split.ts'
import { makeWindows } from '../../../src/shared/lab/windows.ts'
import type { Prepared, Range } from '../../../src/shared/types.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, wave } from './series.ts'

const bars = 200
const small = { window: 7, horizon: 5 }

/** The wave, with bar `at` changed. */
const perturbed = (spec: PrepareSpec, at: number) => {
  const prices = wave(bars)
  prices[at] = prices[at]! * 1.37
  return unwrap(prepare(barsOf(prices), spec))
}

/** All that fitting reads: scaler, baselines and the windows of the given parts. */
const whatIsFitted = (prepared: Prepared, ...parts: Range[]) => ({
  scaler: prepared.scaler,
  baselines: fitBaselines(prepared),
  windows: parts.map(range => makeWindows(prepared.values, prepared.window, range)),
})

/** Calls `check` for every bar of `[start, end)`. */
const forBars = (start: number, end: number, check: (bar: number) => void) => {
  expect(end).toBeGreaterThan(start)
  for (let bar = start; bar < end; bar++) check(bar)
}

describe('prepare, tutorial', () => {
  it('gives CR, unscaled, one value a bar', () => {
    const prepared = prepareWave(bars, { ...tutorial, ...small })
    expect(prepared).toMatchObject({ offset: 0, window: 7, scaler: { mean: 0, deviation: 1 } })
    expect(prepared.values).toHaveLength(bars)
    expect(prepared.values[0]).toBe(1)
    expect(prepared.values[50]! * prepared.prices[0]!).toBeCloseTo(prepared.prices[50]!, 10)
  })

  it('fits nothing on a bar after the last train target, and something on every bar before', () => {
    const spec = { ...tutorial, ...small }
    const { split } = prepareWave(bars, spec)
    const original = whatIsFitted(prepareWave(bars, spec), split.train)
    const first = targetBar(prepareWave(bars, spec), split.train.end)
    forBars(first, bars, bar => {
      expect(whatIsFitted(perturbed(spec, bar), split.train)).toEqual(original)
    })
    forBars(0, first, bar => {
      expect(whatIsFitted(perturbed(spec, bar), split.train)).not.toEqual(original)
    })
  })
})

describe('prepare, sealed', () => {
  const spec = { ...sealed, ...small }
  const prepared = prepareWave(bars, spec)
  const { train, validation, test } = prepared.split
  const firstValidation = targetBar(prepared, validation!.start)
  const firstTest = targetBar(prepared, test.start)

  it('gives log returns standardised by the train part, one fewer than bars', () => {
    expect(prepared.offset).toBe(1)
    expect(prepared.values).toHaveLength(bars - 1)
    const { mean, deviation } = prepared.scaler
    logReturns(wave(bars)).forEach((r, i) => {
      expect(prepared.values[i]! * deviation + mean).toBeCloseTo(r, 14)
    })
  })

  it('fits and watches nothing of a bar after validation’s last target', () => {
    const original = whatIsFitted(prepared, train, validation!)
    forBars(firstTest, bars, bar => {
      expect(whatIsFitted(perturbed(spec, bar), train, validation!)).toEqual(original)
    })
  })

  it('keeps scaler, baselines and train windows when a bar inside validation changes', () => {
    const original = whatIsFitted(prepared, train)
    const watched = whatIsFitted(prepared, validation!)
    forBars(firstValidation, firstTest, bar => {
      expect(whatIsFitted(perturbed(spec, bar), train)).toEqual(original)
      expect(whatIsFitted(perturbed(spec, bar), validation!)).not.toEqual(watched)
    })
  })

  it('does see every bar up to the last train target', () => {
    const original = whatIsFitted(prepared, train)
    forBars(0, firstValidation, bar => {
      expect(whatIsFitted(perturbed(spec, bar), train)).not.toEqual(original)
    })
  })
})

describe('prepareAllKnown', () => {
  it('trains on every window and scales by every return', () => {
    const prepared = prepareWave(bars, { ...sealed, ...small })
    const all = prepareAllKnown(prepared)
    expect(all.split).toEqual({
      windows: 192,
      train: { start: 0, end: 192 },
      validation: null,
      test: { start: 192, end: 192 },
    })
    expect(all.scaler).not.toEqual(prepared.scaler)
    expect(all.values.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 9)
    expect(all.prices).toBe(prepared.prices)
  })
})

describe('prepareForPredict', () => {
  const run = prepareWave(bars, { ...sealed, ...small })
  const chosen = (n: number) => {
    const { dates, close } = barsOf(wave(n))
    return { dates, prices: close }
  }

  it('maps new bars with the run’s scaler, and known bars to the values they had', () => {
    const longer = unwrap(prepareForPredict(chosen(bars + 20), run))
    expect(longer.scaler).toEqual(run.scaler)
    expect(longer.values.subarray(0, bars - 1)).toEqual(run.values)
    expect(longer.split).toMatchObject({
      windows: 212,
      train: { end: 0 },
      test: { start: 0, end: 212 },
    })
  })

  it('can be measured, without a MASE, for want of a train part', () => {
    const prepared = unwrap(prepareForPredict(chosen(40), run))
    const measures = measure(prepared, new Float32Array(32), prepared.split.test, { batch: 8 })
    expect(measures.mase).toBeNull()
    expect(measures.rmse).toBeGreaterThan(0)
  })

  it('needs one whole window and nothing after it', () => {
    expect(unwrap(prepareForPredict(chosen(8), run)).split.windows).toBe(0)
    expect(prepareForPredict(chosen(7), run)).toMatchObject({
      failure: { kind: 'too-few-rows', needed: 8, got: 7 },
    })
    const cumulative = prepareWave(bars, { ...tutorial, ...small })
    expect(unwrap(prepareForPredict(chosen(7), cumulative)).values).toHaveLength(7)
  })
})

describe('prepare refuses', () => {
  it('a hindcast that would have no whole window before it, and says how many days would do', () => {
    const spec = fc.record({
      protocol: fc.constantFrom('tutorial' as const, 'sealed' as const),
      horizon: fc.integer({ min: 1, max: 200 }),
    })
    fc.assert(
      fc.property(spec, fc.integer({ min: 101, max: 230 }), (chosen, n) => {
        const made = prepare(barsOf(wave(n)), { ...sealed, ...chosen })
        if (made.ok || made.failure.kind !== 'too-few-rows') return
        const { needed } = made.failure
        expect(prepare(barsOf(wave(needed)), { ...sealed, ...chosen }).ok).toBe(true)
        expect(prepare(barsOf(wave(needed - 1)), { ...sealed, ...chosen }).ok).toBe(false)
      }),
      { numRuns: 50 }
    )
  })

  it('101 bars under tutorial with a horizon of 72', () => {
    expect(prepare(barsOf(wave(101)), { ...tutorial, horizon: 71 }).ok).toBe(true)
    expect(prepare(barsOf(wave(101)), { ...tutorial, horizon: 72 })).toMatchObject({
      failure: { kind: 'too-few-rows', needed: 102, got: 101 },
    })
  })
})
