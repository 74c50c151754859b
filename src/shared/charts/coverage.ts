import type { EChartsOption } from 'echarts'
import { type BandShare, bandShares, type RunBands, type StepBands } from '../bands.ts'
import type { ChartModel, Numbers } from './chart-data.ts'
import { type EndLabel, gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatNumber, formatPercent, isNumber, nbsp } from './format.ts'
import { baseOption, countAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine, withMarkers } from './lines.ts'
import { bandValues, makeRangeBands } from './range-bands.ts'
import { driftStyle, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { niceScale } from './ticks.ts'
import { axisIndex, makeTooltip } from './tooltip.ts'

export interface CoverageInput {
  readonly models: readonly ChartModel[]
  readonly bands: RunBands
  /** The forecaster beside persistence. */
  readonly shown: string
}

interface Measured {
  readonly name: string
  readonly style: SeriesStyle
  readonly share: BandShare
  /** In per cent, one a step. */
  readonly values: Numbers
  readonly own: StepBands
}

/** Measured coverage by days ahead beside the promised one; shaded, the chosen forecaster's 95 % intervals. */
export function makeCoverage(data: CoverageInput, look: Look): EChartsOption {
  const { horizon } = data.bands
  const lines = measuredLines(data, look)
  const shaded = lines
    .filter(({ name }) => name === data.shown)
    .map(({ name, style, share, own }) => ({
      name: `${displayName(name)}, ${share} %`,
      color: style.color,
      x: own.low.map((_, k) => k + 1),
      low: percents(own.low),
      high: percents(own.high),
    }))
  const values = [...bandShares, ...lines.flatMap(l => l.values), ...bandValues(shaded)]
  const scale = { ...niceScale([...values, 100], 5), max: 100 }
  const format = (v: number) => `${formatNumber(v, 0)}${nbsp}%`
  const labels = [
    ...lines.map(labelOf),
    ...bandShares.map(share => ({
      x: horizon,
      y: share,
      text: `promised ${share}${nbsp}%`,
      style: { color: look.theme.ink3 },
    })),
  ]
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(
      labels.map(l => l.text),
      look.width
    ),
    top: 12,
    bottom: 26,
  }
  const x = { min: Math.min(1, horizon - 1), max: horizon }
  const plot = makePlot(look, margins, x, scale)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => readingAt(lines, i), axisIndex),
    xAxis: countAxis(x.min, x.max, ticksTo(horizon), look, String),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...bandShares.map(share =>
        makeLine(
          `${share} % promised`,
          promisedStyle(look),
          [
            [x.min, share],
            [x.max, share],
          ],
          { z: depth.faint }
        )
      ),
      ...lines.map(drawMeasured(look, horizon)),
    ],
    graphic: [
      ...makeRangeBands(plot, shaded),
      ...makeEndLabels(plot, labels),
    ] as EChartsOption['graphic'] & object,
  }
}

const percents = (values: Numbers): Numbers => values.map(v => (isNumber(v) ? 100 * v : null))

/** The chosen forecaster's lines, then persistence's over them. */
function measuredLines({ bands, models, shown }: CoverageInput, { theme }: Look): Measured[] {
  const styles: Readonly<Record<string, SeriesStyle>> = {
    ...modelStyles(theme, models),
    drift: driftStyle(theme),
  }
  return [...new Set([shown, 'persistence'])].flatMap(name => {
    const found = bands.forecasters.find(one => one.name === name)
    const style = name === 'persistence' ? persistenceStyle(theme) : styles[name]
    if (found === undefined || style === undefined) return []
    return bandShares.map(share => {
      const own = found.bands[share]
      return { name, style, share, own, values: percents(own.share) }
    })
  })
}

const promisedStyle = ({ theme }: Look): SeriesStyle => ({
  color: theme.ink3,
  dash: [],
  width: 1,
  marker: null,
})

/** One step alone is no line: it gets a mark. */
const drawMeasured =
  ({ theme }: Look, horizon: number) =>
  ({ name, style, share, values }: Measured) => {
    const points = values.map((v, k) => [k + 1, v] as const)
    const z = name === 'persistence' ? depth.persistence : depth.model
    const line = makeLine(`${displayName(name)}, ${share} %`, style, points, { z })
    return horizon > 1 ? line : withMarkers(line, style.marker ?? 'diamond', 6, theme)
  }

function labelOf({ name, share, style, values }: Measured): EndLabel {
  const k = values.findLastIndex(isNumber)
  const text = `${displayName(name)}, ${share}${nbsp}%`
  return { x: k + 1, y: values[k] ?? null, text, style }
}

function readingAt(lines: readonly Measured[], step: number) {
  const rows = lines.flatMap(({ name, share, own }) => {
    const measured = own.share[step - 1]
    return isNumber(measured)
      ? [[formatPercent(measured), `${displayName(name)}, ${share} % promised`] as const]
      : []
  })
  return { head: `${step} ${step === 1 ? 'day' : 'days'} ahead`, rows }
}

const ticksTo = (horizon: number): number[] => [
  ...[1, 5, 10, 20, 30, 60, 90, 120, 180, 240, 300].filter(step => step < horizon * 0.95),
  horizon,
]

/** The chart in words. */
export function describeCoverage({ bands, shown }: CoverageInput): string {
  const at = (name: string, share: BandShare, step: number) =>
    bands.forecasters.find(one => one.name === name)?.bands[share].share[step - 1]
  const steps = [...new Set([1, bands.horizon])].map(step => {
    const each = [...new Set([shown, 'persistence'])].flatMap(name =>
      bandShares.map(share => {
        const measured = at(name, share, step)
        return `${displayName(name)} ${isNumber(measured) ? formatPercent(measured) : 'too few'} of ${share} promised`
      })
    )
    return `${step} ${step === 1 ? 'day' : 'days'} ahead: ${each.join(', ')}`
  })
  return `Share of ${bands.part} days that the bands held, by days ahead. ${steps.join('; ')}. Shaded: 95 % intervals of ${displayName(shown)}'s share.`
}
