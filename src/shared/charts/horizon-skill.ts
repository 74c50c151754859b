import type { EChartsOption, ScatterSeriesOption } from 'echarts'
import type { BacktestResults } from '../studies/backtest.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import { displayName, formatSigned, formatSkill, isNumber, joinWords, nbsp } from './format.ts'
import {
  baseOption,
  countAxis,
  gridOf,
  isNarrow,
  type Look,
  leftFor,
  makePlot,
  valueAxis,
} from './frame.ts'
import { alongEdge, depth, makeBand, makeLine } from './lines.ts'
import { forecasterStyles, type ModelRef, persistenceStyle, type SeriesStyle } from './theme.ts'
import { countTicks, niceScale, type Scale, tickDecimals } from './ticks.ts'
import { axisIndex, makeTooltip } from './tooltip.ts'

export interface HorizonSkillInput {
  readonly models: readonly ModelRef[]
  readonly results: Pick<BacktestResults, 'horizon' | 'part' | 'forecasters' | 'verdicts'>
}

/** In per cent: below it a network has run off, and would flatten all others. */
const lowest = -100

interface Curve {
  readonly name: string
  readonly style: SeriesStyle
  /** Per cent, by step. */
  readonly points: readonly (readonly [number, number | null])[]
}

/**
 * Skill by days ahead: a line for each network and baseline, persistence the zero line. Steps at which
 * the test calls a network better have a full mark, worse a hollow one; beyond the last step that could
 * be tested the ground is darker.
 */
export function makeHorizonSkill(data: HorizonSkillInput, look: Look): EChartsOption {
  const { horizon } = data.results
  const curves = curvesOf(data, look)
  const scale = skillScale(curves)
  const format = (v: number) =>
    v === 0 ? '0' : `${formatSigned(v, tickDecimals(scale.interval))}${nbsp}%`
  const labels = curves.map(curve => labelOf(curve, look))
  const styleP = persistenceStyle(look.theme)
  const margins = {
    left: leftFor(scale, format),
    right: gutterFor(['Persistence', ...labels.map(l => l.text)], look.width),
    top: 12,
    bottom: 26,
  }
  const [first, last] = horizon > 1 ? [1, horizon] : [0, 2]
  const ticks = stepTicks(horizon, look)
  const persistence = makeLine(
    'Persistence',
    styleP,
    Array.from({ length: last - first + 1 }, (_, k) => [first + k, 0] as const),
    { id: 'persistence', z: depth.persistence }
  )
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, step => readingAt(data, curves, step), axisIndex),
    xAxis: countAxis(
      first,
      last,
      ticks,
      look,
      v => `${v}${v === 1 && !isNarrow(look) ? ' day' : ''}`
    ),
    yAxis: valueAxis(scale, look, format),
    series: [
      ...curves.map(({ name, style, points }) =>
        makeLine(displayName(name), style, alongEdge(points, scale), {
          id: `skill ${name}`,
          clip: true,
          z: isNetwork(data, name) ? depth.model : depth.faint,
        })
      ),
      ...curves.map(curve => marksOf(data, curve, scale, look)),
      { ...persistence, markArea: { silent: true, data: untested(data, last, look) } },
    ],
    graphic: makeEndLabels(makePlot(look, margins, { min: first, max: last }, scale), [
      ...labels,
      { x: last, y: 0, text: 'Persistence', style: styleP },
    ]) as EChartsOption['graphic'] & object,
  }
}

/** The first day, and round numbers that stand clear of it. */
function stepTicks(horizon: number, look: Look): number[] {
  const count = Math.max(2, Math.floor((look.width - 160) / 60))
  return [1, ...countTicks(2, horizon, count).filter(step => step > 1 + horizon / 40)]
}

function curvesOf({ models, results }: HorizonSkillInput, { theme }: Look): Curve[] {
  const styleOf = forecasterStyles(theme, models)
  return results.forecasters.flatMap(({ name, skill }) => {
    const style = styleOf(name)
    if (style === undefined || name === 'persistence') return []
    const points = skill.map((own, h) => [h + 1, isNumber(own) ? 100 * own : null] as const)
    return [{ name, style, points }]
  })
}

