import type { CandlestickSeriesOption } from 'echarts'
import type { Bars, Range } from '../types.ts'
import { middleOf } from './stretches.ts'
import type { ChartTheme } from './theme.ts'

type Columns = Pick<Bars, 'open' | 'high' | 'low' | 'close'>

/** One candle of a stretch: its first open, last close, lowest low, highest high. */
export interface Candle {
  readonly bar: number
  readonly open: number
  readonly close: number
  readonly low: number
  readonly high: number
}

/** One candle for each stretch that has a bar with all four prices. */
export function makeCandles(columns: Columns, stretches: readonly Range[]): Candle[] {
  return stretches.flatMap(stretch => {
    const bars = wholeBars(columns, stretch)
    const [first, last] = [bars[0], bars.at(-1)]
    if (first === undefined || last === undefined) return []
    const candle = {
      bar: middleOf(stretch),
      open: columns.open[first] ?? Number.NaN,
      close: columns.close[last] ?? Number.NaN,
      low: Math.min(...bars.map(b => columns.low[b] ?? Number.NaN)),
      high: Math.max(...bars.map(b => columns.high[b] ?? Number.NaN)),
    }
    return [candle]
  })
}

function wholeBars(columns: Columns, { start, end }: Range): number[] {
  const bars: number[] = []
  for (let bar = start; bar < end; bar++) {
    const prices = [columns.open[bar], columns.high[bar], columns.low[bar], columns.close[bar]]
    if (prices.every(price => Number.isFinite(price))) bars.push(bar)
  }
  return bars
}

/** Hollow when the price rose, filled when it fell: no colour, since colour belongs to networks. */
export const drawCandles = (
  candles: readonly Candle[],
  theme: ChartTheme
): CandlestickSeriesOption => ({
  type: 'candlestick',
  id: 'price',
  name: 'Price',
  data: candles.map(c => [c.bar, c.open, c.close, c.low, c.high]),
  silent: true,
  z: 4,
  barMaxWidth: 11,
  itemStyle: {
    color: theme.panel,
    color0: theme.ink2,
    borderColor: theme.ink2,
    borderColor0: theme.ink2,
    borderWidth: 1,
  },
  emphasis: { disabled: true },
})
