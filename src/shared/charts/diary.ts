import type { EChartsOption } from 'echarts'
import type { LabTable } from '../lab/backtest-tables.ts'
import { pathNames } from '../lab/diary-entry.ts'
import type { EntryScore, ScoredEntry } from '../lab/diary-score.ts'
import type { ChartPath, Numbers } from './chart-data.ts'
import { gutterFor, makeEndLabels } from './end-labels.ts'
import {
  displayName,
  formatDate,
  formatNumber,
  formatSkill,
  formatValue,
  isNumber,
  joinWords,
} from './format.ts'
import {
  baseOption,
  dateAxis,
  gridOf,
  isNarrow,
  type Look,
  leftFor,
  makePlot,
  valueAxis,
} from './frame.ts'
import { drawPath, pathLabel, pathLines, truthLine } from './paths.ts'
import { bandValues, makeRangeBands, type RangeBand } from './range-bands.ts'
import { niceScale, tickDecimals } from './ticks.ts'
import { makeTooltip } from './tooltip.ts'

/** One frozen forecast, and whose networks are drawn: a name, or `all`. */
export interface DiaryChart extends ScoredEntry {
  readonly model: string
}

/**
 * A forecast as it was frozen, its bands, persistence, and what came: all at today's price scale. Days
 * are those that came where they have come; before the line nothing was foretold.
 */
export function makeDiaryChart(data: DiaryChart, look: Look): EChartsOption {
  const { frozen, score } = data
  const path = pathOf(data)
  const at = frozen.before.dates.length - 1
  const dates = [...frozen.before.dates, ...path.dates]
  const last = dates.length - 1
  const models = frozen.models.filter(({ name }) => path.models[name] !== undefined)
  const truth = truthLine([...scaled(frozen.before.prices, scaleOf(score)), ...path.actual], look)
  const lines = [...pathLines(path, frozen.models, at, look), truth]
  const bands = models.length === 1 ? bandsOf(data, lines, at) : []
  const scale = niceScale([...lines.flatMap(line => line.values), ...bandValues(bands)], 5)
  const format = (value: number) => formatNumber(value, tickDecimals(scale.interval))
  const labels = lines.map(line =>
    pathLabel(line, name => (isNarrow(look) ? name : `${name}${skillAfter(data, line.name)}`))
  )
  const texts = labels.map(({ text }) => text)
  const left = leftFor(scale, format)
  const margins = { left, right: gutterFor(texts, look.width), top: 26, bottom: 26 }
  const across = look.width - margins.left - margins.right
  return {
    ...baseOption(look),
    grid: gridOf(margins),
    tooltip: makeTooltip(look, i => ({
      head: headOf(data, dates, i - at),
      rows: lines
        .toReversed()
        .filter(line => isNumber(line.values[i]))
        .map(line => [formatValue(line.values[i]), displayName(line.name)] as const),
    })),
    xAxis: dateAxis(dates, { start: 0, end: last }, look, across),
    yAxis: valueAxis(scale, look, format),
    series: lines
      .map(drawPath)
      .map((line, i, all) =>
        i === all.length - 1 ? { ...line, markLine: frozenMarks(data, at, look) } : line
      ),
    graphic: [
      ...makeRangeBands(makePlot(look, margins, { min: 0, max: last }, scale), bands),
      ...makeEndLabels(makePlot(look, margins, { min: 0, max: last }, scale), labels),
    ] as EChartsOption['graphic'] & object,
  }
}

/** Where nothing can be compared, prices stay those of then. */
const scaleOf = ({ scale }: EntryScore) => (Number.isFinite(scale) ? scale : 1)

const scaled = (values: Numbers, scale: number): Numbers =>
  values.map(value => (isNumber(value) ? value * scale : null))

function pathOf({ frozen, score, model }: DiaryChart): ChartPath {
  const at = (name: string) => scaled(frozen.paths[name] ?? [], scaleOf(score))
  const shown = frozen.models.filter(({ name }) => model === 'all' || name === model)
  return {
    origin: frozen.origin,
    step: score.days.map(({ step }) => step),
    dates: score.days.map(({ date, expected }) => date ?? expected),
    guessed: score.days.map(({ date, guessed }) => date === null && guessed),
    actual: score.days.map(({ actual }) => actual),
    persistence: at('persistence'),
    drift: at('drift'),
    models: Object.fromEntries(shown.map(({ name }) => [name, at(name)])),
  }
}

