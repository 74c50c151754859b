import type { ChartData } from '../../shared/charts/chart-data.ts'
import { displayName, formatDate } from '../../shared/charts/format.ts'
import { captionLoss } from '../../shared/charts/loss.ts'
import type { Results } from '../../shared/results.ts'
import { type Html, html, none } from './escape.ts'
import {
  gradientTable,
  lossTable,
  pathTable,
  predictionTable,
  seriesTable,
  shiftTable,
} from './tables.ts'
import { trainingTable } from './training-table.ts'

/** A picture drawn beforehand, for paper and for pages without scripts. */
export interface StaticFigure {
  readonly svg: Html
  readonly height: number
  readonly title: string
  readonly description: string
}

type Figures = ReadonlyMap<string, StaticFigure>

/** The report's chart panels by their place. */
export function chartSections(data: ChartData, results: Results, figures: Figures) {
  const unit = data.unit === 'price' ? 'price' : 'cumulative return'
  return {
    series: panel(
      'cumulative-return',
      'Cumulative return',
      '1 is the first day; bands are the parts of the split',
      [oneFigure('cumulative-return', figures), seriesTable(data)]
    ),
    loss: panel('loss', 'Loss', captionLoss(data), [
      oneFigure('loss', figures),
      sub('Skill so far', `${data.watched}, by epoch; 0 is persistence`),
      oneFigure('skill', figures),
      trainingTable(results, data.models),
      lossTable(data),
    ]),
    fit: fitSection(data, figures, unit),
    hindcast: panel(
      'hindcast',
      'Hindcast',
      `${unit}, from ${formatDate(data.hindcast.origin)}; labels are RMSE`,
      [oneFigure('hindcast', figures), pathTable(data, data.hindcast, 'hindcast')]
    ),
    forecast: panel('forecast', 'Forecast', forecastCaption(results, unit), [
      oneFigure('forecast', figures),
      pathTable(data, data.forecast, 'forecast'),
    ]),
    gradients:
      data.gradients.length === 0
        ? none
        : panel('gradients', 'Gradients by time step', gradientCaption(data), [
            oneFigure('gradients', figures),
            gradientTable(data),
          ]),
  }
}

const forecastCaption = ({ forecast }: Results, unit: string) =>
  `${unit}, each prediction fed back; ${forecast.retrained ? 'networks trained again on all known days' : 'networks as trained on the train part'}${forecast.guessedDates ? '; dates are a guess of the calendar' : ''}`

const gradientCaption = ({ gradients }: ChartData) =>
  `\u2016\u2202loss/\u2202h\u209c\u2016, log axis${gradients.some(g => g.norms.length > 1) ? '; strong line the top layer, thin lines those below' : ''}`

const panel = (
  id: string,
  title: string,
  caption: string | Html,
  content: readonly Html[],
  controls: Html = none
): Html =>
  html`<section class="panel" id="${id}" aria-labelledby="${id}-head"><div class="ph"><h2 id="${id}-head">${title}</h2><span class="cap">${caption}</span><span class="grow"></span>${controls}</div>
${content}</section>`

const sub = (title: string, caption: string, name: Html = none): Html =>
  html`<div class="sub"><h3>${title}</h3><span class="cap">${caption}${name}</span></div>`

/** The live place, the static picture, and its words. */
function oneFigure(name: string, figures: Figures): Html {
  const f = figures.get(name)
  if (f === undefined) return none
  return html`<figure>${livePlace(name, f)}<div class="static">${f.svg}</div><figcaption>${f.description}</figcaption></figure>`
}

const livePlace = (chart: string, f: StaticFigure): Html =>
  html`<div class="live" data-chart="${chart}" role="img" aria-label="${f.title}; described below" style="height:${f.height}px"></div>`

/** One place for all networks: alive it shows the chosen one, on paper they follow one another. */
function manyFigures(
  chart: string,
  names: readonly string[],
  figures: Figures,
  single: boolean
): Html {
  const found = names.flatMap(model => {
    const f = figures.get(chart === 'fit' ? `fit-${model}-last-days` : `${chart}-${model}`)
    return f === undefined ? [] : [{ model, f }]
  })
  const [first] = found
  if (first === undefined) return none
  return html`<figure class="many">${livePlace(chart, first.f)}<div class="static">${found.map(({ model, f }) => html`<div><h4>${model === 'all' ? 'All networks' : displayName(model)}</h4>${f.svg}<p class="note">${f.description}</p></div>`)}</div>${found.map(({ model, f }) => html`<figcaption hidden data-model="${model}" data-single="${single ? 'yes' : 'no'}">${f.description}</figcaption>`)}</figure>`
}

function fitSection(data: ChartData, figures: Figures, unit: string): Html {
  const names = data.models.map(m => m.name)
  const which = html`<span class="controls-inline">, <span data-single-name=""></span></span>`
  return panel(
    'fit',
    'Predicted and actual',
    html`${unit}, one step ahead<span class="controls-inline">; drag the bars beneath to zoom</span>`,
    [
      manyFigures('fit', names.length > 1 ? [...names, 'all'] : names, figures, false),
      predictionTable(data),
      html`<div class="two"><div>${sub('Shift the prediction', `RMSE on the ${data.verdictPart} days at each shift`, which)}${manyFigures('lag', names, figures, true)}</div><div>${sub('Change', `actual, by predicted, ${data.verdictPart} days`, which)}${manyFigures('change', names, figures, true)}</div></div>`,
      shiftTable(data),
    ],
    fitControls(data)
  )
}

const fitControls = (data: ChartData): Html => {
  const models = [
    ...data.models.map(m => [m.name, displayName(m.name)] as const),
    ...(data.models.length > 1 ? [['all', 'All'] as const] : []),
  ]
  const views = [
    ['near', '66 days'],
    ['part', data.verdictPart.charAt(0).toUpperCase() + data.verdictPart.slice(1)],
    ['all', 'Whole'],
  ] as const
  return html`<span class="controls"><span class="seg" role="group" aria-label="Days in view">${views.map(([id, text]) => html`<button type="button" data-view-button="${id}" aria-pressed="false">${text}</button>`)}</span><span class="seg" role="group" aria-label="Network">${models.map(([id, text]) => html`<button type="button" data-model-button="${id}" aria-pressed="false">${text}</button>`)}</span></span>`
}
