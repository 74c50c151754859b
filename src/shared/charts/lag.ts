import type { EChartsOption } from 'echarts'
import { lagCurve } from '../lab/lag.ts'
import type { ChartData, Numbers } from './chart-data.ts'
import { displayName, formatSigned, formatValue, isNumber } from './format.ts'
import { axisText, baseOption, gridOf, type Look, makePlot } from './frame.ts'
import { makeLine } from './lines.ts'
import { verdictRows } from './residuals.ts'
import { chartFont, modelStyles, persistenceStyle } from './theme.ts'
import { extent, niceScale } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

export type LagInput = Pick<ChartData, 'models' | 'predictions' | 'verdictPart' | 'unit'>

/** Days to either side. */
const furthest = 5

const dayText = (shift: number) => formatSigned(shift, 0)

/** RMSE of one column at each shift; −1 lays every prediction on the day before its own. */
export function shiftErrors(data: LagInput, column: Numbers) {
  const rows = verdictRows(data)
  const pick = (values: Numbers) => Float64Array.from(rows, i => values[i] ?? Number.NaN)
  return lagCurve(pick(column), pick(data.predictions.actual), furthest)
}

/** Bars of RMSE by shift for one network; persistence, dashed, is by its nature best at −1. */
export function makeLag(data: LagInput, model: string, look: Look): EChartsOption {
  const curve = shiftErrors(data, data.predictions.models[model] ?? [])
  const base = shiftErrors(data, data.predictions.persistence)
  const shifts = curve.fits.map(f => f.shift)
  const color = modelStyles(look.theme, data.models)[model]?.color ?? look.theme.ink
  const styleP = persistenceStyle(look.theme)
  const rmse = curve.fits.map(f => f.rmse)
  const scale = niceScale([0, ...rmse, ...base.fits.map(f => f.rmse)], 3)
  const margins = { left: 14, right: 14, top: 24, bottom: 40 }
  const plot = makePlot(
    look,
    margins,
    { min: -0.5, max: shifts.length - 0.5 },
    { ...scale, max: scale.max }
  )
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: `shift ${dayText(shifts[i] ?? 0)} days`,
      rows: [
        [formatValue(base.fits[i]?.rmse), 'Persistence'],
        [formatValue(rmse[i]), displayName(model)],
      ],
    })),
    xAxis: {
      type: 'category',
      data: shifts.map(dayText),
      axisLine: { lineStyle: { color: look.theme.line } },
      axisTick: { show: false },
      axisLabel: { ...axisText(look.theme), margin: 8, interval: 0 },
      name: 'shift of the prediction, days',
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: axisText(look.theme),
    },
    yAxis: { type: 'value', show: false, min: scale.min, max: scale.max },
    series: [
      {
        type: 'bar',
        name: displayName(model),
        barWidth: 18,
        silent: true,
        data: curve.fits.map(f => ({
          value: f.rmse ?? Number.NaN,
          itemStyle: {
            color:
              f.shift === curve.best ? color : f.shift === 0 ? look.theme.ink3 : look.theme.bar,
            borderRadius: 1,
          },
        })),
      },
      makeLine(
        'Persistence',
        styleP,
        base.fits.map(f => f.rmse),
        { z: 6 }
      ),
    ],
    graphic: [
      ...bestNote(curve.best, rmse, shifts, plot, color),
      persistenceNote(
        base.fits.map(f => f.rmse),
        plot,
        styleP.color
      ),
    ] as EChartsOption['graphic'] & object,
  }
}

function bestNote(
  best: number | null,
  rmse: Numbers,
  shifts: readonly number[],
  plot: ReturnType<typeof makePlot>,
  color: string
): object[] {
  if (best === null) return []
  const i = shifts.indexOf(best)
  const x = Math.round(plot.px(i)) + 0.5
  // above all bars, clear of the dashed line, with a hairline down to its own
  return [
    {
      id: 'best-fit-hairline',
      type: 'line',
      silent: true,
      shape: { x1: x, y1: 16, x2: x, y2: Math.round(plot.py(rmse[i] ?? 0)) - 3 },
      style: { stroke: color, lineWidth: 1, opacity: 0.6 },
      z: 90,
    },
    noteAt('best fit', plot.px(i), 8, 'center', color),
  ]
}

const persistenceNote = (rmse: Numbers, plot: ReturnType<typeof makePlot>, color: string) =>
  noteAt('persistence', plot.px(rmse.length - 1), plot.py(extent(rmse)[1]) - 10, 'right', color)

const noteAt = (text: string, x: number, y: number, align: string, fill: string) => ({
  id: `note-${text.replace(' ', '-')}`,
  type: 'text',
  silent: true,
  x: Math.round(x + (align === 'right' ? 12 : 0)),
  y: Math.round(Math.max(8, y)),
  style: { text, fill, font: `600 11px ${chartFont}`, align, verticalAlign: 'middle' },
  z: 90,
})

/** The chart in words. */
export function describeLag(data: LagInput, model: string): string {
  const { fits, best } = shiftErrors(data, data.predictions.models[model] ?? [])
  const at = (shift: number) => fits.find(f => f.shift === shift)?.rmse
  if (best === null || !isNumber(at(0))) return `${displayName(model)} has no error at any shift.`
  const meaning =
    best === -1
      ? 'it fits yesterday better than the day it predicts'
      : best === 0
        ? 'it fits the day it predicts best'
        : `it fits best when moved by ${dayText(best)} days`
  return `RMSE on the ${data.verdictPart} days when ${displayName(model)}\u2019s prediction is moved: ${formatValue(at(0))} unmoved, ${formatValue(at(best))} at ${dayText(best)}: ${meaning}. Persistence, dashed, fits perfectly at ${dayText(-1)} because it is yesterday.`
}
