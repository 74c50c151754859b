import { formatCount, formatDate, formatNumber, isNumber } from './format.ts'
import type { PriceChoice, PriceInput } from './price-input.ts'
import type { View } from './stretches.ts'
import { extent } from './ticks.ts'

/** The last bar in view that has a price, else the first in view. */
export function lastPrice(price: Float64Array, { start, end }: View): number {
  let bar = end
  while (bar > start && !isNumber(price[bar])) bar--
  return bar
}

/** A bar in words, under the pointer; null where there is none. */
export function readBar({ bars, price, name, hasVolume, parts }: PriceInput, bar: number) {
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
