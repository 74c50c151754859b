import type { SeriesOption } from 'echarts'
import type { Look, Margins } from './frame.ts'
import { axisHeight, type PriceInput, stripHeight, volumeHeight } from './price-input.ts'
import { makeStretches, meansOf, stretchSize, type View } from './stretches.ts'
import { extent } from './ticks.ts'

/** Where volume lies: under the price and its axis, over the strip. */
export const volumeMargins = (margins: Margins, look: Look): Margins => ({
  ...margins,
  top: look.height - stripHeight - 10 - axisHeight - volumeHeight,
  bottom: stripHeight + 10 + axisHeight,
})

/** Each stretch's mean, as many as have room: a single wild day does not flatten the years around it. */
const volumesIn = ({ bars }: PriceInput, view: View, across: number) => {
  const size = stretchSize(view, Math.max(100, across / 1.5))
  return { size, means: meansOf(bars.volume, makeStretches(view, size, bars.dates.length)) }
}

/** The axis of volume, which is not drawn: 0 to the largest mean in view. */
export function volumeScale(input: PriceInput, view: View, across: number) {
  const { means } = volumesIn(input, view, across)
  const [, most] = extent(means.map(([, mean]) => mean))
  return { type: 'value' as const, gridIndex: 1, show: false, min: 0, max: Math.max(1, most) }
}

/** Volume as quiet bars, each the mean of its stretch. */
export function volumeBars(
  input: PriceInput,
  view: View,
  across: number,
  look: Look
): SeriesOption {
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

/** Its name, beside it. */
export const volumeName = (margins: Margins, look: Look) => ({
  id: 'volume-name',
  type: 'text',
  silent: true,
  x: look.width - margins.right + 14,
  y: volumeMargins(margins, look).top + volumeHeight / 2,
  style: { text: 'Volume', fill: look.theme.ink3, fontSize: 11, verticalAlign: 'middle' },
})
