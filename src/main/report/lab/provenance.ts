import type { RunBundle } from '../../../shared/bundle.ts'
import { proofTable } from '../../../shared/lab/proof-table.ts'
import {
  bothMadeWith,
  comparisonCell,
  comparisons,
  machineRows,
  proofWords,
  trainingName,
} from '../../../shared/lab/proof-words.ts'
import { provenanceFacts, sinceWords } from '../../../shared/lab/provenance-words.ts'
import type { ProofResults } from '../../../shared/studies/proof.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { LabSection } from './section.ts'

/** Whether a second training gave the same, and whether history was revised since. */
export function provenanceSection({ lab, results }: RunBundle): LabSection | null {
  const { provenance } = lab
  const found = lab.studies.find(study => study.results.kind === 'proof')?.results
  const proof = found?.kind === 'proof' ? found : null
  const since = provenance?.since ?? null
  if (proof === null && since === null) return null
  const history = since === null ? [] : [sinceWords(since), ...since.words]
  const answer =
    proof === null
      ? [`Nobody has trained it again yet: npx hindcast prove ${results.id} does.`]
      : proofWords(proof)
  return {
    id: 'provenance',
    title: 'Would it come out again?',
    caption: 'trained again from the stored specification and bars',
    figures: [],
    words: [...answer, ...history].map(words => html`<p class="note">${words}</p>`),
    tables: proof === null ? [] : [comparisonTable(proof), machines(proof)],
    files: {
      ...(proof && { 'proof.csv': tableCsv(proofTable(proof)) }),
      ...(provenance && {
        'provenance.csv': tableCsv({
          columns: ['fact', 'value'],
          rows: provenanceFacts(provenance).map(({ name, full }) => [name, full]),
        }),
      }),
    },
  }
}

const comparisonTable = ({ networks }: ProofResults): Html =>
  table(
    'What was compared, values in all',
    ['Training', ...comparisons.map(([, what]) => what)],
    networks.map(network => [
      trainingName(network),
      ...comparisons.map(([key]) => comparisonCell(network[key])),
    ])
  )

/** A sentence where nothing changed, else both beside each other. */
function machines(proof: ProofResults): Html {
  const same = bothMadeWith(proof)
  return same === null ? machineTable(proof) : html`<p class="note">${same}</p>`
}

const machineTable = ({ before, networks }: ProofResults): Html =>
  table(
    'What made both',
    ['', 'The first time', 'Again'],
    machineRows(before, networks.at(-1)?.machine ?? null)
  )

const table = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[]
): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${heads.map((head, at) => html`<th scope="col" class="${at === 0 ? 'l' : ''}">${head}</th>`)}</tr></thead><tbody>${rows.map(row => html`<tr>${row.map((cell, at) => html`<td class="${at === 0 ? 'l' : ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`
