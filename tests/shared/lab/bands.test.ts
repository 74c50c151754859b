import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ForecasterBands } from '../../../src/shared/bands.ts'
import {
  bandOrigins,
  measureBands,
  rolledOrigins,
  stepsWithBands,
} from '../../../src/shared/lab/bands.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, wave } from './series.ts'

const horizon = 12
const spec = { testOpen: true, horizon }

const persistenceOf = (bands: { readonly forecasters: readonly ForecasterBands[] }) =>
  bands.forecasters.find(({ name }) => name === 'persistence')!

describe('origins of bands', () => {
  it('begin with the last train day and end with the last day that may be seen', () => {
    // tutorial, 800 days: the first test target is bar 590, and nothing is closed
    expect(bandOrigins(prepareWave(800, tutorial), true)).toEqual({
      first: 589,
      last: 799,
      measured: 589,
    })
    // sealed: validation's targets are bars 569 … 683, the test's 684 … 799
    const shut = prepareWave(800, sealed)
    expect(bandOrigins(shut, false)).toEqual({ first: 568, last: 683, measured: 568 })
    expect(bandOrigins(shut, true)).toEqual({ first: 568, last: 799, measured: 683 })
  })

  it('are too few for steps at which 39 targets have not come', () => {
    const origins = bandOrigins(prepareWave(800, sealed), false)
    // 115 targets: at 77 steps the 39th origin's target is the last of them
    expect(stepsWithBands(origins, 365)).toBe(77)
    const { forecasters } = measureBands(
      prepareWave(800, sealed),
      {},
      { testOpen: false, horizon: 90 }
    )
    const widths = forecasters[0]!.bands[95].forecast
    expect(widths.indexOf(null)).toBe(77)
    expect(widths.slice(77).every(width => width === null)).toBe(true)
  })
})

describe('bands of a run', () => {
  it('have at the forecast the width that persistence’s own sorted errors give, by hand', () => {
    const prepared = prepareWave(400, tutorial)
    const { first, last } = bandOrigins(prepared, true)
    const step = persistenceOf(measureBands(prepared, {}, spec)).bands[80]
    const errors = Array.from({ length: last - first }, (_, k) =>
      Math.abs(Math.log(prepared.prices[first + k + 1]! / prepared.prices[first + k]!))
    )
    // unsteered it would be the ⌈0.8 (n + 1)⌉-th smallest; the level has moved by a few misses
    const sorted = errors.toSorted((a, b) => a - b)
    const rank = sorted.findIndex(error => Math.abs(error - step.forecast[0]!) < 1e-9)
    expect(rank).toBeGreaterThan(0.7 * errors.length)
    expect(rank).toBeLessThan(0.9 * errors.length)
    expect(step.days[0]).toBe(errors.length - 39)
  })

  it('of a network that says “as today” are persistence’s', () => {
    const prepared = prepareWave(400, sealed)
    const origins = rolledOrigins(bandOrigins(prepared, true))
    const still = -prepared.scaler.mean / prepared.scaler.deviation
    const rnn = new Float32Array(origins.length * horizon).fill(still)
    const bands = measureBands(prepared, { rnn }, spec)
    const [copy, base] = [bands.forecasters.at(-1)!, persistenceOf(bands)]
    for (const [k, width] of base.bands[95].forecast.entries())
      expect(copy.bands[95].forecast[k]).toBeCloseTo(width!, 5)
    expect(copy.bands[95].days).toEqual(base.bands[95].days)
  })

  it('at the hindcast’s origin know nothing of the days it forecasts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(tutorial, sealed),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (protocol, factor) => {
          const changed = wave(400).map((price, bar) =>
            bar > 399 - horizon ? price * factor : price
          )
          const [a, b] = [wave(400), changed].map(prices => {
            const bands = measureBands(unwrap(prepare(barsOf(prices), protocol)), {}, spec)
            return bands.forecasters.flatMap(({ bands }) => [
              ...bands[80].hindcast,
              ...bands[95].hindcast,
            ])
          })
          expect(a).toEqual(b)
        }
      ),
      { numRuns: 20 }
    )
  })

  it('of a closed test part are the same whatever it holds', () => {
    const { split, offset, window } = prepareWave(400, sealed)
    const from = split.test.start + offset + window
    const changed = wave(400).map((price, bar) => (bar >= from ? price * 2 : price))
    const [a, b] = [wave(400), changed].map(prices =>
      measureBands(unwrap(prepare(barsOf(prices), sealed)), {}, { testOpen: false, horizon })
    )
    expect(a).toEqual(b)
    expect(a!.part).toBe('validation')
  })

  it('promise more where they are wider: 95 % is never within 80 %', () => {
    const prepared = prepareWave(400, tutorial)
    for (const { bands } of measureBands(prepared, {}, spec).forecasters)
      for (const [k, inner] of bands[80].forecast.entries()) {
        expect(bands[95].forecast[k]).toBeGreaterThanOrEqual(inner!)
        expect(bands[95].share[k]).toBeGreaterThanOrEqual(bands[80].share[k]!)
      }
  })

  it('are none, and say why, where they would have no end or no width', () => {
    const flat = unwrap(prepare(barsOf(new Float64Array(400).fill(50)), tutorial))
    const origins = rolledOrigins(bandOrigins(flat, true))
    const lost = new Float32Array(origins.length * horizon).fill(Number.NaN)
    const { forecasters } = measureBands(flat, { lost }, spec)
    expect(forecasters.map(({ name, useless }) => [name, useless])).toEqual([
      ['persistence', 'zero'],
      ['drift', 'zero'],
      ['lost', 'infinite'],
    ])
    expect(forecasters.every(({ bands }) => bands[95].forecast.length === 0)).toBe(true)
  })
})
