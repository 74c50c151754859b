import type { RunBundle } from '../../../shared/bundle.ts'
import { displayName, formatP, formatSkill } from '../../../shared/charts/format.ts'
import {
  describePlacebo,
  makePlacebo,
  placeboCaption,
  placeboNetworkTable,
  placeboTable,
} from '../../../shared/charts/placebo.ts'
import { type PlaceboResults, placeboWords } from '../../../shared/studies/placebo.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { Figure } from '../figures.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** Could it be chance? The run beside copies of its series that hold nothing to learn. */
export function placeboSection({ lab }: RunBundle): LabSection | null {
  const study = lab.studies.find(({ results }) => results.kind === 'placebo')
  if (study?.results.kind !== 'placebo' || study.summary.spec.kind !== 'placebo') return null
  const found = study.results
  return {
    id: 'placebo',
    title: 'Could it be chance?',
    caption: `Placebo: ${placeboWords(study.summary.spec)}, ${found.days} ${found.part} days`,
    words: found.sentences.map((text, i) =>
      i < found.networks.length
        ? html`<p class="note"><b>${text}</b></p>`
        : html`<p class="note">${text}</p>`
    ),
    figures: found.networks.map(({ model }) => figureOf(found, model)),
    tables: [networkTable(found), copyTable(found)],
    files: {
      'placebo.csv': tableCsv(placeboTable(found)),
      'placebo-networks.csv': tableCsv(placeboNetworkTable(found)),
    },
  }
}

const figureOf = (found: PlaceboResults, model: string): Figure => ({
  name: `placebo-${model}`,
  title: `Skill on the copies: ${placeboCaption(found, model)}`,
  description: describePlacebo(found, model),
  width: 920,
  height: 280,
  draw: look => makePlacebo(found, model, look),
})

function networkTable({ networks, days, part }: PlaceboResults): Html {
  const column = (head: string, base: string, cells: readonly string[]) => ({
    head,
    cells: [base, ...cells],
  })
  const columns = [
    {
      ...column(
        '',
        'Persistence',
        networks.map(({ model }) => displayName(model))
      ),
      left: true,
    },
    column(
      'Skill',
      '0',
      networks.map(({ real }) => formatSkill(real))
    ),
    column(
      'Copies as good',
      '–',
      networks.map(({ asGood, copies }) => `${asGood} of ${copies}`)
    ),
    column(
      'p',
      '–',
      networks.map(({ p }) => formatP(p))
    ),
    column(
      'p after Holm',
      '–',
      networks.map(({ adjustedP }) => formatP(adjustedP))
    ),
  ]
  const caption = `networks on ${days} ${part} days`
  return dataTable(caption, columns, 'lab/placebo-networks.csv')
}

function copyTable({ networks, copies }: PlaceboResults): Html {
  const columns = [
    { head: 'Copy', cells: copies.map(({ copy }) => String(copy)) },
    { head: 'Persistence', cells: copies.map(() => '0'), base: true },
    ...networks.map(({ model }) => ({
      head: displayName(model),
      cells: copies.map(({ skill }) => formatSkill(skill[model])),
    })),
    { head: 'Seed of the copy', cells: copies.map(({ seed }) => String(seed)) },
  ]
  return dataTable('skill on every copy', columns, 'lab/placebo.csv')
}
