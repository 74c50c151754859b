import type { EChartsOption, LineSeriesOption, SeriesOption } from 'echarts'
import type { Bars, Part, Range } from '../types.ts'
import { drawCandles, makeCandles } from './candles.ts'
import { dayAxis } from './day-axis.ts'
import { makeEndLabels } from './end-labels.ts'
import { formatCount, formatDate, formatNumber, isNumber } from './format.ts'
import {
  baseOption,
  gridOf,
  type Look,
  leftFor,
  type Margins,
  makePlot,
  type Plot,
  valueAxis,
} from './frame.ts'
import { makeLine } from './lines.ts'
import { type PartSpan, partBands } from './parts.ts'
import { lineThrough, makeStretches, meansOf, stretchSize, type View } from './stretches.ts'
import { actualStyle, type ChartTheme, chartFont } from './theme.ts'
import { extent, niceScale, type Scale, tickDecimals } from './ticks.ts'
import { axisIndex, makeTooltip } from './tooltip.ts'

/** A part of the split as bars of the whole series, with its count of windows. */
export interface CountedSpan extends PartSpan {
  readonly windows: number
}

export interface PriceInput {
  readonly bars: Bars
  /** The column that networks see, NaN where it has no value. */
  readonly price: Float64Array
  readonly name: string
  readonly hasVolume: boolean
  /** Bars the experiment uses; null when it cannot use any. */
  readonly used: Range | null
  readonly parts: readonly CountedSpan[]
}

export interface PriceChoice {
  readonly kind: 'line' | 'candles'
  readonly view: View
  /** Whether the wheel zooms by itself, or only with the control key since it scrolls the page. */
  readonly wheel: true | 'ctrl'
}

const volumeHeight = 46
const stripHeight = 24
const axisHeight = 25
/** A year of days: as many as have room in the narrowest window. */
const mostCandles = 260

/** Where the price's own plot lies in the drawing, so that handles can be laid over it. */
export function priceMargins(input: PriceInput, choice: PriceChoice): Margins {
  const scale = priceScale(input, choice)
  const format = formatOf(scale)
  const below = input.hasVolume ? volumeHeight + 10 : 0
  return {
    left: leftFor(scale, format),
    right: 26 + Math.ceil(6.5 * Math.max(6, format(scale.max).length + 1)),
    top: 12,
    bottom: stripHeight + 10 + axisHeight + below,
  }
}

const formatOf = (scale: Scale) => (v: number) => formatNumber(v, tickDecimals(scale.interval))

/**
 * Prices of the bars in view as a line or as candles, volume under them, the split as bands, and the
 * whole series as a strip with handles. However many bars there are, a pixel has at most a few points.
 */
export function makePrices(input: PriceInput, choice: PriceChoice, look: Look): EChartsOption {
  const { bars, hasVolume } = input
  const scale = priceScale(input, choice)
  const margins = priceMargins(input, choice)
  const across = look.width - margins.left - margins.right
  const stripGrid = { ...margins, top: look.height - stripHeight - 4, bottom: 4 }
  const volumeGrid = volumeMargins(margins, look)
  const days = dayAxis(bars.dates, choice.view, look, across)
  const strip = hasVolume ? 2 : 1
  const grids = [margins, ...(hasVolume ? [volumeGrid] : []), stripGrid]
  return {
    ...baseOption(look),
    grid: grids.map(gridOf),
    axisPointer: { link: [{ xAxisIndex: hasVolume ? [0, 1] : [0] }] },
    tooltip: makeTooltip(look, bar => readBar(input, bar), axisIndex),
    xAxis: [
      { ...days, ...(hasVolume ? unlabelled : {}), gridIndex: 0 },
      ...(hasVolume ? [{ ...days, gridIndex: 1 }] : []),
      { ...days, ...hidden, gridIndex: strip },
    ],
    yAxis: [
      { ...valueAxis(scale, look, formatOf(scale)), gridIndex: 0 },
      ...(hasVolume ? [volumeScale(input, choice.view, across)] : []),
      stripScale(input, strip),
    ],
    dataZoom: zooms(choice, hasVolume ? [0, 1] : [0], stripGrid, look),
    series: [
      ...priceSeries(input, choice, across, look),
      ...(hasVolume ? [volumeBars(input, choice.view, across, look)] : []),
      stripLine(input, strip, across, look),
    ],
    graphic: labelsOf(input, choice, scale, margins, look),
  }
}

