import type { ChartModel } from '../../shared/charts/chart-data.ts'
import {
  displayName,
  formatCount,
  formatNumber,
  formatP,
  formatPercent,
  formatPower,
  formatSkill,
  isNumber,
  minus,
} from '../../shared/charts/format.ts'
import {
  copyMeaning,
  isFlagged,
  lastChangeMeaning,
  nextChangeMeaning,
  repeatsYesterday,
} from '../../shared/lab/copycat-words.ts'
import type { Forecaster, Measures, Results } from '../../shared/results.ts'
import type { Part } from '../../shared/types.ts'
import { type Html, html, none } from './escape.ts'
import { keyOf } from './keys.ts'

/** The measures of every forecaster on every open part; the verdict's part first. */
export function measuresSection(results: Results, models: readonly ChartModel[]): Html {
  const open = new Set(results.forecasters.flatMap(f => Object.keys(f.parts) as Part[]))
  const order: Part[] = ['test', 'validation', 'train']
  const parts = [results.verdictPart, ...order.filter(p => p !== results.verdictPart)].filter(p =>
    open.has(p)
  )
  return html`<section class="panel" id="measures" aria-labelledby="measures-head"><div class="ph"><h2 id="measures-head">Measures</h2><span class="cap">one step ahead, against every baseline</span></div>
${parts.map(part => partTable(results, part, models))}
<p class="note">MSE is ${results.unit === 'price' ? 'of the log return' : 'of the cumulative return'}, the mean over windows; the other errors are of the price. MASE is the mean absolute error over that of persistence. Skill is 1 \u2212 MSE / MSE of persistence. Direction: share of days whose direction was right, with its 95\u00a0% interval. DM p: Diebold\u2013Mariano against persistence with the Harvey\u2013Leybourne\u2013Newbold correction, two-sided; then after Holm over the networks. Best lag: the shift at which the prediction fits best; prices move little from day to day, so ${minus}1\u00a0d alone is no reproach. The last two columns are correlations of the predicted change with the last known change and with the change that came. \u201cRepeats yesterday\u201d: ${copyMeaning} Persistence, drift and the train mean are yesterday\u2019s price by definition and carry no flag.</p></section>`
}

function partTable(results: Results, part: Part, models: readonly ChartModel[]): Html {
  const days = results.split.find(s => s.part === part)?.count
  const base = results.forecasters.find(f => f.name === 'persistence')?.parts[part]?.mse
  const exponent = isNumber(base) && base > 0 ? Math.floor(Math.log10(base)) : 0
  const batches = results.forecasters.some(f => isNumber(f.parts[part]?.mseOverBatches))
  const verdicts = part === results.verdictPart
  const unit = ` \u00d7 ${formatPower(exponent)}`
  return html`<h3 class="part">${part === 'test' ? 'Test' : part === 'validation' ? 'Validation' : 'Train'}<span class="cap">${days === undefined ? '' : `${formatCount(days)} days`}${part === 'train' ? ', which the networks were fitted to' : ''}</span></h3>
<div class="scroll" tabindex="0" role="region" aria-label="Measures, ${part}"><table class="measures"><thead><tr><th scope="col">Forecast</th><th scope="col">MSE${unit}</th>${batches ? html`<th scope="col" title="Mean over batches of the batch MSE, the tutorial\u2019s figure">by batch</th>` : none}<th scope="col">RMSE</th><th scope="col">MAE</th><th scope="col">MASE</th><th scope="col">MAPE</th><th scope="col">Direction</th><th scope="col">Skill</th>${verdicts ? html`<th scope="col">DM p</th><th scope="col">Holm</th>` : none}<th scope="col">Best lag</th><th scope="col" title="${lastChangeMeaning}">Last change</th><th scope="col" title="${nextChangeMeaning}">Next change</th></tr></thead>
<tbody>${rank(results.forecasters).map(f => measureRow(f, part, { results, exponent, batches, verdicts, models }))}</tbody></table></div>`
}

/** Persistence first, then the other baselines, then the networks. */
const rank = (forecasters: readonly Forecaster[]) =>
  [...forecasters].sort((a, b) => order(a) - order(b))
const order = (f: Forecaster) => (f.name === 'persistence' ? 0 : f.kind === 'baseline' ? 1 : 2)

interface RowContext {
  readonly results: Results
  readonly exponent: number
  readonly batches: boolean
  readonly verdicts: boolean
  readonly models: readonly ChartModel[]
}

function measureRow(f: Forecaster, part: Part, c: RowContext): Html {
  const m = f.parts[part]
  const own = f.name === 'persistence'
  const verdict = c.results.verdicts.find(v => v.model === f.name)
  const scaled = (v: number | null | undefined) =>
    formatNumber(isNumber(v) ? v / 10 ** c.exponent : null, 3)
  if (m === undefined) return none
  return html`<tr class="${own ? 'base' : ''}"><th scope="row">${keyOf(f.name, c.models)}${displayName(f.name)}</th><td>${scaled(m.mse)}</td>${c.batches ? html`<td>${scaled(m.mseOverBatches)}</td>` : none}<td>${priceError(m.rmse, m)}</td><td>${priceError(m.mae, m)}</td><td>${formatNumber(m.mase, 3)}</td><td>${formatPercent(m.mape, 2)}</td><td>${directionOf(m)}</td><td>${own ? '0' : formatSkill(m.skill)}</td>${c.verdicts ? html`<td>${formatP(verdict?.p)}</td><td>${formatP(verdict?.adjustedP)}</td>` : none}<td>${lagOf(m)}</td><td>${formatNumber(m.copy?.withLastChange ?? null, 2)}</td><td>${formatNumber(m.copy?.withNextChange ?? null, 2)}</td></tr>`
}

/** Same decimals in the whole column: they follow the mean absolute error's size. */
const priceError = (v: number | null, m: Measures) =>
  formatNumber(v, (m.mae ?? 1) >= 100 ? 1 : (m.mae ?? 1) >= 0.5 ? 2 : 5)

function directionOf({ direction }: Measures): string {
  if (direction === null) return '\u2013'
  const half = (100 * (direction.high - direction.low)) / 2
  return `${formatNumber(100 * direction.share, 1)} \u00b1 ${formatNumber(half, 1)}\u00a0%`
}

function lagOf(measures: Measures): Html {
  const { bestLag } = measures
  const text =
    bestLag === null ? '\u2013' : bestLag === 0 ? '0' : `${formatNumber(bestLag, 0)}\u00a0d`
  return isFlagged(measures)
    ? html`<span class="tag warn" title="${copyMeaning}">${repeatsYesterday}</span> ${text}`
    : html`${text}`
}
