import type { RunBundle } from '../../../shared/bundle.ts'
import { describeDiaryChart, makeDiaryChart } from '../../../shared/charts/diary.ts'
import {
  displayName,
  formatDate,
  formatNumber,
  formatSkill,
  formatValue,
} from '../../../shared/charts/format.ts'
import { chainWords } from '../../../shared/lab/diary-chain.ts'
import { basisWords, type EntryScore, runningWords } from '../../../shared/lab/diary-score.ts'
import { diaryTable, runningTable } from '../../../shared/lab/diary-table.ts'
import type { Diary, DiaryEntry } from '../../../shared/lab-wire.ts'
import { tableCsv } from '../csv.ts'
import { type Html, html } from '../escape.ts'
import type { Figure } from '../figures.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** Was it right, afterwards? The frozen forecasts of the run's series, and the head of their chain. */
export function diarySection({ lab: { diary }, results }: RunBundle): LabSection | null {
  if (diary === undefined || diary.entries.length === 0) return null
  const count = diary.entries.length
  const own = diary.entries.findLast(({ frozen }) => frozen.run === results.id)
  return {
    id: 'diary',
    title: 'Was it right, afterwards?',
    caption: `Diary: ${count} frozen ${count === 1 ? 'forecast' : 'forecasts'} of ${diary.symbol}${diary.source === 'simulated' ? ', simulated' : ''}`,
    words: wordsOf(diary),
    figures: own ? figuresOf(own) : [],
    tables: [entryTable(diary), ...(diary.running.entries > 0 ? [togetherTable(diary)] : [])],
    files: {
      'diary.csv': tableCsv(diaryTable(diary.entries)),
      'diary-together.csv': tableCsv(runningTable(diary.running)),
    },
  }
}

function wordsOf({ chain, notes, running, entries }: Diary): Html[] {
  return [
    html`<p class="note"><b>${chainWords(chain)}</b> ${runningWords(running)}</p>`,
    html`<p class="note">Head of the chain, entry ${chain.count} of all series: ${chain.head ?? ''}. Who keeps it can tell later, by <code>npx hindcast diary --verify --head ${(chain.head ?? '').slice(0, 12)}</code>, that nothing before it was changed.</p>`,
    ...notes.map(
      ({ number, frozenAt, text }) =>
        html`<p class="note">Entry ${number}, ${formatDate(frozenAt.slice(0, 10))}: ${text}</p>`
    ),
    ...entries.flatMap(({ number, score }) => {
      const words = basisWords(score)
      return words === null ? [] : [html`<p class="note">Entry ${number}: ${words}</p>`]
    }),
  ]
}

/** The run's own entry, network by network, once a day of it has come. */
function figuresOf({ number, frozen, score }: DiaryEntry): Figure[] {
  if (score.foretold + score.known === 0) return []
  return frozen.models.map(({ name: model }) => ({
    name: `diary-${model}`,
    title: `Entry ${number} as it was frozen and as it came, ${displayName(model)}`,
    description: describeDiaryChart({ frozen, score, model }),
    width: 920,
    height: 300,
    draw: look => makeDiaryChart({ frozen, score, model }, look),
  }))
}

/** A row for each entry and forecaster, persistence first. */
function entryTable({ entries }: Diary): Html {
  const rows = entries.flatMap(entry =>
    ['persistence', ...entry.frozen.models.map(({ name }) => name)].map(name => ({ entry, name }))
  )
  const column = (head: string, cell: (row: (typeof rows)[number]) => string, left = false) => ({
    head,
    cells: rows.map(cell),
    left,
  })
  const scoreOf = ({ entry, name }: (typeof rows)[number]) =>
    entry.score.forecasters.find(one => one.name === name)
  return dataTable(
    'frozen forecasts',
    [
      column(
        'Entry',
        ({ entry }) => `${entry.number}${entry.isSound ? '' : ' (not as frozen)'}`,
        true
      ),
      column('Forecaster', ({ name }) => displayName(name), true),
      column('Error', row => formatValue(scoreOf(row)?.rmse)),
      column('Skill', row => formatSkill(scoreOf(row)?.skill)),
      column('In 80 %', ({ entry, name }) => hitsOf(entry.score, name, 0.8)),
      column('In 95 %', ({ entry, name }) => hitsOf(entry.score, name, 0.95)),
      column('Frozen', ({ entry }) => utc(entry.frozen.frozenAt)),
      column('Run', ({ entry: { frozen } }) =>
        frozen.quickLook ? `${frozen.run}, quick look` : frozen.run
      ),
      column('Origin', ({ entry }) => formatDate(entry.frozen.origin)),
      column('Days come', ({ entry }) => daysOf(entry)),
      column('SHA-256', ({ entry }) => entry.hash, true),
    ],
    'lab/diary.csv'
  )
}

const utc = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`

const daysOf = ({ frozen, score }: DiaryEntry) =>
  `${score.foretold} of ${frozen.dates.length}${score.known > 0 ? `, ${score.known} known before` : ''}`

function hitsOf({ bands }: EntryScore, model: string, level: number): string {
  const band = bands.find(one => one.model === model && one.level === level)
  return band && band.days > 0 ? `${band.hits} of ${band.days}` : '\u2013'
}

function togetherTable({ running }: Diary): Html {
  const { forecasters, bands } = running
  const covered = (level: number) =>
    forecasters.map(({ name }) => {
      const found = bands.find(one => one.model === name && one.level === level)?.coverage
      if (!found) return '\u2013'
      const percent = (share: number) => formatNumber(100 * share, 0)
      const { share, low, high, effective } = found
      const interval =
        low === null || high === null ? 'too few' : `${percent(low)} to ${percent(high)}`
      return `${percent(share)} % (${interval}; worth ${Math.max(1, Math.round(effective))} days)`
    })
  return dataTable(
    'all forecasts together',
    [
      { head: 'Forecaster', cells: forecasters.map(({ name }) => displayName(name)), left: true },
      { head: 'Forecasts', cells: forecasters.map(({ entries }) => String(entries)) },
      { head: 'Days', cells: forecasters.map(({ days }) => String(days)) },
      {
        head: 'Error, % of the last known price',
        cells: forecasters.map(({ rmse }) =>
          rmse === null ? '\u2013' : formatNumber(100 * rmse, 2)
        ),
      },
      { head: 'Skill', cells: forecasters.map(({ skill }) => formatSkill(skill)) },
      { head: 'Held by 80 %', cells: covered(0.8) },
      { head: 'Held by 95 %', cells: covered(0.95) },
    ],
    'lab/diary-together.csv'
  )
}