function skillScale(curves: readonly Curve[]): Scale {
  const values = curves.flatMap(({ points }) => points.map(point => point[1])).filter(isNumber)
  const held = values.map(v => Math.max(v, lowest))
  const low = Math.min(0, ...held)
  return niceScale([...held, 0, Math.max(2, -low * 0.08)], 5)
}

const isNetwork = ({ results }: HorizonSkillInput, name: string) =>
  results.forecasters.some(own => own.name === name && own.kind === 'network')

function labelOf({ name, style, points }: Curve, look: Look) {
  const end = points.findLast(point => isNumber(point[1]))
  const number = isNumber(end?.[1]) ? ` ${formatSkill(end[1] / 100, 0)}` : ''
  const text = look.width < 400 ? displayName(name) : `${shortName(name)}${number}`
  return { x: end?.[0] ?? 0, y: end?.[1] ?? null, text, style }
}

/** In the gutter there is no room for “autoregression”. */
const shortName = (name: string) =>
  name === 'ridge' ? 'Ridge' : name === 'train-mean' ? 'Train mean' : displayName(name)

/** Full where the network is better, hollow where it is worse. */
function marksOf(
  { results }: HorizonSkillInput,
  { name, style, points }: Curve,
  scale: Scale,
  { theme }: Look
): ScatterSeriesOption {
  const steps = results.verdicts.find(({ model }) => model === name)?.steps ?? []
  const told = points.flatMap(([step, y]) => {
    const outcome = steps[step - 1]?.outcome
    if (y === null || (outcome !== 'better' && outcome !== 'worse')) return []
    const fill = outcome === 'better' ? style.color : theme.panel
    const itemStyle = { color: fill, borderColor: style.color, borderWidth: 1.5 }
    return [{ value: [step, Math.max(y, scale.min)], itemStyle }]
  })
  return {
    type: 'scatter',
    id: `tested ${name}`,
    name: displayName(name),
    data: told,
    symbol: style.marker ?? 'circle',
    symbolSize: 7,
    silent: true,
    z: depth.actual,
  }
}

/** Steps beyond the last that could be tested. */
function untested({ results }: HorizonSkillInput, end: number, { theme }: Look) {
  const tested = lastTested(results)
  if (tested >= results.horizon) return []
  const name = tested === 0 ? 'too few origins to test' : 'too few to test'
  return [makeBand(Math.max(tested, 1), end, theme.bands.train, name, theme)]
}

const lastTested = ({ verdicts, horizon }: HorizonSkillInput['results']): number => {
  for (let step = horizon; step > 0; step--)
    if (verdicts.some(({ steps }) => isNumber(steps[step - 1]?.adjustedP))) return step
  return 0
}

function readingAt({ results }: HorizonSkillInput, curves: readonly Curve[], step: number) {
  if (step < 1 || step > results.horizon) return null
  return {
    head: step === 1 ? '1 day ahead' : `${step} days ahead`,
    rows: [
      ['0', 'Persistence'] as const,
      ...curves.map(({ name, points }) => {
        const own = results.verdicts.find(({ model }) => model === name)?.steps[step - 1]
        const verdict = own ? `, ${own.outcome}` : ''
        return [
          formatSkill((points[step - 1]?.[1] ?? Number.NaN) / 100),
          `${displayName(name)}${verdict}`,
        ] as const
      }),
    ],
  }
}

/** The chart in words. */
export function describeHorizonSkill({ results }: HorizonSkillInput): string {
  const { horizon, part, forecasters } = results
  const networks = forecasters.filter(({ kind }) => kind === 'network')
  const at = (step: number) =>
    networks.map(({ name, skill }) => `${displayName(name)} ${formatSkill(skill[step - 1])}`)
  const ends =
    horizon === 1
      ? `1 day ahead: ${joinWords(at(1))}`
      : `1 day ahead: ${joinWords(at(1))}; ${horizon} days ahead: ${joinWords(at(horizon))}`
  return `Skill by days ahead on the ${part} part, 1 \u2212 squared error / that of persistence; persistence is 0. ${ends}.`
}
