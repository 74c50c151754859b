import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeEndLabels } from '../../../src/shared/charts/end-labels.ts'
import {
  displayName,
  formatNumber,
  formatP,
  formatPower,
  formatSigned,
  formatSkill,
} from '../../../src/shared/charts/format.ts'
import { makePlot } from '../../../src/shared/charts/frame.ts'
import { alongEdge } from '../../../src/shared/charts/lines.ts'
import { lightTheme, modelStyles } from '../../../src/shared/charts/theme.ts'
import { thinIndices } from '../../../src/shared/charts/thin.ts'
import {
  dateTicks,
  logTicks,
  niceScale,
  scaleTicks,
  tickDecimals,
} from '../../../src/shared/charts/ticks.ts'

describe('numbers as the look writes them', () => {
  it('has a true minus, no minus zero, and a dash for what is missing', () => {
    expect([formatNumber(-0.5, 2), formatNumber(-0.001, 2), formatNumber(Number.NaN, 2)]).toEqual([
      '\u22120.50',
      '0.00',
      '\u2013',
    ])
    expect([formatSigned(0.2, 1), formatSigned(0, 1), formatSigned(-3, 0)]).toEqual([
      '+0.2',
      '0',
      '\u22123',
    ])
    expect([formatSkill(-0.007), formatSkill(0), formatP(0.0004), formatP(0.62)]).toEqual([
      '\u22120.7\u00a0%',
      '0',
      '<\u00a0.001',
      '.62',
    ])
    expect([formatPower(-4), displayName('lstm-64'), displayName('ridge')]).toEqual([
      '10\u207b\u2074',
      'LSTM-64',
      'Ridge autoregression',
    ])
  })
})

describe('ticks', () => {
  it('holds every value within a scale of at most eight steps', () => {
    const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 20 }), values => {
        const scale = niceScale(values)
        const slack = Math.abs(scale.interval) * 1e-6
        expect(scale.min).toBeLessThanOrEqual(Math.min(...values) + slack)
        expect(scale.max).toBeGreaterThanOrEqual(Math.max(...values) - slack)
        expect(scaleTicks(scale).length).toBeLessThanOrEqual(9)
      })
    )
  })

  it('tells every tick from the next', () => {
    for (const interval of [0.025, 0.05, 0.1, 0.2, 0.25, 1, 2.5, 50])
      expect((3 * interval).toFixed(tickDecimals(interval))).toBe(
        String(Number((3 * interval).toPrecision(9))).padEnd(
          (3 * interval).toFixed(tickDecimals(interval)).length,
          '0'
        )
      )
  })

  it('chooses a log axis by hand: 3 5 10 20 50 100', () => {
    expect(logTicks(3, 100)).toEqual([3, 5, 10, 20, 50, 100])
  })

  it('marks the first trading day of a month, the year first and at each January', () => {
    const dates = [
      '2023-11-30',
      '2023-12-01',
      '2023-12-29',
      '2024-01-02',
      '2024-01-31',
      '2024-02-01',
    ]
    expect(dateTicks(dates, 0, 5, 9)).toEqual([
      { index: 1, label: 'Dec 2023' },
      { index: 3, label: 'Jan 2024' },
      { index: 5, label: 'Feb' },
    ])
  })

  it('marks weeks where there is no second month', () => {
    const dates = ['2024-05-02', '2024-05-03', '2024-05-06', '2024-05-07', '2024-05-13']
    expect(dateTicks(dates, 0, 4, 9).map(t => t.label)).toEqual(['6 May 2024', '13 May'])
  })
})

describe('a scale without a spread', () => {
  it.each([[0], [1e-300], [5], [-2e-9]])('gives a flat line at %f a height', value => {
    const { min, max, interval } = niceScale([value, value])
    expect(min).toBeLessThan(value)
    expect(max).toBeGreaterThan(value)
    expect(interval).toBeGreaterThan(0)
  })
})

