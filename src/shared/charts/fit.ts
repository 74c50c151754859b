import type { EChartsOption, LineSeriesOption } from 'echarts'
import {
  type ChartData,
  type ChartPredictions,
  closeUpDays,
  type Numbers,
  rangeWords,
} from './chart-data.ts'
import { type EndLabel, gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatDate, formatNumber, formatValue, isNumber } from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, haloOf, makeLine, withMarkers } from './lines.ts'
import { partBands, rowSpans } from './parts.ts'
import { makeRangeBands, type RangeBand } from './range-bands.ts'
import { actualStyle, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { extent, niceScale, type Scale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type FitInput = Pick<ChartData, 'models' | 'predictions' | 'unit' | 'ranges'>

export interface FitChoice {
  /** A network's column, or `all` in one. */
  readonly model: string
  /** First and last row in view. */
  readonly view: { readonly start: number; readonly end: number }
  /** The whole series beneath, with handles. */
  readonly strip: boolean
  /** Days by which the networks' lines are moved: −1 lays each prediction on the day before its own. */
  readonly shift?: number
}

/** The last 66 days, where single days can be told apart. */
export const closeUp = ({ dates }: ChartPredictions, days = closeUpDays) => ({
  start: Math.max(0, dates.length - days),
  end: Math.max(0, dates.length - 1),
})

export const wholeView = ({ dates }: ChartPredictions) => ({
  start: 0,
  end: Math.max(0, dates.length - 1),
})

const stripHeight = 32
const bottomWithStrip = 84

/** Networks' predictions moved by `shift` days; days that get none are gaps. Actual and persistence stay. */
export function shiftModels(data: FitInput, shift: number): FitInput {
  if (shift === 0) return data
  const moved = (values: Numbers) => values.map((_, i) => values[i - shift] ?? null)
  const models = Object.entries(data.predictions.models).map(([n, values]) => [n, moved(values)])
  const predictions = { ...data.predictions, models: Object.fromEntries(models) }
  const { ranges } = data
  if (ranges === undefined) return { ...data, predictions }
  const reach = Object.entries(ranges.predictions).map(([n, { low, high }]) => [
    n,
    { low: moved(low), high: moved(high) },
  ])
  return { ...data, predictions, ranges: { ...ranges, predictions: Object.fromEntries(reach) } }
}

/** Predicted and actual, one step ahead. Persistence lies dashed above all, with its halo. */
export function makeFit(given: FitInput, choice: FitChoice, look: Look): EChartsOption {
  const data = shiftModels(given, choice.shift ?? 0)
  const { dates } = data.predictions
  const shown = shownModels(data, choice, look)
  // of what is not moved, so that only the line moves and not the axis
  const scale = fitScale(
    given,
    shown.map(m => m.name),
    choice.view
  )
  const bands = fitBands(data, shown)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const names = ['Persistence', 'Actual', ...shown.map(m => displayName(m.name))]
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(names, look.width),
    top: 14,
    bottom: choice.strip ? bottomWithStrip : 26,
  }
  const across = look.width - margins.left - margins.right
  const stripGrid = { ...margins, top: look.height - 22 - stripHeight, bottom: 22 }
  const plot = makePlot(look, margins, { min: choice.view.start, max: choice.view.end }, scale)
  const main = { ...dateAxis(dates, choice.view, look, across), gridIndex: 0 }
  const whole = { ...dateAxis(dates, wholeView(data.predictions), look, across), gridIndex: 1 }
  return {
    ...baseOption(look),
    grid: choice.strip ? [gridOf(margins), gridOf(stripGrid)] : [gridOf(margins)],
    tooltip: fitTooltip(
      data.predictions,
      shown.map(m => m.name),
      look
    ),
    xAxis: choice.strip ? [main, quiet(whole)] : [main],
    yAxis: choice.strip
      ? [valueAxis(scale, look, format), stripScale(data.predictions)]
      : [valueAxis(scale, look, format)],
    dataZoom: zoomOf(choice, stripGrid, look),
    series: [
      ...fitLines(data, choice, shown, look),
      ...(choice.strip ? [stripLine(data, look)] : []),
    ],
    graphic: [
      ...makeRangeBands(plot, bands),
      ...makeEndLabels(plot, fitLabels(data, choice, shown, look)),
    ] as EChartsOption['graphic'] & object,
  }
}

interface Shown {
  readonly name: string
  readonly style: SeriesStyle
}

function shownModels(data: FitInput, choice: FitChoice, look: Look): Shown[] {
  const styles = modelStyles(look.theme, data.models)
  return data.models.flatMap(({ name }) => {
    const style = styles[name]
    if (style === undefined || (choice.model !== 'all' && choice.model !== name)) return []
    return [{ name, style }]
  })
}

function fitBands({ ranges, predictions }: FitInput, shown: readonly Shown[]): RangeBand[] {
  const x = predictions.dates.map((_, i) => i)
  return shown.flatMap(({ name, style }) => {
    const range = ranges?.predictions[name]
    return range === undefined ? [] : [{ name, color: style.color, x, ...range }]
  })
}

function fitScale(
  { predictions: table, ranges }: FitInput,
  names: readonly string[],
  view: FitChoice['view']
): Scale {
  const columns = [
    table.actual,
    table.persistence,
    ...names.map(n => table.models[n] ?? []),
    ...names.flatMap(n => [ranges?.predictions[n]?.low ?? [], ranges?.predictions[n]?.high ?? []]),
  ]
  return niceScale(
    columns.flatMap(c => extentOf(c, view)),
    4
  )
}

const extentOf = (column: readonly (number | null)[], { start, end }: FitChoice['view']) => {
  const seen = column.slice(start, end + 1)
  return seen.some(isNumber) ? extent(seen) : []
}

/** Single days get markers while they stand at least 6 px apart. */
function fitLines(
  data: FitInput,
  choice: FitChoice,
  shown: readonly Shown[],
  look: Look
): LineSeriesOption[] {
  const { actual, persistence, models, part } = data.predictions
  const days = choice.view.end - choice.view.start + 1
  const dense = look.width / days < 6
  const markers = choice.model !== 'all' && look.width / days > 8
  const dashed = makeLine('Persistence', persistenceStyle(look.theme), persistence, {
    z: depth.persistence,
    lineStyle: { width: dense ? 1.25 : 2 },
  })
  const spans = rowSpans(part).filter(s => s.end >= choice.view.start && s.start <= choice.view.end)
  return [
    makeLine('Actual', actualStyle(look.theme), actual, {
      id: 'actual',
      z: depth.actual,
      ...(dense ? { lineStyle: { width: 1.1 } } : {}),
      ...(spans.length > 1
        ? { markArea: partBands(spans, look.theme, { perDay: perDay(look, days) }) }
        : {}),
    }),
    { ...haloOf(dashed, dense ? 4 : 8), id: 'halo', name: 'Persistence, halo' },
    ...shown.map(({ name, style }) => {
      const line = makeLine(displayName(name), style, models[name] ?? [], {
        id: `model-${name}`,
        ...(markers ? { lineStyle: { type: 'solid', width: 1.5 } } : {}),
      })
      return markers ? withMarkers(line, style.marker, 5, look.theme) : line
    }),
    { ...dashed, id: 'persistence' },
  ]
}

function fitLabels(
  data: FitInput,
  choice: FitChoice,
  shown: readonly Shown[],
  look: Look
): EndLabel[] {
  const { actual, persistence, models } = data.predictions
  const x = choice.view.end
  // a prediction moved to the left ends before the view does
  const endOf = (name: string) => {
    const values = models[name] ?? []
    let at = x
    while (at > choice.view.start && !isNumber(values[at])) at--
    return { x: at, y: values[at] ?? null }
  }
  return [
    { x, y: actual[x] ?? null, text: 'Actual', style: actualStyle(look.theme) },
    { x, y: persistence[x] ?? null, text: 'Persistence', style: persistenceStyle(look.theme) },
    ...shown.map(({ name, style }) => ({ ...endOf(name), text: displayName(name), style })),
  ]
}

const quiet = <A extends object>(axis: A) => ({
  ...axis,
  axisLine: { show: false },
  axisTick: { show: false },
  axisPointer: { show: false },
})

const stripScale = (table: ChartPredictions) => {
  const [min, max] = extent(table.actual)
  const room = max - min || 1
  // the upper part is kept for the names of the parts
  return {
    type: 'value' as const,
    gridIndex: 1,
    show: false,
    min: min - 0.1 * room,
    max: max + 0.8 * room,
  }
}

const stripLine = ({ predictions }: FitInput, look: Look): LineSeriesOption =>
  makeLine(
    'Whole series',
    { ...actualStyle(look.theme), color: look.theme.ink3 },
    predictions.actual,
    {
      id: 'strip',
      xAxisIndex: 1,
      yAxisIndex: 1,
      lineStyle: { width: 1 },
      sampling: 'lttb',
      markArea: partBands(rowSpans(predictions.part), look.theme, {
        perDay: perDay(look, predictions.dates.length),
        distance: 2,
      }),
    }
  )

/** Pixels a day takes, about: axis and labels leave four fifths of the width to the plot. */
const perDay = (look: Look, days: number): number => (0.8 * look.width) / Math.max(1, days)

/** The strip's two bars are a slider's handles; dragging within the plot moves the view. */
function zoomOf(choice: FitChoice, grid: { left: number; right: number; top: number }, look: Look) {
  const range = {
    startValue: choice.view.start,
    endValue: choice.view.end,
    xAxisIndex: 0,
    minValueSpan: 9,
  }
  const inside = {
    ...range,
    id: 'pan',
    type: 'inside' as const,
    zoomOnMouseWheel: 'ctrl' as const,
    moveOnMouseWheel: false,
    filterMode: 'filter' as const,
  }
  if (!choice.strip) return [inside]
  return [inside, { ...range, ...sliderLook(grid, look), id: 'strip', type: 'slider' as const }]
}

const sliderLook = (grid: { left: number; right: number; top: number }, { theme }: Look) => ({
  left: grid.left,
  right: grid.right,
  top: grid.top,
  height: stripHeight,
  showDetail: false,
  showDataShadow: false,
  // dragging over the strip draws a new view; the bar above it moves the old one
  brushSelect: true,
  brushStyle: { color: theme.focus, opacity: 0.18 },
  backgroundColor: 'transparent',
  borderColor: 'transparent',
  fillerColor: 'transparent',
  // an upright bar with a grip wide enough to catch
  handleIcon: 'path://M4.2 0H5.8V11H8V21H5.800V32H4.200V21H2V11H4.200Z',
  handleSize: '100%',
  handleStyle: { color: theme.ink, borderWidth: 0 },
  moveHandleSize: 5,
  moveHandleIcon: 'none',
  moveHandleStyle: { color: theme.ink3, opacity: 0.55 },
  emphasis: {
    handleStyle: { color: theme.focus, borderWidth: 0 },
    moveHandleStyle: { color: theme.focus, opacity: 1 },
  },
})

const fitTooltip = (table: ChartPredictions, names: readonly string[], look: Look) =>
  makeTooltip(look, i => ({
    head: `${formatDate(table.dates[i] ?? '')}, ${table.part[i] ?? ''}`,
    rows: [
      [formatValue(table.actual[i]), 'Actual'],
      [formatValue(table.persistence[i]), 'Persistence'],
      ...names.map(n => [formatValue(table.models[n]?.[i]), displayName(n)] as const),
    ],
  }))

/** The chart in words. */
export function describeFit(data: FitInput, model: string): string {
  const { predictions: t } = data
  const last = t.dates.length - 1
  if (last < 0) return 'There are no predictions to show.'
  const names = model === 'all' ? data.models.map(m => m.name) : [model]
  if (data.ranges !== undefined) return `${fitWords(data)}${rangeWords(data.ranges, 'predictions')}`
  const part = t.part[last] ?? 'test'
  const errors = names.map(
    n => `${displayName(n)} ${formatValue(rmseOn(t, part, t.models[n] ?? []))}`
  )
  return `${fitWords(data)} RMSE on the ${part} days: persistence ${formatValue(rmseOn(t, part, t.persistence))}, ${errors.join(', ')}.`
}

/** Without an error: that of medians is no network's, and smaller than most seeds' own. */
function fitWords({ predictions: t, unit }: FitInput): string {
  const spans = rowSpans(t.part).map(s => `${s.part} ${s.end - s.start + 1} days`)
  return `Predicted and actual ${unit}, one step ahead, ${formatDate(t.dates[0] ?? '')} to ${formatDate(t.dates.at(-1) ?? '')} (${spans.join(', ')}).`
}

function rmseOn(t: ChartPredictions, part: string, values: Numbers): number {
  const errors = t.actual.flatMap((actual, i) => {
    const said = values[i]
    return t.part[i] === part && isNumber(actual) && isNumber(said) ? [(said - actual) ** 2] : []
  })
  return Math.sqrt(errors.reduce((a, b) => a + b, 0) / errors.length)
}
