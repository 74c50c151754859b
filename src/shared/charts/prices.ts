import type { EChartsOption, LineSeriesOption, SeriesOption } from 'echarts'
import type { Range } from '../types.ts'
import { drawCandles, makeCandles } from './candles.ts'
import { dayAxis } from './day-axis.ts'
import { makeEndLabels } from './end-labels.ts'
import { formatNumber } from './format.ts'
import {
  baseOption,
  gridOf,
  type Look,
  leftFor,
  type Margins,
  makePlot,
  valueAxis,
} from './frame.ts'
import { makeLine } from './lines.ts'
import {
  axisHeight,
  type PriceChoice,
  type PriceInput,
  pointsIn,
  stripHeight,
  volumeHeight,
} from './price-input.ts'
import { lastPrice, readBar } from './price-words.ts'
import { stripLine, stripScale, zooms } from './series-strip.ts'
import { marksOf, startLabel } from './split-marks.ts'
import { lineThrough, makeStretches, stretchSize, type View } from './stretches.ts'
import { actualStyle } from './theme.ts'
import { niceScale, type Scale, tickDecimals } from './ticks.ts'
import { axisIndex, makeTooltip } from './tooltip.ts'
import { volumeBars, volumeMargins, volumeName, volumeScale } from './volume.ts'

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

function priceScale({ bars, price }: PriceInput, { kind, view }: PriceChoice): Scale {
  const within = (column: Float64Array) => Array.from(column.subarray(view.start, view.end + 1))
  const shown = kind === 'line' ? within(price) : [...within(bars.low), ...within(bars.high)]
  return niceScale(shown, 5)
}

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
  const volume = input.hasVolume ? [volumeName(margins, look)] : []
  const starts = (['validation', 'test'] as const).map(part => startLabel(part, input, plot))
  return [...labels, ...volume, ...starts] as EChartsOption['graphic'] & object
}
