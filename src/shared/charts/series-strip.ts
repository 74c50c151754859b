import type { LineSeriesOption } from 'echarts'
import type { Look, Margins } from './frame.ts'
import { makeLine } from './lines.ts'
import { partBands } from './parts.ts'
import { type PriceChoice, type PriceInput, pointsIn, stripHeight } from './price-input.ts'
import { lineThrough } from './stretches.ts'
import { actualStyle } from './theme.ts'
import { extent } from './ticks.ts'

/** The strip's own axis, which is not drawn: every price, with a little room. */
export function stripScale({ price }: PriceInput, gridIndex: number) {
  const [min, max] = extent(Array.from(price))
  const room = 0.12 * (max - min || 1)
  return { type: 'value' as const, gridIndex, show: false, min: min - room, max: max + room }
}

/** The whole series with its split, small. */
export function stripLine(
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
export function zooms(
  { view, wheel }: PriceChoice,
  xAxisIndex: number[],
  grid: Margins,
  { theme }: Look
) {
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
