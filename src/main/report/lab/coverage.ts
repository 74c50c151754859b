import { stringify } from 'csv-stringify/sync'
import type { RunBands } from '../../../shared/bands.ts'
import type { RunBundle } from '../../../shared/bundle.ts'
import { toChartData } from '../../../shared/charts/chart-data.ts'
import { describeCoverage, makeCoverage } from '../../../shared/charts/coverage.ts'
import { displayName, formatPercent } from '../../../shared/charts/format.ts'
import { type CoverageRow, coverageRows, coverageSteps } from '../../../shared/lab/coverage-rows.ts'
import {
  bandsWords,
  effectiveWords,
  intervalWords,
  measuredWords,
} from '../../../shared/lab/coverage-words.ts'
import { type Html, html } from '../escape.ts'
import type { LabSection } from './section.ts'

const section = { id: 'coverage', title: 'Coverage of the bands' } as const

/** How often the bands of the forecast held, beside what they promise. */
export function coverageSection(bundle: RunBundle): LabSection {
  const { bands, experiment, id } = bundle.results
  if (bands === undefined) return unmeasured(id)
  const { protocol, retrain: retrained } = experiment
  const rows = coverageRows(bands, coverageSteps(bands.horizon))
  return {
    ...section,
    caption: `80 and 95 % promised, measured on ${bands.part} days, by days ahead`,
    figures: rows.length === 0 ? [] : [figureOf(bundle, bands)],
    words: bandsWords(bands, { protocol, retrained }).map(
      words => html`<p class="note">${words}</p>`
    ),
    tables: rows.length === 0 ? [] : [tableOf(rows)],
    files: { 'coverage.csv': coverageCsv(bands) },
  }
}

const unmeasured = (id: string): LabSection => ({
  ...section,
  caption: 'not measured',
  figures: [],
  words: [
    html`<p class="note">This run was finished before Hindcast measured bands. To measure them now: npx hindcast bands ${id}</p>`,
  ],
  tables: [],
  files: {},
})

function figureOf(bundle: RunBundle, bands: RunBands): LabSection['figures'][number] {
  const { models, closest } = toChartData(bundle)
  const data = { models, bands, shown: closest }
  return {
    name: 'coverage',
    title: 'Coverage of the bands',
    description: describeCoverage(data),
    width: 920,
    height: 300,
    draw: look => makeCoverage(data, look),
  }
}

const heads = ['Days ahead', 'Promised', 'Measured', '95 % interval', 'Worth, days', 'Mean width']

const tableOf = (rows: readonly CoverageRow[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Coverage of the bands"><table><thead><tr><th scope="col">Forecaster</th>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(rowOf)}</tbody></table></div><p class="note">Worth: independent days that would tell as much as the overlapping ones measured. Width: from edge to edge, as a share of the prediction.</p>`

const rowOf = (row: CoverageRow): Html =>
  html`<tr${row.name === 'persistence' ? html` class="base"` : ''}><th scope="row">${displayName(row.name)}</th>${[
    String(row.step),
    `${row.promised}\u00a0%`,
    measuredWords(row),
    intervalWords(row),
    effectiveWords(row),
    formatPercent(row.meanWidth),
  ].map(cell => html`<td>${cell}</td>`)}</tr>`

/** Every step, full precision; an empty field for a number that does not exist. */
function coverageCsv(bands: RunBands): string {
  const field = (value: number | null) => (value === null ? '' : String(value))
  const head =
    'forecaster,step,promised,measured,low,high,effective_days,days,mean_width,forecast_half_width'
  const rows = coverageRows(bands).map(row => [
    row.name,
    row.step,
    row.promised / 100,
    field(row.measured),
    field(row.low),
    field(row.high),
    field(row.effective),
    row.days,
    field(row.meanWidth),
    field(row.forecastWidth),
  ])
  return stringify([head.split(','), ...rows])
}
