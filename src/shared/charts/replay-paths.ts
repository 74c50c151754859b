import type { EChartsOption } from 'echarts'
import type { Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import {
  displayName,
  formatCount,
  formatDate,
  formatNumber,
  formatValue,
  gap,
  isNumber,
} from './format.ts'
import { baseOption, dateAxis, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { alongEdge, depth, makeLine } from './lines.ts'
import { curveAt, curveScale, groundOf, type ReplayInput } from './replay-data.ts'
import { actualStyle, modelStyles, persistenceStyle } from './theme.ts'
import { type Scale, tickDecimals } from './ticks.ts'

type PathKind = 'hindcast' | 'forecast'

/** One network's paths after some epochs, later ones stronger, with the truth and persistence. */
export function makeReplayPaths(
  input: ReplayInput,
  kind: PathKind,
  some: readonly number[],
  look: Look
): EChartsOption {
  const { training, replay, models } = input
  const ground = groundOf(training, kind) ?? { dates: [], actual: [], persistence: [] }
  const style = modelStyles(look.theme, models)[replay.model] ?? actualStyle(look.theme)
  const scale = curveScale(training, kind)
  const format = (v: number) => formatNumber(v, tickDecimals(scale.interval))
  const nameAt = (at: number) => `epoch ${formatCount(training.frames[at]?.epoch ?? 0)}`
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor([...some.map(nameAt), 'Persistence'], look.width),
    top: 12,
    bottom: 26,
  }
  const last = Math.max(1, ground.dates.length - 1)
  const lines = [
    ...some.map((at, k) => ({
      name: nameAt(at),
      style,
      values: inside(curveAt(training, kind, at), scale),
      z: depth.model,
      opacity: (k + 1) / some.length,
    })),
    { name: 'Actual', style: actualStyle(look.theme), values: ground.actual, z: depth.actual },
    {
      name: 'Persistence',
      style: persistenceStyle(look.theme),
      values: ground.persistence,
      z: depth.persistence,
    },
  ]
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    xAxis: dateAxis(
      ground.dates,
      { start: 0, end: last },
      look,
      look.width - margins.left - margins.right
    ),
    yAxis: valueAxis(scale, look, format),
    series: lines.map(({ name, style: own, values, z, ...rest }) =>
      makeLine(name, own, values, {
        z,
        clip: true,
        ...('opacity' in rest ? { lineStyle: { opacity: rest.opacity, type: 'solid' } } : {}),
      })
    ),
    graphic: makeEndLabels(
      makePlot(look, margins, { min: 0, max: last }, scale),
      lines.map(({ name, values, style: own }) => {
        const x = values.findLastIndex(isNumber)
        return { x: Math.max(0, x), y: values[x] ?? null, text: name, style: { color: own.color } }
      })
    ) as EChartsOption['graphic'] & object,
  }
}

const inside = (values: Numbers, scale: Scale): Numbers =>
  alongEdge(
    values.map((v, i) => [i, gap(v)] as const),
    scale
  ).map(([, v]) => v)

/** The chart in words. */
export function describeReplayPaths(
  { replay, training }: ReplayInput,
  kind: PathKind,
  some: readonly number[]
): string {
  const ground = groundOf(training, kind)
  const ends = some.map(at => {
    const { epoch = 0, [kind]: path = [] } = training.frames[at] ?? {}
    return `epoch ${formatCount(epoch)} at ${formatValue(path.at(-1))}`
  })
  const days = kind === 'hindcast' ? 'known days' : 'days ahead'
  const truth = kind === 'hindcast' ? `, the truth at ${formatValue(ground?.actual.at(-1))}` : ''
  return `${displayName(replay.model)}’s path over ${(ground?.dates.length ?? 1) - 1} ${days} from ${formatDate(ground?.dates[0] ?? '')}, as its weights were after some epochs. They end: ${ends.join(', ')}; persistence at ${formatValue(ground?.persistence.at(-1))}${truth}.`
}
