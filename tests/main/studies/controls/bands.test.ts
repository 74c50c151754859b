import { describe, expect, it } from 'vitest'
import { brokenBands } from '../../../../src/main/studies/controls/bands/band-promise.ts'
import { bandTable } from '../../../../src/main/studies/controls/bands/band-table.ts'
import { bands } from '../../../../src/main/studies/controls/bands/bands.ts'
import {
  type BandControlRow,
  bandControlRows,
  controlBands,
} from '../../../../src/shared/lab/band-controls.ts'
import { persistencePath } from '../../../../src/shared/lab/baseline-path.ts'
import { prepareControl } from '../../../../src/shared/lab/controls.ts'

const row = (facts: Partial<BandControlRow>): BandControlRow => ({
  sample: 'momentum',
  model: 'ridge',
  promised: 80,
  step: 1,
  share: 0.8,
  low: 0.78,
  high: 0.82,
  effective: 900,
  days: 1000,
  meanWidth: 0.04,
  useless: null,
  ...facts,
})

describe('the promise of the bands', () => {
  it('holds for ridge and persistence over 20 seeds of both samples', async () => {
    const seeds = Array.from({ length: 20 }, (_, k) => k + 1)
    const { signal } = new AbortController()
    const quiet = { tell: () => {}, note: () => {} }
    const report = await bands.run({ seeds, pool: null, signal, ...quiet })
    expect(report).toMatchObject({ ok: true, value: { broken: [] } })
    // both samples, two forecasters, two promises, five steps
    expect(report.ok && report.value.table.rows).toHaveLength(40)
  })

  it('is broken by 3 points up to 5 days ahead and by 5 up to 20, on either side, and no further', () => {
    const told = (step: number, share: number) => brokenBands([row({ step, share })]).length
    expect([told(5, 0.831), told(5, 0.769), told(5, 0.829)]).toEqual([1, 1, 0])
    expect([told(6, 0.831), told(20, 0.851), told(20, 0.749)]).toEqual([0, 1, 1])
    expect(told(21, 0.2)).toBe(0)
    expect(told(1, Number.NaN)).toBe(1)
  })

  it('is broken by a band that says nothing, however often it held', () => {
    const prepared = prepareControl('random-walk', 1)
    const lost = controlBands('random-walk', 'lost', prepared, (_, steps) =>
      new Float64Array(steps).fill(Number.NaN)
    )
    expect(brokenBands(bandControlRows([lost]))[0]).toBe(
      'On random-walk a band of lost has no end: it says nothing.'
    )
  })

  it('shows at each step the largest gap of all steps before it', () => {
    const rows = [row({ share: 0.81 }), row({ step: 3, share: 0.78 }), row({ step: 5 })]
    expect(bandTable(rows).rows.map(cells => cells.at(-1))).toEqual(['+1.0', '\u22122.0'])
  })

  it('is measured on test days alone: 296 a seed at one day ahead', () => {
    const prepared = prepareControl('random-walk', 1)
    const own = controlBands('random-walk', 'persistence', prepared, (origin, steps) =>
      persistencePath(prepared, origin, steps)
    )
    expect(own.steps[0]?.[80].measured).toHaveLength(296)
    expect(own.steps[29]?.[95].measured).toHaveLength(267)
  })
})
