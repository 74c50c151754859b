import { displayName, formatDate } from '../../shared/charts/format.ts'
import type { Results } from '../../shared/results.ts'
import { type Html, html, raw } from './escape.ts'

/** What must not be overlooked: simulated data, a quick look, a closed test part, training in trouble. */

const warnIcon = raw(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1"/></svg>'
)
const sealIcon = raw(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5"/></svg>'
)

/** Small tags beside the name. */
export function tagsOf(results: Results): Html[] {
  const { series, seal } = results
  const tags: [string, string][] = []
  if (series.source === 'simulated') tags.push(['warn', 'simulated'])
  else tags.push(['', series.source])
  if (results.quickLook) tags.push(['warn', 'quick look'])
  if (seal.state === 'closed') tags.push(['warn', 'test part closed'])
  if (results.training.some(t => t.trouble !== null)) tags.push(['bad', 'trouble in training'])
  return tags.map(([kind, text]) => html`<span class="tag ${kind}">${text}</span>`)
}

/** The same as strips over the verdict, each with what it means and what to do. */
export function loudSection(results: Results): Html[] {
  const strips: Html[] = []
  const { series, seal, training } = results
  if (series.source === 'simulated')
    strips.push(strip('Simulated data.', simulatedWords(series.symbol)))
  if (results.quickLook)
    strips.push(
      strip(
        'Quick look.',
        'Small networks and few epochs, to see how it works. Its numbers are not those of the tutorial; the command at the end runs the whole.'
      )
    )
  if (seal.state === 'closed')
    strips.push(
      strip(
        'The test part is closed.',
        `No test prediction has been computed: the verdict speaks of validation, and charts, tables and files have no test rows. Open it with hindcast open ${results.id}; the opening is recorded and counted.`,
        '',
        sealIcon
      )
    )
  if (seal.state === 'open' && seal.openedAt !== null)
    strips.push(
      strip(
        'The test part is open.',
        `Opened on ${formatDate(seal.openedAt)}. Test parts of this series have been opened ${times(seal.openingsOfSeries)}, this one included.`,
        '',
        sealIcon
      )
    )
  for (const t of training)
    if (t.trouble !== null) strips.push(strip(`${displayName(t.model)}:`, t.trouble, 'bad'))
  return strips
}

const times = (n: number) => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`)

const simulatedWords = (symbol: string) =>
  /momentum/i.test(symbol)
    ? 'These are no prices: each day\u2019s return carries on half of the last one. A network should beat persistence here; it is the lab\u2019s positive control.'
    : /random/i.test(symbol)
      ? 'These are no prices but a random walk. Nobody can beat persistence on it; it is the lab\u2019s negative control.'
      : 'These are no prices of anything that is traded.'

const strip = (head: string, words: string, kind = '', icon = warnIcon): Html =>
  html`<div class="loud ${kind}" role="note">${icon}<p><b>${head}</b> ${words}</p></div>`
