import type { ChartModel } from '../../shared/charts/chart-data.ts'
import {
  displayName,
  formatCount,
  formatNumber,
  formatP,
  formatSkill,
  isNumber,
} from '../../shared/charts/format.ts'
import { lightTheme } from '../../shared/charts/theme.ts'
import { niceStep } from '../../shared/charts/ticks.ts'
import { copiesSentence } from '../../shared/lab/copycat-words.ts'
import { openingsSentence } from '../../shared/lab/opening-words.ts'
import { skillInterval } from '../../shared/lab/skill-interval.ts'
import type { Results, Verdict } from '../../shared/results.ts'
import { escapeHtml, type Html, html, none, raw } from './escape.ts'
import { markerSvg, styleOf, themed } from './keys.ts'

/** The headline, the number behind it, and where each network stands beside persistence. */
export function verdictSection(results: Results, models: readonly ChartModel[]): Html {
  return html`<section class="panel verdict" id="verdict" aria-labelledby="headline">
<div><h1 id="headline">${raw(keepTogether(escapeHtml(results.headline)))}</h1>
${numberBehind(results)}
${results.verdicts.length > 1 && results.verdicts.length <= 4 ? html`<ul class="each">${results.verdicts.map(v => html`<li>${v.sentence}</li>`)}</ul>` : none}
<p class="cap">${triesSentence(results)}</p></div>
<div class="strip">${raw(skillStrip(results, models))}</div></section>`
}

/** “tomorrow = today” never breaks within. */
const keepTogether = (text: string) =>
  text.replace(/tomorrow = today/g, 'tomorrow\u00a0=\u00a0today')

/** The number behind the headline, of the network with the least error. */
function numberBehind(results: Results): Html {
  const { forecasters, verdicts, verdictPart } = results
  const mseOf = (name: string) =>
    forecasters.find(f => f.name === name)?.parts[verdictPart]?.mse ?? null
  const ranked = verdicts
    .filter(v => isNumber(mseOf(v.model)))
    .sort((a, b) => (mseOf(a.model) ?? 0) - (mseOf(b.model) ?? 0))
  const first = ranked[0]
  if (first === undefined)
    return html`<p>No network has a finite error on the ${verdictPart} days.</p>`
  const meaning = {
    better: 'a real difference',
    worse: 'and worse by more than chance',
    'not distinguishable': 'no difference beyond chance',
    'too few': 'too few days to tell',
  }[first.outcome]
  const closest = ranked.length > 1 ? `The closest, ` : ''
  return html`<p>${closest}<b>${displayName(first.model)}</b>, has a ${verdictPart} MSE of <b>${significant(mseOf(first.model))}</b> against <b>${significant(mseOf('persistence'))}</b> for persistence: skill <b>${formatSkill(first.skill)}</b>, ${meaning} (Diebold\u2013Mariano over ${formatCount(first.days)} days, p\u00a0${equals(first.p)}; after Holm\u00a0${formatP(first.adjustedP)}). ${copiesSentence(results)}</p>`
}

const equals = (p: number | null) =>
  formatP(p).startsWith('<') ? formatP(p) : `=\u00a0${formatP(p)}`

/** Four significant digits, without an exponent down to 10⁻⁹. */
const significant = (v: number | null): string =>
  isNumber(v) && v !== 0
    ? formatNumber(v, Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(v))))))
    : formatNumber(v, 3)

function triesSentence(results: Results): string {
  const { tries, experiment } = results
  const said =
    tries === 1
      ? 'This is the first specification tried on this series.'
      : `${tries} specifications have been tried on this series, this one included: the more tries, the likelier a lucky one.`
  const watched =
    experiment.protocol === 'tutorial'
      ? ' The test curve was watched while training, as in the tutorial.'
      : ''
  const opened = openingsSentence(results)
  return said + watched + (opened && ` ${opened}`)
}

const width = 330

interface StripPlot {
  readonly plotWidth: number
  readonly x: (skill: number) => number
}

function skillStrip({ verdicts }: Results, models: readonly ChartModel[]): string {
  const rows = verdicts.filter(v => isNumber(v.skill))
  const bounds = rows.flatMap(v => [v.skill ?? 0, ...boundsOf(v)]).map(Math.abs)
  const step = niceStep(Math.min(1, Math.max(0.02, ...bounds)) / 2)
  const reach = 2 * step
  // long names take room from the plot
  const plotWidth = rows.some(v => displayName(v.model).length > 7) ? 176 : 226
  const x = (s: number) =>
    18 + ((Math.max(-reach, Math.min(reach, s)) + reach) / (2 * reach)) * (plotWidth - 36)
  const foot = 22 + rows.length * 20
  const words = `Skill against persistence, which is 0. ${rows.map(v => `${displayName(v.model)} ${formatSkill(v.skill)}`).join(', ')}.`
  const body = [
    textAt(0, 10, 'worse', lightTheme.ink3),
    textAt(plotWidth, 10, 'better', lightTheme.ink3, 'end'),
    textAt(x(0), 10, 'persistence', lightTheme.ink, 'middle', 600),
    `<path d="M${x(0)} 16V${foot}" stroke="${lightTheme.persistence}" stroke-width="2" stroke-dasharray="5 4"/>`,
    `<path d="M8 ${foot}H${plotWidth}" stroke="${lightTheme.line}"/>`,
    ...[-2, -1, 0, 1, 2].map(k => tickAt(k, step, x(k * step), foot)),
    ...rows.map((v, i) => stripRow(v, i, { plotWidth, x }, models)),
  ]
  return themed(
    `<svg width="${width}" height="${foot + 18}" viewBox="0 0 ${width} ${foot + 18}" role="img" aria-label="${escapeHtml(words)}" font-size="11">${body.join('')}</svg>`
  )
}

const boundsOf = (verdict: Verdict): number[] => {
  const interval = skillInterval(verdict)
  return interval === null ? [] : [interval.low, interval.high]
}

const textAt = (x: number, y: number, text: string, fill: string, anchor = 'start', weight = 400) =>
  `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${escapeHtml(text)}</text>`

const tickAt = (k: number, step: number, x: number, foot: number) =>
  `<path d="M${x} ${foot}v4" stroke="${lightTheme.line}"/>${Math.abs(k) === 1 && step < 0.1 ? '' : textAt(x, foot + 16, k === 0 ? '0' : formatSkill(k * step, step < 0.01 ? 1 : 0), lightTheme.ink3, 'middle')}`

function stripRow(
  v: Verdict,
  i: number,
  { plotWidth, x }: StripPlot,
  models: readonly ChartModel[]
): string {
  const y = 28 + i * 20
  const style = styleOf(v.model, models)
  const interval = skillInterval(v)
  const dash = style.dash.length === 0 ? '' : ` stroke-dasharray="${style.dash.join(' ')}"`
  const bar =
    interval === null
      ? ''
      : `<path d="M${x(interval.low).toFixed(1)} ${y}H${x(interval.high).toFixed(1)}" stroke="${style.color}" stroke-width="1.5"${dash}/>`
  const mark = `<g transform="translate(${(x(v.skill ?? 0) - 12).toFixed(1)} ${y - 6})">${markerSvg(style)}</g>`
  const name = displayName(v.model)
  return `${bar}${mark}${textAt(plotWidth + 12, y + 4, name.length > 14 ? `${name.slice(0, 7)}\u2026${name.slice(-5)}` : name, style.color, 'start', 600)}${textAt(width, y + 4, formatSkill(v.skill), lightTheme.ink, 'end')}`
}