describe('labels at line ends', () => {
  const plot = makePlot(
    { theme: lightTheme, width: 600, height: 300 },
    { left: 40, right: 120, top: 10, bottom: 30 },
    { min: 0, max: 1 },
    { min: 0, max: 1 }
  )
  const textsOf = (ys: readonly number[]) =>
    makeEndLabels(
      plot,
      ys.map((y, i) => ({ x: 1, y, text: `line ${i}`, style: { color: '#000' } }))
    )
      .filter((e): e is { type: 'text'; y: number } => 'type' in e && e.type === 'text')
      .map(e => e.y)

  it('never overlap, keep their order, and stay on the drawing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { minLength: 1, maxLength: 16 }),
        ys => {
          const places = textsOf(ys)
          const gaps = places.slice(1).map((y, i) => y - places[i]!)
          expect(Math.min(...gaps, 16)).toBeGreaterThanOrEqual(15.8)
          expect(Math.min(...places)).toBeGreaterThanOrEqual(5)
          expect(Math.max(...places)).toBeLessThanOrEqual(295)
        }
      )
    )
  })

  it('stand beside their points when there is room', () => {
    expect(textsOf([0.9, 0.1])).toEqual(
      [plot.py(0.9), plot.py(0.1)].map(y => Math.round(y * 10) / 10)
    )
  })

  it('keep clear of the axis in a low plot: persistence stays, the rest is counted', () => {
    const low = makePlot(
      { theme: lightTheme, width: 500, height: 160 },
      { left: 40, right: 100, top: 12, bottom: 26 },
      { min: 0, max: 1 },
      { min: 0, max: 1 }
    )
    const names = [...Array.from({ length: 16 }, (_, i) => `line ${i}`), 'Persistence']
    const labels = makeEndLabels(
      low,
      names.map((text, i) => ({ x: 1, y: (i * 7) % 5 ? 0.3 : 0, text, style: { color: '#000' } }))
    ).filter((e): e is { type: 'text'; y: number; style: { text: string } } =>
      'type' in e ? e.type === 'text' : false
    )
    const texts = labels.map(({ style }) => style.text)
    expect(texts).toContain('Persistence')
    expect(texts.at(-1)).toBe(`and ${names.length + 1 - labels.length} more`)
    const places = labels.map(({ y }) => y)
    expect(Math.max(...places)).toBeLessThanOrEqual(160 - 26)
    expect(Math.min(...places.slice(1).map((y, i) => y - places[i]!))).toBeGreaterThan(10.5)
  })

  it('leave out a line without a number', () => {
    expect(
      makeEndLabels(plot, [{ x: 1, y: null, text: 'none', style: { color: '#000' } }])
    ).toEqual([])
  })
})

describe('styles of networks', () => {
  it('tells sixteen networks apart by colour, dash and marker together', () => {
    const cells = ['rnn', 'lstm', 'gru'] as const
    const models = Array.from({ length: 16 }, (_, i) => ({ name: `m${i}`, cell: cells[i % 3]! }))
    const looks = Object.values(modelStyles(lightTheme, models)).map(s => JSON.stringify(s))
    expect(new Set(looks).size).toBe(16)
  })
})

describe('thinIndices', () => {
  it('keeps the first, the last and every spike', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 99 : Math.sin(i / 50)))
    const kept = thinIndices(values, 500)
    expect(kept.length).toBeLessThanOrEqual(500)
    expect(kept).toEqual(expect.arrayContaining([0, 4321, 9999]))
  })

  it('keeps a gap a gap', () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i > 2000 ? Number.NaN : 1))
    expect(thinIndices(values, 100).some(i => i > 2000)).toBe(true)
  })
})

describe('a line wholly beyond its axis', () => {
  const axis = { min: -10, max: 10 }

  it('runs along the edge it lies beyond, with its gaps', () => {
    const far = [
      [1, -1e6],
      [2, null],
      [3, -1e5],
    ] as const
    expect(alongEdge(far, axis)).toEqual([
      [1, -10],
      [2, null],
      [3, -10],
    ])
    expect(
      alongEdge(
        [
          [1, 99],
          [2, 11],
        ],
        axis
      )
    ).toEqual([
      [1, 10],
      [2, 10],
    ])
  })

  it('is left as it is where any of it can be seen, or passes through', () => {
    for (const seen of [
      [
        [1, -1e6],
        [2, 0],
      ],
      [
        [1, -1e6],
        [2, 1e6],
      ],
      [[1, null]],
    ] as const)
      expect(alongEdge(seen, axis)).toBe(seen)
  })
})
