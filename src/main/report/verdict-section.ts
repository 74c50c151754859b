import type { ChartModel } from '../../shared/charts/chart-data.ts'
import { displayName, formatLoss, formatSkill, isNumber } from '../../shared/charts/format.ts'
import { lightTheme } from '../../shared/charts/theme.ts'
import { niceStep } from '../../shared/charts/ticks.ts'
import { findClosest } from '../../shared/lab/closest-words.ts'
import { copiesSentence } from '../../shared/lab/copycat-words.ts'
import { openingsSentence } from '../../shared/lab/opening-words.ts'
import { skillInterval } from '../../shared/lab/skill-interval.ts'
import { triesSentence } from '../../shared/lab/tries-words.ts'
import type { Results, Verdict } from '../../shared/results.ts'
import { escapeHtml, type Html, html, none, raw } from './escape.ts'
import { markerSvg, styleOf, themed } from './keys.ts'

/** The headline, the number behind it, and where each network stands beside persistence. */
export function verdictSection(results: Results, models: readonly ChartModel[]): Html {
  return html`<section class="panel verdict" id="verdict" aria-labelledby="headline">
<div><h1 id="headline">${raw(keepTogether(escapeHtml(results.headline)))}</h1>
${numberBehind(results)}
${results.verdicts.length > 1 && results.verdicts.length <= 4 ? html`<ul class="each">${results.verdicts.map(v => html`<li>${v.sentence}</li>`)}</ul>` : none}
<p class="cap">${caveatWords(results)}</p></div>
<div class="strip">${raw(skillStrip(results, models))}</div></section>`
}

/** “tomorrow = today” never breaks within. */
const keepTogether = (text: string) =>
  text.replace(/tomorrow = today/g, 'tomorrow\u00a0=\u00a0today')

/** The number behind the headline, of the network with the least error. */
function numberBehind(results: Results): Html {
  const found = findClosest(results)
  const part = results.verdictPart
  if (found === null) return html`<p>No network has a finite error on the ${part} days.</p>`
  const { verdict, mse, persistence, meaning, isOnlyOne } = found
  return html`<p>${isOnlyOne ? '' : 'The closest, '}<b>${displayName(verdict.model)}</b>${isOnlyOne ? '' : ','} has a ${part} MSE of <b>${formatLoss(mse)}</b> against <b>${formatLoss(persistence)}</b> for persistence: skill <b>${formatSkill(verdict.skill)}</b>, ${meaning}. ${copiesSentence(results)}</p>`
}

function caveatWords(results: Results): string {
  const { tries, experiment } = results
  const watched =
    experiment.protocol === 'tutorial'
      ? ' The test curve was watched while training, as in the tutorial.'
      : ''
  const opened = openingsSentence(results)
  return triesSentence(tries) + watched + (opened && ` ${opened}`)
}

const width = 330

/** Beyond the scale: no marker stands at a place that is not the skill's, an arrow points to where it is. */
const isOff = (skill: number | null, reach: number): boolean => Math.abs(skill ?? 0) > reach

interface StripPlot {
  readonly plotWidth: number
  readonly reach: number
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
    ...rows.map((v, i) => stripRow(v, i, { plotWidth, reach, x }, models)),
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
  { plotWidth, reach, x }: StripPlot,
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
  const arrow = isOff(v.skill, reach)
    ? textAt(
        x(v.skill ?? 0) + ((v.skill ?? 0) < 0 ? -13 : 13),
        y + 4,
        (v.skill ?? 0) < 0 ? '\u2039' : '\u203a',
        style.color,
        'middle',
        600
      )
    : ''
  return `${bar}${arrow ? '' : mark}${arrow}${textAt(plotWidth + 12, y + 4, name.length > 14 ? `${name.slice(0, 7)}\u2026${name.slice(-5)}` : name, style.color, 'start', 600)}${textAt(width, y + 4, formatSkill(v.skill), lightTheme.ink, 'end')}`
}