const unlabelled = { axisLabel: { show: false }, axisTick: { show: false } }
const hidden = { show: false, axisPointer: { show: false } }

const volumeMargins = (margins: Margins, look: Look): Margins => ({
  ...margins,
  top: look.height - stripHeight - 10 - axisHeight - volumeHeight,
  bottom: stripHeight + 10 + axisHeight,
})

function priceScale({ bars, price }: PriceInput, { kind, view }: PriceChoice): Scale {
  const within = (column: Float64Array) => Array.from(column.subarray(view.start, view.end + 1))
  const shown = kind === 'line' ? within(price) : [...within(bars.low), ...within(bars.high)]
  return niceScale(shown, 5)
}

/** A point for each pixel: the lowest and the highest of every stretch. */
const pointsIn = (view: View, across: number, count: number): Range[] =>
  makeStretches(view, stretchSize(view, Math.max(100, across)), count)

/** How many days one candle holds, so that each has room. */
export const candleDays = (view: View): number => stretchSize(view, mostCandles)

function priceSeries(
  input: PriceInput,
  { kind, view }: PriceChoice,
  across: number,
  look: Look
): SeriesOption[] {
  const { bars, price, name } = input
  const marks = marksOf(input, view, across, look)
  const all = pointsIn(view, across, price.length)
  if (kind === 'line') return priceLines(input, all, marks, look)
  const candles = makeCandles(bars, makeStretches(view, candleDays(view), price.length))
  return [{ ...drawCandles(candles, look.theme), name, ...marks } as SeriesOption]
}

/** The bars in use in ink, the others quiet: they are there and no network sees them. */
function priceLines(
  { price, name, used }: PriceInput,
  stretches: readonly Range[],
  marks: object,
  { theme }: Look
): LineSeriesOption[] {
  const style = { ...actualStyle(theme), width: 1.25 }
  const inUse = used === null ? price : masked(price, used)
  return [
    makeLine(
      `${name}, not used`,
      { ...style, color: theme.persistence, width: 1 },
      lineThrough(price, stretches),
      { id: 'unused', z: 3, lineStyle: { opacity: 0.5 } }
    ),
    makeLine(name, style, lineThrough(inUse, stretches), { id: 'price', ...marks }),
  ]
}

function masked(price: Float64Array, { start, end }: Range): Float64Array {
  const kept = new Float64Array(price.length).fill(Number.NaN)
  kept.set(price.subarray(start, end), start)
  return kept
}

/** The parts as bands, the first target as a hairline, and a line where a part begins that can be moved. */
function marksOf(input: PriceInput, view: View, across: number, { theme }: Look): object {
  const spans = input.parts.flatMap(span => within(span, view))
  const perDay = across / Math.max(1, view.end - view.start)
  const windows = new Map(input.parts.map(p => [p.part, p.windows]))
  const nameOf = (part: Part) =>
    `${part.charAt(0).toUpperCase()}${part.slice(1)}, ${formatCount(windows.get(part) ?? 0)} windows`
  return {
    markArea: partBands(spans, theme, { perDay, nameOf }),
    markLine: {
      silent: true,
      symbol: 'none',
      data: input.parts
        .filter(({ start }) => start >= view.start && start <= view.end)
        .map(span => startLine(span, theme)),
    },
  }
}

const within = (span: CountedSpan, view: View): CountedSpan[] =>
  span.end < view.start || span.start > view.end
    ? []
    : [{ ...span, start: Math.max(span.start, view.start), end: Math.min(span.end, view.end) }]

