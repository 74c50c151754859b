/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { EChartsOption, EChartsType } from 'echarts'
import { makeChange } from '../../../shared/charts/change.ts'
import { type ChartData, closeUpDays } from '../../../shared/charts/chart-data.ts'
import { makeCumulativeReturn } from '../../../shared/charts/cumulative-return.ts'
import { closeUp, makeFit, wholeView } from '../../../shared/charts/fit.ts'
import { makeForecast } from '../../../shared/charts/forecast.ts'
import type { Look } from '../../../shared/charts/frame.ts'
import { makeGradients } from '../../../shared/charts/gradients.ts'
import { makeHindcast } from '../../../shared/charts/hindcast.ts'
import { makeLag } from '../../../shared/charts/lag.ts'
import { makeLoss } from '../../../shared/charts/loss.ts'
import { makeSkill } from '../../../shared/charts/skill.ts'
import { darkTheme, lightTheme } from '../../../shared/charts/theme.ts'

/**
 * The script of report.html: draws the same pictures as the static ones, alive. It runs in the
 * page, bundled by `build-page.ts` into `page.generated.js`, and knows only the page's own data.
 */

declare const echarts: {
  init: (element: HTMLElement, theme: null, options: { renderer: 'canvas' }) => EChartsType
}

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as ChartData
const root = document.documentElement

const choice = {
  model: root.dataset['model'] ?? data.models[0]?.name ?? 'all',
  view: closeUp(data.predictions),
}

/** Charts that need one network show the chosen one; with all chosen, the last one that was. */
let single = choice.model

const builders: Record<string, (look: Look) => EChartsOption> = {
  'cumulative-return': look => makeCumulativeReturn(data, look),
  loss: look => makeLoss(data, look),
  skill: look => makeSkill(data, look),
  fit: look => makeFit(data, { ...choice, strip: true }, look),
  lag: look => makeLag(data, single, look),
  change: look => makeChange(data, single, look),
  hindcast: look => makeHindcast(data, look, { fan: data.closest }),
  forecast: look => makeForecast(data, look, { fan: data.closest }),
  gradients: look => makeGradients(data, look),
}

const charts = new Map<string, EChartsType>()

function themeName(): 'light' | 'dark' {
  const asked = root.dataset['theme']
  if (asked === 'light' || asked === 'dark') return asked
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

const lookOf = (element: HTMLElement): Look => ({
  theme: themeName() === 'dark' ? darkTheme : lightTheme,
  width: element.clientWidth,
  height: element.clientHeight,
})

const places = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.live')]

function draw(element: HTMLElement): void {
  const name = element.dataset['chart'] ?? ''
  const build = builders[name]
  if (build === undefined || element.clientWidth === 0) return
  const known = charts.get(name)
  const chart = known ?? echarts.init(element, null, { renderer: 'canvas' })
  charts.set(name, chart)
  if (known !== undefined) chart.resize()
  chart.setOption(build(lookOf(element)), { notMerge: true })
  if (known === undefined && name === 'fit') followZoom(chart, element)
}

/** While the strip is dragged only what depends on the view is made anew, never the slider itself. */
function followZoom(chart: EChartsType, element: HTMLElement): void {
  chart.on('datazoom', () => {
    const zooms = chart.getOption()['dataZoom'] as { startValue: number; endValue: number }[]
    const [zoom] = zooms
    if (zoom === undefined) return
    choice.view = { start: zoom.startValue, end: zoom.endValue }
    const { dataZoom: _, ...rest } = makeFit(data, { ...choice, strip: true }, lookOf(element))
    chart.setOption(rest, { replaceMerge: ['graphic'], lazyUpdate: true })
    showPressed()
  })
}

const drawAll = (): void => places().forEach(draw)
const drawSome = (names: readonly string[]): void =>
  places()
    .filter(e => names.includes(e.dataset['chart'] ?? ''))
    .forEach(draw)

function views(): Record<string, { start: number; end: number }> {
  const parts = data.predictions.part
  const start = parts.indexOf(data.verdictPart)
  const all = wholeView(data.predictions)
  return {
    near: closeUp(data.predictions, closeUpDays),
    part: { start: Math.max(0, start), end: parts.lastIndexOf(data.verdictPart) },
    all,
  }
}

function showPressed(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-model-button]'))
    press(button, button.dataset['modelButton'] === choice.model)
  for (const button of document.querySelectorAll<HTMLElement>('[data-view-button]')) {
    const view = views()[button.dataset['viewButton'] ?? '']
    press(button, view?.start === choice.view.start && view.end === choice.view.end)
  }
  for (const words of document.querySelectorAll<HTMLElement>('figcaption[data-model]')) {
    const shown = words.dataset['single'] === 'yes' ? single : choice.model
    words.hidden = words.dataset['model'] !== shown
  }
  for (const name of document.querySelectorAll('[data-single-name]'))
    name.textContent =
      document.querySelector(`[data-model-button="${CSS.escape(single)}"]`)?.textContent ?? single
}

const press = (button: HTMLElement, on: boolean): void =>
  button.setAttribute('aria-pressed', String(on))

function onClick(event: MouseEvent): void {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null
  if (button === null) return
  const { modelButton, viewButton, themeButton } = button.dataset
  if (modelButton !== undefined) chooseModel(modelButton)
  if (viewButton !== undefined) chooseView(viewButton)
  if (themeButton !== undefined) toggleTheme()
}

function chooseModel(model: string): void {
  choice.model = model
  if (model !== 'all') single = model
  drawSome(['fit', 'lag', 'change'])
  showPressed()
}

function chooseView(name: string): void {
  choice.view = views()[name] ?? choice.view
  drawSome(['fit'])
  showPressed()
}

function toggleTheme(): void {
  root.dataset['theme'] = themeName() === 'dark' ? 'light' : 'dark'
  drawAll()
}

function redrawWhenSized(): void {
  let width = 0
  new ResizeObserver(() => {
    if (document.body.clientWidth === width) return
    width = document.body.clientWidth
    drawAll()
  }).observe(document.body)
}

root.classList.add('js')
document.addEventListener('click', onClick)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
redrawWhenSized()
drawAll()
showPressed()
