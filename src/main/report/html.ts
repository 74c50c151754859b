import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RunBundle } from '../../shared/bundle.ts'
import { type ChartData, toChartData } from '../../shared/charts/chart-data.ts'
import { displayName, formatDate } from '../../shared/charts/format.ts'
import { lightTheme } from '../../shared/charts/theme.ts'
import { thinIndices } from '../../shared/charts/thin.ts'
import { closestModel } from '../../shared/lab/closest-model.ts'
import type { Results } from '../../shared/results.ts'
import { chartSections, type StaticFigure } from './chart-sections.ts'
import { type Html, html, raw, scriptJson } from './escape.ts'
import { factsSection } from './facts-section.ts'
import { makeFigures } from './figures.ts'
import { themed } from './keys.ts'
import type { LabSection } from './lab/section.ts'
import { labPanel, labSections } from './lab-sections.ts'
import { loudSection, tagsOf } from './loud.ts'
import { measuresSection } from './measures-section.ts'
import { reportCss } from './page/style.ts'
import { specSection } from './spec-section.ts'
import { drawSvg } from './svg.ts'
import { verdictSection } from './verdict-section.ts'

/** report.html: one file that opens offline, reads without scripts, and prints. */
export function reportHtml(bundle: RunBundle): string {
  const { results } = bundle
  const data = toChartData(bundle)
  const figures = staticFigures(data)
  const chosen = closestModel(results)
  const charts = chartSections(data, results, figures)
  const lab = labSections(bundle)
  const scripts = [readEcharts(), readPage()]
  const body = html`<body><a class="skip" href="#verdict">To the verdict</a>
${topBar(results)}
<div class="page">${contents(results, lab)}<main>
${heading(results)}${loudSection(results)}
${verdictSection(results, data.models)}
${charts.series}${charts.loss}${charts.fit}
${measuresSection(results, data.models)}
${charts.hindcast}${charts.forecast}${lab.map(labPanel)}${charts.gradients}
${specSection(results)}${factsSection(results, bundle.lab.provenance)}
<footer>Made by Hindcast ${results.versions.hindcast}. A forecast here is an exercise in measuring, not advice.</footer>
</main></div>
<script type="application/json" id="data">${raw(scriptJson(thinned(data)))}</script>
${scripts.map(code => html`<script>${raw(code)}</script>`)}</body>`
  const title = `${results.series.symbol}: ${results.headline}`
  return html`<!doctype html>
<html lang="en" data-model="${chosen}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(scripts)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${raw(reportCss)}</style></head>
${body}</html>
`.text
}

/** Nothing is fetched, nothing is sent; only these very scripts run. */
function policy(scripts: readonly string[]): string {
  const hashes = scripts.map(
    code => `'sha256-${createHash('sha256').update(code).digest('base64')}'`
  )
  return `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`
}

const closing = (code: string) => code.replace(/<\/script/gi, '<\\/script')

/** ECharts with lines, bars and scatter: its own build for the common charts. */
function readEcharts(): string {
  const require = createRequire(import.meta.url)
  return closing(readFileSync(require.resolve('echarts/dist/echarts.common.min.js'), 'utf8'))
}

const readPage = () =>
  closing(readFileSync(new URL('./page/page.generated.js', import.meta.url), 'utf8'))

function staticFigures(data: ChartData): Map<string, StaticFigure> {
  return new Map(
    makeFigures(data)
      // whole-series fits and residuals are files of their own; the page has the zoom instead
      .filter(f => !/^(residuals-|fit-(?!.*-last-days$))/.test(f.name))
      .map(f => {
        const { width, height, description, title } = f
        const svg = drawSvg(f.draw({ theme: lightTheme, width, height }), f)
        return [f.name, { svg: raw(themed(svg)), height, description, title }]
      })
  )
}

/** Losses thinned to what a screen can show; the CSV file has every epoch. */
function thinned(data: ChartData): ChartData {
  const losses = Object.entries(data.losses).map(([name, l]) => {
    const best = data.models.find(m => m.name === name)?.bestEpoch
    const kept = new Set([...thinIndices(l[data.watched], 900), ...thinIndices(l.train, 300)])
    if (best !== null && best !== undefined && l.epoch.includes(best))
      kept.add(l.epoch.indexOf(best))
    const indices = [...kept].sort((a, b) => a - b)
    const pick = <V>(values: readonly V[]): V[] => indices.map(i => values[i]!)
    return [
      name,
      {
        epoch: pick(l.epoch),
        train: pick(l.train),
        validation: pick(l.validation),
        test: pick(l.test),
      },
    ]
  })
  return { ...data, losses: Object.fromEntries(losses) }
}

const mark = raw(
  '<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><rect x=".5" y=".5" width="23" height="23" rx="5.5" fill="var(--ink)"/><path d="M3.5 15 7.5 9.5l3 3.5 4-6.5" fill="none" stroke="var(--panel)" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/><path d="M14.5 6.5H21" stroke="var(--panel)" stroke-width="1.8" stroke-dasharray="2.2 1.8"/><path d="M14.5 6.5v14" stroke="var(--panel)" stroke-width="1" opacity=".55"/></svg>'
)

const topBar = (results: Results): Html =>
  html`<header class="bar">${mark}<b>Hindcast</b><span class="cap">report of run ${results.id}</span><span class="grow"></span><span class="controls"><button class="b" type="button" data-theme-button="">Light or dark</button></span></header>`

const contents = (results: Results, lab: readonly LabSection[]): Html => {
  const places: [string, string][] = [
    ['verdict', 'Verdict'],
    ['cumulative-return', 'Cumulative return'],
    ['loss', 'Loss and skill'],
    ['fit', 'Predicted and actual'],
    ['measures', 'Measures'],
    ['hindcast', 'Hindcast'],
    ['forecast', 'Forecast'],
    ...lab.map(({ id, title }): [string, string] => [id, title]),
    ['gradients', 'Gradients'],
    ['experiment', 'Experiment'],
    ['data-source', 'Data, versions, run again'],
  ]
  return html`<nav class="toc" aria-label="Contents of the report on ${results.series.symbol}"><ul>${places.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`
}

const heading = (results: Results): Html => {
  const { series, experiment: e } = results
  const names =
    e.models.length > 4
      ? `${e.models.length} networks`
      : e.models.map(m => displayName(m.name)).join(', ')
  const protocol = e.protocol === 'tutorial' ? 'Tutorial protocol' : 'Sealed protocol'
  return html`<div class="head"><h2>${series.symbol}</h2>${tagsOf(results)}<span class="cap">${series.name === null || series.name === series.symbol ? '' : `${series.name.replace(/\.$/, '')}. `}${protocol}, ${series.bars} days to ${formatDate(series.last)}, ${names}, seed ${e.seed}</span></div>`
}