/** The narrow band over the wide one. */
function bandsOf(
  { frozen, score, model: wanted }: DiaryChart,
  lines: ReturnType<typeof pathLines>,
  at: number
): RangeBand[] {
  const only = wanted === 'all' ? frozen.models[0]?.name : wanted
  const color = lines.find(({ name }) => name === only)?.style.color ?? ''
  const origin = lines.at(-1)?.values[at] ?? null
  return frozen.bands
    .filter(({ model }) => model === only)
    .toSorted((a, b) => b.level - a.level)
    .map(({ level, low, high }) => {
      const edges = [low, high].map(edge => [origin, ...scaled(edge, scaleOf(score))])
      const x = Array.from({ length: low.length + 1 }, (_, k) => at + k)
      const name = `${only} ${100 * level} %`
      return { name, color, x, low: edges[0] ?? [], high: edges[1] ?? [], opacity: 0.1 }
    })
}

function skillAfter({ score }: DiaryChart, name: string): string {
  if (name === 'persistence') return ''
  const skill = score.forecasters.find(one => one.name === name)?.skill
  return isNumber(skill) ? ` ${formatSkill(skill)}` : ''
}

function headOf({ score }: DiaryChart, dates: readonly string[], step: number): string {
  const day = score.days[step - 1]
  const date = formatDate(dates[dates.length - score.days.length - 1 + step] ?? '')
  if (day === undefined) return step === 0 ? `${date}, origin` : date
  const words = { foretold: '', known: ', known when frozen', 'to come': ', to come' }
  const guess = day.date === null && day.guessed ? ', date a guess' : ''
  return `${date}, step ${day.step}${words[day.state]}${guess}`
}

/** The origin; and, where days had come already, up to where they had. */
function frozenMarks({ frozen, score }: DiaryChart, at: number, { theme }: Look) {
  const style = { color: theme.ink, width: 1, type: 'solid' as const }
  const label = (formatter: string) => ({
    show: true,
    position: 'end' as const,
    formatter,
    color: theme.ink,
    fontSize: 11,
    fontWeight: 600,
    distance: 5,
  })
  const origin = {
    xAxis: at,
    lineStyle: style,
    label: label(score.known > 0 ? 'origin' : `origin, ${formatDate(frozen.origin)}`),
  }
  const known = {
    xAxis: at + score.known,
    lineStyle: { ...style, type: [2, 3] },
    label: label(`known ${formatDate(frozen.knownTo)}`),
  }
  return { silent: true, symbol: 'none', data: score.known > 0 ? [origin, known] : [origin] }
}

/** The chart in words. */
export function describeDiaryChart({ frozen, score }: DiaryChart): string {
  const { foretold, known } = score
  const skills = score.forecasters
    .filter(({ name, skill }) => frozen.models.some(own => own.name === name) && isNumber(skill))
    .map(({ name, skill }) => `${displayName(name)} ${formatSkill(skill)}`)
  const came =
    foretold === 0
      ? 'No day that it foretold has come yet.'
      : `${foretold} of ${frozen.dates.length} days have come; skill against persistence ${joinWords(skills) || 'is not to be had'}.`
  const late = known === 0 ? '' : ` ${known} had come when it was frozen and do not count.`
  return `Frozen on ${formatDate(frozen.frozenAt.slice(0, 10))}: the price ${frozen.dates.length} trading days after ${formatDate(frozen.origin)}, by ${joinWords(frozen.models.map(({ name }) => displayName(name)))}, against persistence. ${came}${late}`
}

/** The numbers behind it, at today's scale: a row for each day, every forecaster, every band. */
export function diaryChartTable({ frozen, score }: ScoredEntry): LabTable {
  const names = pathNames(frozen)
  const scale = scaleOf(score)
  const bandHeads = frozen.bands.flatMap(({ model, level }) =>
    ['low', 'high', 'held'].map(edge => `${displayName(model)} ${100 * level} % ${edge}`)
  )
  return {
    columns: [
      'Step',
      'Foretold for',
      'Date is a guess',
      'Came on',
      'Counts',
      'Actual',
      ...names.map(displayName),
      ...names.map(name => `${displayName(name)} error`),
      ...bandHeads,
    ],
    rows: score.days.map(({ step, expected, guessed, date, state, actual, errors, hits }) => [
      step,
      expected,
      guessed ? 'yes' : 'no',
      date,
      state === 'foretold' ? 'yes' : state === 'known' ? 'no, known when frozen' : 'to come',
      actual,
      ...names.map(name => scaled([frozen.paths[name]?.[step - 1] ?? null], scale)[0] ?? null),
      ...names.map(name => errors[name] ?? null),
      ...frozen.bands.flatMap(({ low, high }, b) => {
        const hit = hits[b] ?? null
        const [under = null, over = null] = scaled(
          [low[step - 1] ?? null, high[step - 1] ?? null],
          scale
        )
        return [under, over, hit === null ? null : hit ? 'yes' : 'no']
      }),
    ]),
  }
}
