import { formatCount, formatDate, formatDuration } from '../../shared/charts/format.ts'
import { provenanceFacts } from '../../shared/lab/provenance-words.ts'
import type { Provenance } from '../../shared/lab-wire.ts'
import type { Results } from '../../shared/results.ts'
import { type Html, html } from './escape.ts'
import { runAgain } from './words.ts'

/** Where the data came from, what computed it, how long it took, and how to run it again. */
export function factsSection(results: Results, provenance?: Provenance): Html {
  return html`<section class="panel" id="data-source" aria-labelledby="data-head"><div class="ph"><h2 id="data-head">Data, versions, times</h2></div>
<dl class="facts">${[...facts(results), ...more(provenance)].map(([term, value, wide]) => html`<div class="${wide === true ? 'wide' : ''}"><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<div class="sub"><h3>Run it again</h3><span class="cap">the same days, the same seed: the same numbers on the same machine</span></div>
<pre>${runAgain(results)}</pre></section>`
}

type Fact = readonly [term: string, value: string, wide?: boolean]

function facts({ series, split, versions, times, createdAt, finishedAt, id }: Results): Fact[] {
  const sources = {
    yahoo: 'Yahoo Finance',
    csv: `CSV file ${series.file ?? ''}`.trim(),
    simulated: 'simulated by Hindcast',
  }
  return [
    ['Source', sources[series.source]],
    ['As of', formatDate(series.asOf)],
    [
      'Days used',
      `${formatCount(series.bars)}, ${formatDate(series.first)} to ${formatDate(series.last)}`,
    ],
    ['Currency', series.currency ?? '\u2013'],
    ['Exchange', series.exchange ?? '\u2013'],
    ...split.map(
      s =>
        [
          `${s.part} targets`,
          `${formatCount(s.count)}, ${formatDate(s.first)} to ${formatDate(s.last)}`,
        ] as const
    ),
    ['SHA-256 of the bars used', series.usedHash, true],
    ['SHA-256 of the whole revision', series.hash, true],
    ['Run', id],
    ['Started', utc(createdAt)],
    ['Finished', utc(finishedAt)],
    ['Training took', formatDuration(times.trainingSeconds)],
    ['Everything took', formatDuration(times.totalSeconds)],
    ['Hindcast', versions.hindcast],
    ['TensorFlow', versions.tensorflow],
    ['tfjs-node', versions.tfjs],
    ['Node', versions.node],
    ['Platform', versions.platform],
    ['Processor', versions.cpu ?? 'not kept'],
  ]
}

/** What else has to be the same for the same numbers to come out. */
const more = (provenance: Provenance | undefined): Fact[] =>
  provenance === undefined
    ? []
    : provenanceFacts(provenance)
        .filter(({ name }) => !told.has(name))
        .map(({ name, value, full, isHash }) => [name, isHash ? full : value, isHash])

/** Facts that stand above under a name of their own. */
const told: ReadonlySet<string> = new Set([
  'Series',
  'Source',
  'Days used',
  'As of',
  'Hash of the series',
  'Hash of the days used',
  'TensorFlow',
  'tfjs-node',
  'Node',
  'Platform',
  'Processor',
  'Hindcast',
])

const utc = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`