const startLine = ({ part, start }: CountedSpan, theme: ChartTheme) => ({
  xAxis: start,
  lineStyle:
    part === 'train'
      ? { color: theme.ink3, width: 1, type: 'solid' as const }
      : { color: theme.focus, width: 1.5, type: 'solid' as const },
  label: { show: false },
})

/** Each stretch's mean, as many as have room: a single wild day does not flatten the years around it. */
const volumesIn = ({ bars }: PriceInput, view: View, across: number) => {
  const size = stretchSize(view, Math.max(100, across / 1.5))
  return { size, means: meansOf(bars.volume, makeStretches(view, size, bars.dates.length)) }
}

function volumeScale(input: PriceInput, view: View, across: number) {
  const { means } = volumesIn(input, view, across)
  const [, most] = extent(means.map(([, mean]) => mean))
  return { type: 'value' as const, gridIndex: 1, show: false, min: 0, max: Math.max(1, most) }
}

function volumeBars(input: PriceInput, view: View, across: number, look: Look): SeriesOption {
  const { size, means } = volumesIn(input, view, across)
  const perBar = (across * size) / Math.max(1, view.end - view.start + 1)
  return {
    type: 'bar',
    id: 'volume',
    name: 'Volume',
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: means.map(mean => [...mean]),
    barWidth: Math.max(1, Math.round(0.7 * perBar)),
    silent: true,
    itemStyle: { color: look.theme.ink3, opacity: 0.45 },
    emphasis: { disabled: true },
  }
}

function stripScale({ price }: PriceInput, gridIndex: number) {
  const [min, max] = extent(Array.from(price))
  const room = 0.12 * (max - min || 1)
  return { type: 'value' as const, gridIndex, show: false, min: min - room, max: max + room }
}

function stripLine(
  { price, parts }: PriceInput,
  axis: number,
  across: number,
  look: Look
): LineSeriesOption {
  const view = { start: 0, end: price.length - 1 }
  const style = { ...actualStyle(look.theme), color: look.theme.ink3, width: 1 }
  return makeLine(
    'Whole series',
    style,
    lineThrough(price, pointsIn(view, across / 2, price.length)),
    {
      id: 'strip',
      xAxisIndex: axis,
      yAxisIndex: axis,
      markArea: partBands(parts, look.theme, { perDay: 0, nameOf: () => '' }),
    }
  )
}

/** Dragging in the plot moves the view, the wheel zooms, the strip's handles do both. */
function zooms({ view, wheel }: PriceChoice, xAxisIndex: number[], grid: Margins, { theme }: Look) {
  const range = { startValue: view.start, endValue: view.end, xAxisIndex, minValueSpan: 9 }
  const inside = {
    ...range,
    id: 'pan',
    type: 'inside' as const,
    zoomOnMouseWheel: wheel,
    moveOnMouseWheel: false,
    filterMode: 'none' as const,
  }
  const slider = {
    ...range,
    id: 'strip',
    type: 'slider' as const,
    filterMode: 'none' as const,
    left: grid.left,
    right: grid.right,
    top: grid.top,
    height: stripHeight,
    showDetail: false,
    showDataShadow: false,
    brushSelect: false,
    backgroundColor: 'transparent',
    borderColor: theme.line,
    fillerColor: theme.bands.validation,
    handleIcon: 'path://M4 0H6V6H9V18H6V24H4V18H1V6H4Z',
    handleSize: '100%',
    handleStyle: { color: theme.ink2, borderWidth: 0 },
    moveHandleSize: 0,
    emphasis: { handleStyle: { color: theme.focus, borderWidth: 0 } },
  }
  return [inside, slider]
}

