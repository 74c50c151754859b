import type { EChartsOption } from 'echarts'
import { skillRangeWords } from '../lab/seed-words.ts'
import type { SeedsResults } from '../studies/seeds.ts'
import type { ChartModel } from './chart-data.ts'
import { displayName, formatCount, formatSigned, formatSkill, isNumber, nbsp } from './format.ts'
import { baseOption, gridOf, type Look, leftFor, makePlot, valueAxis } from './frame.ts'
import { depth, makeLine } from './lines.ts'
import { chartFont, modelStyles, persistenceStyle, type SeriesStyle } from './theme.ts'
import { niceScale, tickDecimals } from './ticks.ts'

export interface SeedSkillInput {
  readonly models: readonly ChartModel[]
  readonly found: SeedsResults
}

interface Column {
  readonly name: string
  readonly style: SeriesStyle
  /** In per cent, one a seed that has a number. */
  readonly skills: readonly number[]
  readonly median: number
}

/** Per cent below which a network has blown up, and would flatten all others. */
const lowest = -2000

/** Skill by network: a dot a seed, a stroke from the lowest to the highest, a bar at the median. */
export function makeSeedSkills(data: SeedSkillInput, look: Look): EChartsOption {
  const columns = columnsOf(data, look)
  const values = columns.flatMap(({ skills }) => skills).map(v => Math.max(v, lowest))
  const scale = niceScale([...values, 0], 5)
  const format = (v: number) =>
    v === 0 ? '0' : `${formatSigned(v, tickDecimals(scale.interval))}${nbsp}%`
  const margins = { left: leftFor(scale, format), right: 96, top: 14, bottom: 42 }
  const x = { min: -0.5, max: Math.max(0.5, columns.length - 0.5) }
  const plot = makePlot(look, margins, x, scale)
  const { theme } = look
  const styleP = persistenceStyle(theme)
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    xAxis: {
      type: 'value',
      ...x,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: valueAxis(scale, look, format),
    series: [
      ...columns.map(({ name, style, skills }, k) =>
        stroke(
          name,
          style,
          skills.map(v => Math.max(v, scale.min)),
          k
        )
      ),
      ...columns.map(({ name, style, skills }, k) => ({
        type: 'scatter' as const,
        name: displayName(name),
        symbol: style.marker ?? 'circle',
        symbolSize: 7,
        silent: true,
        clip: true,
        z: depth.model,
        itemStyle: { color: style.color, opacity: 0.55 },
        // a seed far below stands at the edge: its number is in the table
        data: skills.map(v => [k, Math.max(v, scale.min)]),
      })),
      ...columns.map(({ name, style, median }, k) =>
        makeLine(
          `${displayName(name)}, median`,
          { ...style, dash: [], width: 3 },
          [
            [k - 0.16, median],
            [k + 0.16, median],
          ],
          { z: depth.actual }
        )
      ),
      makeLine(
        'Persistence',
        styleP,
        [
          [x.min, 0],
          [x.max, 0],
        ],
        { z: depth.persistence }
      ),
    ],
    graphic: [
      ...columns.flatMap(({ name, style, median }, k) => [
        text(plot.px(k), look.height - 28, displayName(name), style.color, 600),
        text(plot.px(k), look.height - 12, formatSkill(median / 100), theme.ink3, 400),
      ]),
      {
        ...text(look.width - margins.right + 8, plot.py(0), 'Persistence', styleP.color, 600),
        style: { ...textStyle('Persistence', styleP.color, 600), align: 'left' },
      },
    ] as EChartsOption['graphic'] & object,
  }
}

function columnsOf({ models, found }: SeedSkillInput, look: Look): Column[] {
  const styles = modelStyles(look.theme, models)
  return found.networks.flatMap(({ model, seeds, parts }) => {
    const style = styles[model]
    const median = parts[found.part]?.skill.median
    if (style === undefined || !isNumber(median)) return []
    const skills = seeds.map(seed => seed.parts[found.part]?.skill).filter(isNumber)
    return [{ name: model, style, skills: skills.map(v => 100 * v), median: 100 * median }]
  })
}

const stroke = (name: string, style: SeriesStyle, skills: readonly number[], k: number) =>
  makeLine(
    `${displayName(name)}, range`,
    { ...style, dash: [], width: 1.5 },
    [
      [k, Math.min(...skills)],
      [k, Math.max(...skills)],
    ],
    { z: depth.faint, clip: true, lineStyle: { opacity: 0.7 } }
  )

const textStyle = (words: string, color: string, weight: number) => ({
  text: words,
  fill: color,
  font: `${weight} 11.5px ${chartFont}`,
  align: 'center',
  verticalAlign: 'middle',
})

const text = (x: number, y: number, words: string, color: string, weight: number) => ({
  type: 'text',
  silent: true,
  x: Math.round(x),
  y: Math.round(y),
  z: 90,
  style: textStyle(words, color, weight),
})

const noRange = { median: null, low: null, high: null, count: 0 }

/** The chart in words. */
export function describeSeedSkills({ found }: SeedSkillInput): string {
  const ranges = found.networks.map(
    ({ model, parts }) =>
      `${displayName(model)} ${skillRangeWords(parts[found.part]?.skill ?? noRange)}`
  )
  return `Skill on the ${found.part} days from ${formatCount(found.seeds.length)} seeds, median and range; persistence is 0. ${ranges.join('; ')}.`
}
