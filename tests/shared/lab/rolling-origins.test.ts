import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baselineNames, fitBaselines } from '../../../src/shared/lab/baselines.ts'
import { rollOut } from '../../../src/shared/lab/forecast.ts'
import { prepare, prepareAllKnown } from '../../../src/shared/lab/prepare.ts'
import {
  actualPaths,
  baselinePaths,
  knownAt,
  measuredPart,
  pathsInUnit,
  rollingOrigins,
  windowsAtOrigins,
} from '../../../src/shared/lab/rolling-origins.ts'
import { barsOf, prepareWave, sealed, tutorial, unwrap, wave } from './series.ts'

const spec = fc.record({
  protocol: fc.constantFrom(tutorial, sealed),
  days: fc.integer({ min: 300, max: 420 }),
  stride: fc.integer({ min: 1, max: 40 }),
  horizon: fc.integer({ min: 1, max: 40 }),
  testOpen: fc.boolean(),
})

describe('rolling origins', () => {
  it('keep every target inside the part, and no origin could be added', () => {
    fc.assert(
      fc.property(spec, given => {
        const prepared = prepareWave(given.days, given.protocol)
        const { range } = measuredPart(prepared, given.testOpen || given.protocol === tutorial)
        const found = rollingOrigins(prepared, range, given)
        // by hand: every bar whose next `horizon` bars are targets of the part, then each `stride`th
        const isOfPart = (bar: number) => {
          const window = bar - prepared.offset - prepared.window
          return window >= range.start && window < range.end
        }
        const all = prepared.dates.flatMap((_, bar) => {
          for (let h = 1; h <= given.horizon; h++) if (!isOfPart(bar + h)) return []
          return [bar]
        })
        const expected = all.filter((_, k) => k % given.stride === 0)
        expect(found.ok ? found.value : []).toEqual(expected)
      })
    )
  })

  it('are the 181 of the tutorial’s 210 test days, and 87 of the sealed 116', () => {
    const spec = { stride: 1, horizon: 30 }
    const open = prepareWave(800, tutorial)
    const origins = unwrap(rollingOrigins(open, open.split.test, spec))
    expect([origins.length, origins[0], origins.at(-1)]).toEqual([181, 589, 769])
    const shut = prepareWave(800, sealed)
    expect(unwrap(rollingOrigins(shut, shut.split.test, spec))).toHaveLength(87)
    // validation's last target is bar 683: the last origin is 30 days before it
    const { part, range } = measuredPart(shut, false)
    expect(part).toBe('validation')
    expect(unwrap(rollingOrigins(shut, range, spec)).at(-1)).toBe(653)
  })

  it('are none where the part is shorter than the path', () => {
    const prepared = prepareWave(300, sealed)
    const found = rollingOrigins(prepared, prepared.split.test, { stride: 1, horizon: 60 })
    expect(found).toMatchObject({ ok: false, failure: { kind: 'too-few-rows', needed: 60 } })
  })
})

/** Predicts half the window's last value and a little of its first. */
const damped = (window: number) => (windows: Float32Array) =>
  Float32Array.from(
    { length: windows.length / window },
    (_, i) => 0.5 * windows[(i + 1) * window - 1]! + 0.1 * windows[i * window]!
  )

describe.each([
  ['tutorial', tutorial],
  ['sealed', sealed],
] as const)('paths of many origins, %s', (_, spec) => {
  const prepared = prepareWave(400, spec)
  const origins = [300, 317, 351]
  const horizon = 7

  it('are those of each origin alone', async () => {
    const roll = (own: readonly number[]) =>
      rollOut(damped(30), windowsAtOrigins(prepared, own), 30, horizon)
    const together = pathsInUnit(prepared, origins, await roll(origins), horizon)
    const alone = await Promise.all(
      origins.map(async own => [...pathsInUnit(prepared, [own], await roll([own]), horizon)])
    )
    expect([...together]).toEqual(alone.flat())
  })

  it('stand still where the network says so', () => {
    const still = spec === sealed ? -prepared.scaler.mean / prepared.scaler.deviation : 1.25
    const steps = new Float32Array(3 * horizon).fill(still)
    const today = baselinePaths(prepared, fitBaselines(prepared), 'persistence', origins, horizon)
    const expected = spec === sealed ? [...today] : Array<number>(3 * horizon).fill(1.25)
    const close = expected.map(value => expect.closeTo(value, 3))
    expect([...pathsInUnit(prepared, origins, steps, horizon)]).toEqual(close)
  })

  it('are held against the bars after each origin', () => {
    const unit = spec === sealed ? prepared.prices : prepared.values
    const naive = origins.flatMap(own => Array.from(unit.subarray(own + 1, own + 1 + horizon)))
    expect([...actualPaths(prepared, origins, horizon)]).toEqual(naive)
  })

  it('know at an origin what a series that ends there knows, to the last bit', () => {
    const known = knownAt(prepared, 351)
    const cut = prepareAllKnown(unwrap(prepare(barsOf(wave(400).slice(0, 352)), spec)))
    expect(known).toEqual(cut)
  })

  it('read nothing after the origin: a changed future changes no baseline', () => {
    const other = wave(400).map((price, bar) => (bar > 351 ? price * 3 : price))
    const changed = unwrap(prepare(barsOf(other), spec))
    for (const name of baselineNames) {
      const paths = [prepared, changed].map(own => {
        const known = knownAt(own, 351)
        return baselinePaths(known, fitBaselines(known), name, [351], horizon)
      })
      expect(paths[0]).toEqual(paths[1])
    }
  })
})
