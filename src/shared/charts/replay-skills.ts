import type { EChartsOption } from 'echarts'
import type { ReplayTraining } from '../lab-wire.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatCount, formatSigned, formatSkill, isNumber, nbsp } from './format.ts'
import { baseOption, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { alongEdge, depth, makeLine } from './lines.ts'
import type { ReplayInput } from './replay-data.ts'
import { logEpochAxis } from './replay-loss.ts'
import { actualStyle, modelStyles, persistenceStyle } from './theme.ts'
import { niceScale, tickDecimals } from './ticks.ts'

type Points = readonly (readonly [number, number | null])[]

/** Skill after each kept epoch, of every network, on a log axis of epochs. 0 is persistence. */
export function makeReplaySkills(inputs: readonly ReplayInput[], look: Look): EChartsOption {
  const curves = inputs.map(input => curveOf(input, look))
  const end = Math.max(10, ...inputs.map(({ training }) => training.frames.at(-1)?.epoch ?? 10))
  const scale = skillScale(inputs.map(({ training }) => training))
  const format = (v: number) =>
    v === 0 ? '0' : `${formatSigned(v, tickDecimals(scale.interval))}${nbsp}%`
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor([...curves.map(c => c.text), 'Persistence'], look.width),
    top: 12,
    bottom: 26,
  }
  const plot = makePlot(look, margins, { min: 0, max: Math.log10(end) }, scale)
  const dashed = persistenceStyle(look.theme)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    xAxis: logEpochAxis(end, look),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...curves.map(({ name, style, points }) =>
        makeLine(displayName(name), style, alongEdge(points, scale), { clip: true })
      ),
      makeLine(
        'Persistence',
        dashed,
        [
          [1, 0],
          [end, 0],
        ],
        { z: depth.persistence }
      ),
      {
        type: 'scatter',
        silent: true,
        symbol: 'circle',
        symbolSize: 8,
        z: 8,
        data: curves.flatMap(({ chosen, style }) => ringsAt(chosen, style.color, scale, look)),
      },
    ],
    graphic: makeEndLabels(plot, [
      ...curves.map(({ points, text, style }) => ({ ...endOf(points), text, style })),
      { x: Math.log10(end), y: 0, text: 'Persistence', style: dashed },
    ]) as EChartsOption['graphic'] & object,
  }
}

function curveOf({ replay, training, models }: ReplayInput, look: Look) {
  const style = modelStyles(look.theme, models)[replay.model] ?? actualStyle(look.theme)
  const points: Points = training.frames.map(
    ({ epoch, skill }) => [epoch, inPercent(skill)] as const
  )
  const last = points.findLast(([, v]) => v !== null)?.[1]
  return {
    name: replay.model,
    style,
    points,
    chosen: training.chosen === null ? null : (points[training.chosen] ?? null),
    text: `${displayName(replay.model)} ${isNumber(last) ? formatSkill(last / 100) : ''}`.trim(),
  }
}

const inPercent = (skill: number | null) => (skill === null ? null : 100 * skill)

const endOf = (points: Points) => {
  const [epoch, y] = points.findLast(([, v]) => v !== null) ?? [1, null]
  return { x: Math.log10(epoch), y }
}

/** Where the weights are of; none where it lies off the scale. */
function ringsAt(
  point: readonly [number, number | null] | null,
  color: string,
  { min, max }: { readonly min: number; readonly max: number },
  { theme }: Look
) {
  const y = point?.[1]
  if (!isNumber(y) || y < min || y > max) return []
  const itemStyle = { color: theme.panel, borderColor: color, borderWidth: 1.75 }
  return [{ value: [point?.[0] ?? 1, y], itemStyle }]
}

/** Holds the end of every curve, of its last third what is not far below, and a little above 0. */
function skillScale(trainings: readonly ReplayTraining[]) {
  const held = trainings.flatMap(({ frames, chosen }) => {
    const later = frames.slice(Math.floor((2 * frames.length) / 3))
    const ends = [frames.at(-1), frames[chosen ?? -1]].map(frame => atLeast(frame?.skill, -2000))
    return [...later.map(({ skill }) => atLeast(skill, -300)), ...ends]
  })
  return niceScale([...held, 0, 2], 5)
}

const atLeast = (skill: number | null | undefined, least: number): number | null =>
  isNumber(skill) ? Math.max(100 * skill, least) : null

/** The chart in words. */
export function describeReplaySkills(inputs: readonly ReplayInput[]): string {
  const each = inputs.map(({ replay, training }) => {
    const { frames, chosen } = training
    const [first, kept] = [frames[0], frames[chosen ?? frames.length - 1]]
    return `${displayName(replay.model)} from ${formatSkill(first?.skill)} after epoch ${formatCount(first?.epoch ?? 0)} to ${formatSkill(kept?.skill)} after epoch ${formatCount(kept?.epoch ?? 0)}`
  })
  return `Skill on ${inputs[0]?.replay.watched ?? 'test'} after each kept epoch, on a log axis of epochs; persistence is 0, rings: the weights that were kept. ${each.join('; ')}.`
}
