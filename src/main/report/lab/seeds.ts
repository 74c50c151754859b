import type { RunBundle } from '../../../shared/bundle.ts'
import { type ChartData, type ChartModel, toChartData } from '../../../shared/charts/chart-data.ts'
import { closeUp, describeFit, makeFit } from '../../../shared/charts/fit.ts'
import { describeForecast, makeForecast } from '../../../shared/charts/forecast.ts'
import {
  displayName,
  formatNumber,
  formatPower,
  formatSkill,
  joinWords,
} from '../../../shared/charts/format.ts'
import type { Look } from '../../../shared/charts/frame.ts'
import { describeHindcast, makeHindcast } from '../../../shared/charts/hindcast.ts'
import { describeLoss, makeLoss } from '../../../shared/charts/loss.ts'
import { withSeeds } from '../../../shared/charts/seed-data.ts'
import { describeSeedSkills, makeSeedSkills } from '../../../shared/charts/seed-skills.ts'
import {
  seedLossTable,
  seedPathTable,
  seedPredictionTable,
  seedRangeTable,
  seedTable,
} from '../../../shared/charts/seed-tables.ts'
import { describeSkill, makeSkill } from '../../../shared/charts/skill.ts'
import type { SeedRange, SeedRank, SeedsResults } from '../../../shared/studies/seeds.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { Figure } from '../figures.ts'
import { keyOf } from '../keys.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** Is it only the first weights? The run from several seeds: median and range of all it says. */
export function seedsSection(bundle: RunBundle): LabSection | null {
  const study = bundle.lab.studies.find(({ results }) => results.kind === 'seeds')
  if (study?.results.kind !== 'seeds') return null
  const found = study.results
  const data = withSeeds(toChartData(bundle), found)
  return {
    id: 'seeds',
    title: 'Is it only the first weights?',
    caption: `Seeds ${found.seeds.join(', ')}; ${found.part} days, median and range`,
    words: [
      ...found.sentences.map((text, i) =>
        i === 0 ? html`<p class="note"><b>${text}</b></p>` : html`<p class="note">${text}</p>`
      ),
      rankingTable(found, data.models),
      html`<p class="note">${found.forecastWords}</p>`,
    ],
    figures: figuresOf(found, data),
    tables: [everySeed(found)],
    files: {
      'seeds.csv': tableCsv(seedTable(found)),
      'seeds-ranges.csv': tableCsv(seedRangeTable(found)),
      'seeds-losses.csv': tableCsv(seedLossTable(found, data.persistenceLoss[data.watched])),
      'seeds-predictions.csv': tableCsv(seedPredictionTable(found)),
      'seeds-hindcast.csv': tableCsv(seedPathTable(found.hindcast)),
      ...(found.forecast ? { 'seeds-forecast.csv': tableCsv(seedPathTable(found.forecast)) } : {}),
    },
  }
}

function figuresOf(found: SeedsResults, data: ChartData): Figure[] {
  const skills = { models: data.models, found }
  const forecast = (look: Look) => makeForecast(data, look)
  return [
    figure('skill', 'Skill by seed', describeSeedSkills(skills), 280, look =>
      makeSeedSkills(skills, look)
    ),
    figure('loss', 'Loss over seeds', describeLoss(data), 320, look => makeLoss(data, look)),
    figure('skill-by-epoch', 'Skill so far, over seeds', describeSkill(data), 230, look =>
      makeSkill(data, look)
    ),
    ...data.models.map(({ name }) => fitFigure(data, name)),
    figure('hindcast', 'Hindcast over seeds', describeHindcast(data), 320, look =>
      makeHindcast(data, look)
    ),
    ...(found.forecast === null
      ? []
      : [figure('forecast', 'Forecast over seeds', describeForecast(data), 360, forecast)]),
  ]
}

function fitFigure(data: ChartData, model: string): Figure {
  const choice = { model, view: closeUp(data.predictions), strip: false }
  const title = `Predicted and actual over seeds, ${displayName(model)}, last days`
  return figure(`fit-${model}`, title, describeFit(data, model), 300, look =>
    makeFit(data, choice, look)
  )
}

const figure = (
  name: string,
  title: string,
  description: string,
  height: number,
  draw: Figure['draw']
): Figure => ({ name: `seeds-${name}`, title, description, width: 920, height, draw })

/** Persistence first, then by rank. */
function rankingTable(found: SeedsResults, models: readonly ChartModel[]): Html {
  const base = found.persistence[found.part]?.mse ?? null
  const exponent = base ? Math.floor(Math.log10(base)) : 0
  const ranks = [...found.ranking].sort(
    (a, b) => Number(b.name === 'persistence') - Number(a.name === 'persistence')
  )
  const row = (rank: SeedRank) => rankRow(rank, found, models, 10 ** exponent)
  const power = exponent === 0 ? '' : ` \u00d7 ${formatPower(exponent)}`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Ranking over seeds"><table class="measures"><thead><tr><th scope="col">Forecast</th><th scope="col">Rank</th><th scope="col">Skill, median</th><th scope="col">lowest to highest</th><th scope="col">MSE${power}, median</th><th scope="col">lowest to highest</th><th scope="col">Better</th><th scope="col">Overlaps with</th></tr></thead>
<tbody>${ranks.map(row)}</tbody></table></div>`
}

function rankRow(
  { name, rank, skill, overlaps }: SeedRank,
  { networks, persistence, part }: SeedsResults,
  models: readonly ChartModel[],
  scale: number
): Html {
  const own = networks.find(({ model }) => model === name)
  const mse = own?.parts[part]?.mse.median ?? persistence[part]?.mse ?? null
  const overlap = overlaps.length === 0 ? '\u2013' : joinWords(overlaps.map(displayName))
  const scaled = (v: number | null) => formatNumber(v === null ? null : v / scale, 3)
  return html`<tr class="${own ? '' : 'base'}"><th scope="row">${keyOf(name, models)}${displayName(name)}</th><td>${rank}</td><td>${own ? formatSkill(skill.median) : '0'}</td><td>${own ? endsOf(skill, formatSkill) : '\u2013'}</td><td>${scaled(mse)}</td><td>${own?.parts[part] ? endsOf(own.parts[part].mse, scaled) : '\u2013'}</td><td>${own ? `${own.better} of ${own.judged}` : '\u2013'}</td><td>${overlap}</td></tr>`
}

const endsOf = ({ low, high }: SeedRange, format: (v: number | null) => string): string =>
  `${format(low)} to ${format(high)}`

function everySeed({ networks, part, persistence }: SeedsResults): Html {
  const rows = networks.flatMap(({ model, seeds }) => seeds.map(one => ({ model, one })))
  const base = persistence[part]?.mse ?? null
  const columns = [
    { head: 'Forecast', cells: rows.map(({ model }) => displayName(model)), left: true },
    { head: 'Seed', cells: rows.map(({ one }) => String(one.seed)) },
    { head: 'Persistence, MSE', cells: rows.map(() => sixth(base)), base: true },
    { head: 'MSE', cells: rows.map(({ one }) => sixth(one.parts[part]?.mse ?? null)) },
    { head: 'Skill', cells: rows.map(({ one }) => formatSkill(one.parts[part]?.skill)) },
    { head: 'Verdict', cells: rows.map(({ one }) => one.outcome ?? '\u2013') },
    { head: 'Epochs', cells: rows.map(({ one }) => String(one.epochs)) },
  ]
  return dataTable(`every seed on the ${part} days`, columns, 'lab/seeds.csv')
}

const sixth = (value: number | null): string => formatNumber(value, 6)
