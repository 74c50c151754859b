import type { ChartModel } from '../../shared/charts/chart-data.ts'
import {
  displayName,
  formatCount,
  formatDuration,
  formatNumber,
  isNumber,
} from '../../shared/charts/format.ts'
import type { Results, TrainingSummary } from '../../shared/results.ts'
import { type Html, html } from './escape.ts'
import { keyOf } from './keys.ts'

const stops: Record<TrainingSummary['stopped'], string> = {
  finished: 'finished',
  early: 'stopped early',
  'not finite': 'loss not finite',
  cancelled: 'cancelled',
}

const finals = ['train', 'validation', 'test'] as const

/** How each network's training went. Persistence, which is not trained, stands first all the same. */
export function trainingTable({ training }: Results, models: readonly ChartModel[]): Html {
  const parts = finals.filter(p => training.some(t => t.finalLoss[p] !== null))
  const dashes = Array.from({ length: 4 + parts.length }, () => html`<td>\u2013</td>`)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Training"><table><thead><tr><th scope="col">Training</th><th scope="col">Parameters</th><th scope="col">Epochs</th><th scope="col">Best epoch</th>${parts.map(p => html`<th scope="col">Final ${p}</th>`)}<th scope="col">ms an epoch</th><th scope="col">Took</th><th scope="col">Ended</th></tr></thead>
<tbody><tr class="base"><th scope="row">${keyOf('persistence', models)}Persistence</th><td>0</td>${dashes}<td>nothing to train</td></tr>${training.map(t => row(t, parts, models))}</tbody></table></div>`
}

const row = (
  t: TrainingSummary,
  parts: readonly (typeof finals)[number][],
  models: readonly ChartModel[]
): Html =>
  html`<tr><th scope="row">${keyOf(t.model, models)}${displayName(t.model)}</th><td>${formatCount(t.parameters)}</td><td>${formatCount(t.epochs)}</td><td>${t.bestEpoch === null ? '\u2013' : formatCount(t.bestEpoch)}</td>${parts.map(p => html`<td>${loss(t.finalLoss[p])}</td>`)}<td>${formatNumber(t.millisecondsPerEpoch, 1)}</td><td>${formatDuration(t.seconds)}</td><td class="${t.stopped === 'not finite' ? 'bad-text' : ''}">${stops[t.stopped]}</td></tr>`

const loss = (v: number | null) => (isNumber(v) ? v.toPrecision(4) : '\u2013')