function labelsOf(
  input: PriceInput,
  { view, kind }: PriceChoice,
  scale: Scale,
  margins: Margins,
  look: Look
) {
  const plot = makePlot(look, margins, { min: view.start, max: view.end }, scale)
  // candles show what was paid, which an adjusted price is not
  const drawn = kind === 'line' ? input.price : input.bars.close
  const last = lastPrice(drawn, view)
  const labels = makeEndLabels(plot, [
    {
      x: last,
      y: drawn[last] ?? null,
      text: formatNumber(drawn[last], Math.max(2, tickDecimals(scale.interval))),
      style: { color: look.theme.ink },
    },
  ])
  const volume = input.hasVolume
    ? [
        {
          id: 'volume-name',
          type: 'text',
          silent: true,
          x: look.width - margins.right + 14,
          y: volumeMargins(margins, look).top + volumeHeight / 2,
          style: { text: 'Volume', fill: look.theme.ink3, fontSize: 11, verticalAlign: 'middle' },
        },
      ]
    : []
  const starts = (['validation', 'test'] as const).map(part => startLabel(part, input, plot))
  return [...labels, ...volume, ...starts] as EChartsOption['graphic'] & object
}

/** The day a part begins, at the foot of its line; empty, not absent, where there is none in view. */
function startLabel(part: Part, { parts, bars }: PriceInput, plot: Plot): object {
  const start = parts.find(span => span.part === part)?.start ?? -1
  const x = plot.px(start)
  const [left, right] = [plot.left, plot.width - plot.right]
  const isSeen = start >= 0 && x >= left && x <= right
  // names that would leave the plot, or stand on the other line, go to the left of theirs
  const isLeft = right - x < 80 || part === 'validation'
  return {
    id: `begins-${part}`,
    type: 'text',
    silent: true,
    x: isSeen ? x + (isLeft ? -7 : 7) : 0,
    y: plot.height - plot.bottom - 8,
    style: {
      text: isSeen ? formatDate(bars.dates[start] ?? '') : '',
      align: isLeft ? 'right' : 'left',
      fill: plot.theme.focus,
      font: `600 11px ${chartFont}`,
      verticalAlign: 'bottom',
    },
    z: 80,
  }
}

function lastPrice(price: Float64Array, { start, end }: View): number {
  let bar = end
  while (bar > start && !isNumber(price[bar])) bar--
  return bar
}

function readBar({ bars, price, name, hasVolume, parts }: PriceInput, bar: number) {
  const date = bars.dates[bar]
  if (date === undefined) return null
  const part = parts.find(p => bar >= p.start && bar <= p.end)?.part
  const before = bar > 0 ? price[bar - 1] : null
  const rows: [string, string][] = [
    [formatNumber(price[bar], 2), name],
    [formatNumber(before, 2), 'the day before (persistence)'],
  ]
  const range = (
    [
      ['open', bars.open],
      ['high', bars.high],
      ['low', bars.low],
    ] as const
  )
    .filter(([, column]) => isNumber(column[bar]))
    .map(([word, column]): [string, string] => [formatNumber(column[bar], 2), word])
  const volume = hasVolume ? [[formatNumber(bars.volume[bar], 0), 'volume'] as const] : []
  return {
    head: part === undefined ? formatDate(date) : `${formatDate(date)}, ${part}`,
    rows: [...rows, ...range, ...volume],
  }
}

/** The chart in words. */
export function describePrices(input: PriceInput, { view }: PriceChoice): string {
  const { bars, price, name, parts } = input
  const [low, high] = extent(Array.from(price.subarray(view.start, view.end + 1)))
  const last = lastPrice(price, view)
  const day = (bar: number) => formatDate(bars.dates[bar] ?? '')
  const split = parts.map(
    p => `${p.part} ${formatCount(p.windows)} windows from ${day(p.start)} to ${day(p.end)}`
  )
  return `${name} of ${formatCount(view.end - view.start + 1)} days from ${day(view.start)} to ${day(view.end)}, between ${formatNumber(low, 2)} and ${formatNumber(high, 2)}, last ${formatNumber(price[last], 2)}.${split.length > 0 ? ` Split: ${split.join('; ')}.` : ''}`
}
