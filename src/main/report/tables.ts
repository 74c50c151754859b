import type { ChartData, ChartModel, ChartPath, Numbers } from '../../shared/charts/chart-data.ts'
import {
  displayName,
  formatCount,
  formatNumber,
  formatPower,
  formatSkill,
  gap,
  isNumber,
} from '../../shared/charts/format.ts'
import { lastProfiles } from '../../shared/charts/gradients.ts'
import { shiftErrors } from '../../shared/charts/lag.ts'
import { type Html, html, none } from './escape.ts'

/** Tables of the data behind each chart. Persistence is the first column of numbers, bold. */

/** Rows beyond these are in the CSV file only: a page of ten thousand rows helps nobody. */
const mostRows = 1000

export interface Column {
  readonly head: string
  readonly cells: readonly string[]
  readonly base?: boolean
  readonly left?: boolean
}

/** Rows behind a chart, folded; the last thousand of them. */
export function dataTable(caption: string, columns: readonly Column[], file: string): Html {
  const count = columns[0]?.cells.length ?? 0
  const from = Math.max(0, count - mostRows)
  const rows = Array.from({ length: count - from }, (_, i) => columns.map(c => cell(c, from + i)))
  const left = from === 0 ? '' : ` The last ${formatCount(mostRows)} of ${formatCount(count)} rows.`
  return html`<details class="data"><summary>Table: ${caption}</summary><p class="cap">${count === 0 ? 'There are no rows.' : left} ${file === '' ? '' : `All digits are in ${file}.`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${columns.map(c => html`<th scope="col"${classOf(c)}>${c.head}</th>`)}</tr></thead><tbody>${rows.map(r => html`<tr>${r}</tr>`)}</tbody></table></div></details>`
}

const classOf = (c: Column): Html =>
  c.base === true ? html` class="base"` : c.left === true ? html` class="l"` : none
const cell = (c: Column, i: number) => html`<td${classOf(c)}>${c.cells[i] ?? ''}</td>`

const numbers = (values: Numbers, decimals: number) => values.map(v => formatNumber(v, decimals))
const persistenceColumn = (cells: readonly string[]): Column => ({
  head: 'Persistence',
  cells,
  base: true,
})

export function seriesTable({ series, unit }: ChartData): Html {
  const yesterday = series.cumulativeReturn.map((_, i) =>
    i === 0 ? null : gap(series.cumulativeReturn[i - 1])
  )
  return dataTable(
    'cumulative return by day',
    [
      { head: 'Date', cells: series.dates, left: true },
      persistenceColumn(numbers(yesterday, 4)),
      { head: 'Cumulative return', cells: numbers(series.cumulativeReturn, 4) },
      { head: 'Price', cells: numbers(series.price, 2) },
    ],
    unit === 'cumulative return' ? 'predictions.csv' : ''
  )
}

/** Every 500 epochs as the tutorial prints them; more often when epochs are few. */
export function lossTable(data: ChartData): Html {
  const all = Object.values(data.losses)[0]?.epoch ?? []
  const last = Math.max(0, ...Object.values(data.losses).map(l => l.epoch.at(-1) ?? 0))
  const every = last > 1000 ? 500 : Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, last / 5))))
  const longest = Object.values(data.losses).find(l => l.epoch.at(-1) === last)?.epoch ?? all
  const epochs = longest.filter(e => e % every === 0 || e === last || e === 1)
  const level = data.persistenceLoss[data.watched]
  const at = (m: ChartModel, part: 'train' | 'validation' | 'test') =>
    epochs.map(e => {
      const losses = data.losses[m.name]
      const value = losses?.[part][losses.epoch.indexOf(e)]
      return isNumber(value) ? value.toPrecision(4) : '\u2013'
    })
  const skill = (m: ChartModel) =>
    at(m, data.watched).map(v => (isNumber(level) ? formatSkill(1 - Number(v) / level) : '\u2013'))
  return dataTable(
    `loss and skill every ${formatCount(every)} epochs`,
    [
      { head: 'Epoch', cells: epochs.map(formatCount), left: true },
      persistenceColumn(epochs.map(() => (isNumber(level) ? level.toPrecision(4) : '\u2013'))),
      ...data.models.flatMap(m => [
        { head: `${displayName(m.name)} train`, cells: at(m, 'train') },
        { head: `${displayName(m.name)} ${data.watched}`, cells: at(m, data.watched) },
        { head: 'skill', cells: skill(m) },
      ]),
    ],
    'losses.csv'
  )
}

const decimalsOf = (data: ChartData) => (data.unit === 'price' ? 2 : 4)

export function predictionTable(data: ChartData): Html {
  const { predictions: t } = data
  const d = decimalsOf(data)
  return dataTable(
    'predictions by day',
    [
      { head: 'Date', cells: t.dates, left: true },
      { head: 'Part', cells: t.part, left: true },
      persistenceColumn(numbers(t.persistence, d)),
      { head: 'Actual', cells: numbers(t.actual, d) },
      ...data.models.map(m => ({
        head: displayName(m.name),
        cells: numbers(t.models[m.name] ?? [], d),
      })),
    ],
    'predictions.csv'
  )
}

export function shiftTable(data: ChartData): Html {
  const base = shiftErrors(data, data.predictions.persistence)
  const d = data.unit === 'price' ? 3 : 5
  const rmse = (values: Numbers) => shiftErrors(data, values).fits.map(f => formatNumber(f.rmse, d))
  return dataTable(
    'RMSE by shift',
    [
      { head: 'Shift, days', cells: base.fits.map(f => formatNumber(f.shift, 0)), left: true },
      persistenceColumn(base.fits.map(f => formatNumber(f.rmse, d))),
      ...data.models.map(m => ({
        head: displayName(m.name),
        cells: rmse(data.predictions.models[m.name] ?? []),
      })),
    ],
    ''
  )
}

export function pathTable(data: ChartData, path: ChartPath, what: 'hindcast' | 'forecast'): Html {
  const d = decimalsOf(data)
  const dates = path.dates.map((date, i) => (path.guessed[i] === true ? `${date} ?` : date))
  return dataTable(
    `${what} by day`,
    [
      { head: 'Step', cells: path.step.map(String), left: true },
      { head: 'Date', cells: dates, left: true },
      persistenceColumn(numbers(path.persistence, d)),
      ...(what === 'hindcast' ? [{ head: 'Actual', cells: numbers(path.actual, d) }] : []),
      { head: 'Drift', cells: numbers(path.drift, d) },
      ...data.models.map(m => ({
        head: displayName(m.name),
        cells: numbers(path.models[m.name] ?? [], d),
      })),
    ],
    `${what}.csv`
  )
}

export function gradientTable(data: ChartData): Html {
  const profiles = lastProfiles(data)
  if (profiles.length === 0) return none
  const steps = Math.max(...profiles.flatMap(p => p.norms.map(n => n.length)))
  return dataTable(
    'gradient norm by time step',
    [
      { head: 't', cells: Array.from({ length: steps }, (_, t) => String(t + 1)), left: true },
      ...profiles.flatMap(p =>
        p.norms.map((values, layer) => ({
          head:
            p.norms.length === 1
              ? displayName(p.model)
              : `${displayName(p.model)}, layer ${layer + 1}`,
          cells: values.map(scientific),
        }))
      ),
    ],
    ''
  )
}

function scientific(v: number | null): string {
  if (!isNumber(v)) return '\u2013'
  if (v === 0) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(v)))
  return `${(v / 10 ** exponent).toFixed(2)} \u00d7 ${formatPower(exponent)}`
}
