import type { EChartsOption } from 'echarts'
import type { Trace } from '../wire.ts'
import { formatDate, formatNumber, isNumber } from './format.ts'
import { axisText, baseOption, gridOf, type Look, makePlot } from './frame.ts'
import { makeLine } from './lines.ts'
import { actualStyle } from './theme.ts'
import { extent } from './ticks.ts'

export type HeatInput = Pick<Trace, 'inputs' | 'layers' | 'dates' | 'targetDate'>

export interface HeatChoice {
  /** From 0. */
  readonly layer: number
  /** The step looked at, from 0: a line through all maps. */
  readonly step: number
}

const margins = { left: 58, right: 64, top: 8, bottom: 26 }
const inputHeight = 44
const between = 10

/** What each state may be, by its symbol: gates are shares, the rest lies about zero. */
const isGate = (symbol: string) => ['f', 'i', 'o', 'z', 'r'].includes(symbol)

/**
 * One layer of a network through a window, step by step: the input as a line, and beneath it every
 * gate and state as a map, units down, days across. Gates go from the ground to ink (0 … 1), states
 * from blue over the ground to orange (−a … a), a the largest size in that map.
 */
export function makeHeat(trace: HeatInput, { layer, step }: HeatChoice, look: Look): EChartsOption {
  const maps = trace.layers[layer] ?? []
  const steps = trace.inputs.length
  const places = placeMaps(maps.length, look)
  const days = trace.dates.map(formatDate)
  const last = maps.length
  const axis = (i: number) => ({
    type: 'category' as const,
    gridIndex: i,
    data: days,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...axisText(look.theme),
      show: i === last,
      interval: (at: number) => at === 0 || at === steps - 1,
      alignMinLabel: 'left' as const,
      alignMaxLabel: 'right' as const,
    },
    splitLine: { show: false },
  })
  return {
    ...baseOption(look),
    grid: places.map(({ top, height }) => ({
      ...gridOf({ ...margins, top, bottom: look.height - top - height }),
    })),
    xAxis: places.map((_, i) => axis(i)),
    yAxis: [inputAxis(trace, look), ...maps.map((map, i) => unitAxis(map.values, i + 1))],
    visualMap: maps.map((map, i) => colours(map.symbol, map.values, i + 1, look)),
    series: [
      {
        ...makeLine('Input', actualStyle(look.theme), [...trace.inputs]),
        xAxisIndex: 0,
        yAxisIndex: 0,
      },
      ...maps.map((map, i) => ({
        type: 'heatmap' as const,
        id: `map-${i}`,
        name: map.symbol,
        xAxisIndex: i + 1,
        yAxisIndex: i + 1,
        data: map.values.flatMap((units, t) => units.map((value, unit) => [t, unit, value])),
        progressive: 0,
        emphasis: { disabled: true },
        silent: true,
      })),
    ],
    graphic: [
      ...places.map((place, i) => nameOf(i === 0 ? 'x' : (maps[i - 1]?.symbol ?? ''), place, look)),
      ...places
        .slice(1)
        .map((place, i) => rangeOf(maps[i]?.symbol ?? '', maps[i]?.values, place, look)),
      cursorAt(step, steps, places, look),
    ],
  }
}

interface Place {
  readonly top: number
  readonly height: number
}

/** The input above, the maps in equal parts of what is left. */
function placeMaps(count: number, look: Look): Place[] {
  const free = look.height - margins.top - margins.bottom - inputHeight - between * count
  const height = Math.max(12, free / Math.max(1, count))
  const maps = Array.from({ length: count }, (_, i) => ({
    top: margins.top + inputHeight + between + i * (height + between),
    height,
  }))
  return [{ top: margins.top, height: inputHeight }, ...maps]
}

const inputAxis = ({ inputs }: HeatInput, look: Look) => {
  const [min, max] = extent([...inputs])
  const room = (max - min || 1) * 0.1
  return {
    type: 'value' as const,
    gridIndex: 0,
    min: min - room,
    max: max + room,
    axisLabel: { show: false },
    splitLine: { show: false },
    axisLine: { show: false },
    axisTick: { show: false },
    axisPointer: { show: false },
    textStyle: axisText(look.theme),
  }
}

const unitAxis = (values: HeatInput['layers'][number][number]['values'], i: number) => ({
  type: 'category' as const,
  gridIndex: i,
  data: (values[0] ?? []).map((_, unit) => String(unit + 1)),
  inverse: true,
  axisLabel: { show: false },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: false },
})

const largest = (values: readonly (readonly number[])[] = []): number =>
  values.flat().reduce((most, v) => (isNumber(v) ? Math.max(most, Math.abs(v)) : most), 0) || 1

function colours(
  symbol: string,
  values: readonly (readonly number[])[],
  series: number,
  { theme }: Look
) {
  const size = largest(values)
  const scale = isGate(symbol)
    ? { min: 0, max: 1, inRange: { color: [theme.well, theme.ink] } }
    : {
        min: -size,
        max: size,
        inRange: { color: [theme.cells.rnn, theme.panel, theme.cells.lstm] },
      }
  return { type: 'continuous' as const, show: false, seriesIndex: series, dimension: 2, ...scale }
}

const nameOf = (symbol: string, { top, height }: Place, { theme }: Look) => ({
  id: `name-${symbol}`,
  type: 'text' as const,
  silent: true,
  x: margins.left - 12,
  y: top + height / 2,
  style: {
    text: `${symbol}\u209c`,
    fill: theme.ink2,
    font: 'italic 13px Georgia, "Times New Roman", serif',
    align: 'right' as const,
    verticalAlign: 'middle' as const,
  },
})

const rangeOf = (
  symbol: string,
  values: readonly (readonly number[])[] | undefined,
  { top, height }: Place,
  look: Look
) => ({
  id: `range-${symbol}`,
  type: 'text' as const,
  silent: true,
  x: look.width - margins.right + 8,
  y: top + height / 2,
  style: {
    text: isGate(symbol) ? '0 … 1' : `± ${formatNumber(largest(values), 2)}`,
    fill: look.theme.ink3,
    font: '11px sans-serif',
    verticalAlign: 'middle' as const,
  },
})

/** A frame around the step looked at, through the line and all maps. */
function cursorAt(step: number, steps: number, places: readonly Place[], look: Look) {
  const plot = makePlot(look, margins, { min: 0, max: steps }, { min: 0, max: 1 })
  const [left, right] = [plot.px(step), plot.px(step + 1)]
  const end = places.at(-1) ?? { top: margins.top, height: inputHeight }
  return {
    id: 'cursor',
    type: 'rect' as const,
    silent: true,
    z: 100,
    shape: {
      x: left,
      y: margins.top - 4,
      width: Math.max(2, right - left),
      height: end.top + end.height - margins.top + 8,
      r: 2,
    },
    style: { fill: 'none', stroke: look.theme.focus, lineWidth: 1.5 },
  }
}

/** The maps in words, at the step looked at. */
export function describeHeat(trace: HeatInput, { layer, step }: HeatChoice): string {
  const maps = trace.layers[layer] ?? []
  const words = maps.map(({ symbol, values }) => {
    const units = values[step] ?? []
    const mean = units.reduce((sum, v) => sum + v, 0) / Math.max(1, units.length)
    return `${symbol} ${formatNumber(mean, 2)}`
  })
  const day = trace.dates[step]
  return `Layer ${layer + 1} through a window of ${trace.inputs.length} days. Step ${step + 1}${day ? `, ${formatDate(day)}` : ''}: mean over the units of ${words.join(', ')}.`
}
