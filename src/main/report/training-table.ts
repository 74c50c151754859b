import type { ChartModel } from '../../shared/charts/chart-data.ts'
import { displayName, formatCount, formatDuration, formatNumber, isNumber } from '../../shared/charts/format.ts'
import type { Results, TrainingSummary } from '../../shared/results.ts'
import { type Html, html } from './escape.ts'
import { keyOf } from './keys.ts'

const stops: Record<TrainingSummary['stopped'], string> = {
  finished: 'finished',
  early: 'stopped early',
  'not finite': 'loss not finite',
  cancelled: 'cancelled',
}

/** How each network's training went. Persistence, which is not trained, stands first all the same. */
export const trainingTable = ({ training }: Results, models: readonly ChartModel[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Training"><table><thead><tr><th scope="col">Training</th><th scope="col">Parameters</th><th scope="col">Epochs</th><th scope="col">Best epoch</th><th scope="col">Final train</th><th scope="col">Final validation</th><th scope="col">Final test</th><th scope="col">ms an epoch</th><th scope="col">Took</th><th scope="col">Ended</th></tr></thead>
<tbody><tr class="base"><th scope="row">${keyOf('persistence', models)}Persistence</th><td>0</td>${Array.from({ length: 7 }, () => html`<td>\u2013</td>`)}<td>nothing to train</td></tr>${training.map(t => row(t, models))}</tbody></table></div>`

const row = (t: TrainingSummary, models: readonly ChartModel[]): Html =>
  html`<tr><th scope="row">${keyOf(t.model, models)}${displayName(t.model)}</th><td>${formatCount(t.parameters)}</td><td>${formatCount(t.epochs)}</td><td>${t.bestEpoch === null ? '\u2013' : formatCount(t.bestEpoch)}</td><td>${loss(t.finalLoss.train)}</td><td>${loss(t.finalLoss.validation)}</td><td>${loss(t.finalLoss.test)}</td><td>${formatNumber(t.millisecondsPerEpoch, 1)}</td><td>${formatDuration(t.seconds)}</td><td class="${t.stopped === 'not finite' ? 'bad-text' : ''}">${stops[t.stopped]}</td></tr>`

const loss = (v: number | null) => (isNumber(v) ? v.toPrecision(4) : '\u2013')
