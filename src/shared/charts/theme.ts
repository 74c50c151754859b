import type { Cell } from '../types.ts'

/**
 * What charts are drawn with. Values are those of the look's tokens, measured there for
 * contrast and colour vision; hue is never alone: every series has its dash and its marker.
 */

export interface ChartTheme {
  readonly name: 'light' | 'dark'
  readonly paper: string
  readonly panel: string
  readonly well: string
  readonly line: string
  readonly line2: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly focus: string
  readonly raised: string
  readonly bar: string
  readonly actual: string
  readonly persistence: string
  readonly ridge: string
  /** What must not be; never without a word. */
  readonly bad: string
  readonly cells: Readonly<Record<Cell, string>>
  readonly bands: { readonly train: string; readonly validation: string; readonly test: string }
}

export const lightTheme: ChartTheme = {
  name: 'light',
  paper: '#f2f2ee',
  panel: '#fcfcfa',
  well: '#e9e9e4',
  line: '#d9d9d2',
  line2: '#e8e8e2',
  ink: '#1b1c1e',
  ink2: '#4a4c50',
  ink3: '#62646a',
  focus: '#4056d6',
  raised: '#ffffff',
  bar: '#c9cac3',
  actual: '#1b1c1e',
  persistence: '#6b6c72',
  ridge: '#7a4b86',
  bad: '#b0262c',
  cells: { rnn: '#2b6fdc', lstm: '#b05f00', gru: '#17572c' },
  bands: {
    train: 'rgba(27, 28, 30, 0.035)',
    // the look has no third band: a deeper grey than train, no hue, so that test stays the marked one
    validation: 'rgba(27, 28, 30, 0.085)',
    test: 'rgba(64, 86, 214, 0.075)',
  },
}

export const darkTheme: ChartTheme = {
  name: 'dark',
  paper: '#141517',
  panel: '#1a1c1e',
  well: '#25272a',
  line: '#303338',
  line2: '#26292c',
  ink: '#e9e9e5',
  ink2: '#b9bbbd',
  ink3: '#9a9da2',
  focus: '#8ea2ff',
  raised: '#222427',
  bar: '#484c51',
  actual: '#f0f0ec',
  persistence: '#9b9ea4',
  ridge: '#c595d3',
  bad: '#f58b85',
  cells: { rnn: '#6c93ee', lstm: '#ea7d1c', gru: '#8ee07f' },
  bands: {
    train: 'rgba(233, 233, 229, 0.025)',
    validation: 'rgba(233, 233, 229, 0.075)',
    test: 'rgba(142, 162, 255, 0.10)',
  },
}

/** Not `system-ui` first: on a bare Linux that is DejaVu Sans, 15 % wider. Inter is what PNGs use. */
export const chartFont =
  "-apple-system, 'Segoe UI Variable Text', 'Segoe UI', 'Ubuntu Sans', Ubuntu, Cantarell, 'Noto Sans', 'Liberation Sans', Inter, Arial, sans-serif"

export type Marker = 'circle' | 'rect' | 'triangle' | 'diamond'

export interface SeriesStyle {
  readonly color: string
  /** Empty for a solid line. */
  readonly dash: readonly number[]
  readonly width: number
  readonly marker: Marker | null
}

/** A network as charts know it: its column's name and its cell. */
export interface ModelRef {
  readonly name: string
  readonly cell: Cell
}

const cellDashes: Record<Cell, readonly number[]> = {
  rnn: [],
  lstm: [9, 3],
  gru: [7, 2.5, 1.5, 2.5],
}
const cellMarkers: Record<Cell, Marker> = { rnn: 'circle', lstm: 'rect', gru: 'triangle' }
const otherDashes = [
  [4, 2],
  [12, 3, 2, 3],
  [2, 2],
  [14, 3],
  [6, 2, 2, 2, 2, 2],
]
const otherMarkers: readonly Marker[] = ['diamond', 'triangle', 'circle', 'rect']

export const actualStyle = (t: ChartTheme): SeriesStyle => ({
  color: t.actual,
  dash: [],
  width: 1.5,
  marker: null,
})

export const persistenceStyle = (t: ChartTheme): SeriesStyle => ({
  color: t.persistence,
  dash: [5, 4],
  width: 2,
  marker: null,
})

/** Drift and train mean share persistence's grey: baselines are one family. */
export const driftStyle = (t: ChartTheme): SeriesStyle => ({
  color: t.persistence,
  dash: [1.5, 3],
  width: 1.5,
  marker: null,
})

export const ridgeStyle = (t: ChartTheme): SeriesStyle => ({
  color: t.ridge,
  dash: [3, 2],
  width: 1.6,
  marker: null,
})

/** One style per network: the cell's own for the first of its cell, a relative of it for the next. */
export function modelStyles(
  theme: ChartTheme,
  models: readonly ModelRef[]
): Readonly<Record<string, SeriesStyle>> {
  const seen: Record<Cell, number> = { rnn: 0, lstm: 0, gru: 0 }
  const styles: Record<string, SeriesStyle> = {}
  for (const { name, cell } of models) styles[name] = cellStyle(theme, cell, seen[cell]++)
  return styles
}

/** The style of whatever forecasts, by its name: baselines have their own, networks their cell's. */
export function forecasterStyles(
  theme: ChartTheme,
  models: readonly ModelRef[]
): (name: string) => SeriesStyle | undefined {
  const networks = modelStyles(theme, models)
  return name => {
    if (name === 'persistence') return persistenceStyle(theme)
    if (name === 'drift' || name === 'train-mean') return driftStyle(theme)
    return name === 'ridge' ? ridgeStyle(theme) : networks[name]
  }
}

/** Style of the k-th network of a cell; the hue moves towards ink, so contrast never falls. */
function cellStyle(theme: ChartTheme, cell: Cell, k: number): SeriesStyle {
  const hue = theme.cells[cell]
  if (k === 0) return { color: hue, dash: cellDashes[cell], width: 1.6, marker: cellMarkers[cell] }
  return {
    color: mix(hue, theme.ink, [0, 0.35, 0.6][k % 3] ?? 0),
    dash: otherDashes[(k - 1) % otherDashes.length] ?? [],
    width: 1.6,
    marker: otherMarkers[(k - 1) % otherMarkers.length] ?? 'diamond',
  }
}

/** `a` moved towards `b` by `share`, both `#rrggbb`. */
function mix(a: string, b: string, share: number): string {
  const channel = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)
  const mixed = [0, 1, 2].map(i => Math.round(channel(a, i) * (1 - share) + channel(b, i) * share))
  return `#${mixed.map(v => v.toString(16).padStart(2, '0')).join('')}`
}
