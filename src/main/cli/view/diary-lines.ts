import { displayName, formatDate, formatSkill, formatValue } from '../../../shared/charts/format.ts'
import { chainWords, type HeadCheck } from '../../../shared/lab/diary-chain.ts'
import { basisWords, runningWords } from '../../../shared/lab/diary-score.ts'
import type { Diary, DiaryEntry } from '../../../shared/lab-wire.ts'
import type { Revision } from '../../../shared/types.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { type Diaries, diaryNewsWords, readDiaryNews } from '../../api/read-diary.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows, type Column } from './align.ts'
import { wrapWords } from './wrap-words.ts'

/** What new bars brought to the diary; no line for nothing. */
export function diaryLine(h: Hindcast, revision: Revision): string[] {
  const news = readDiaryNews(h, revision)
  const { symbol } = revision.series
  if (news === null) return []
  return [`${diaryNewsWords(symbol, news)} See them with npx hindcast diary ${symbol}.`]
}

type Paper = Pick<Terminal, 'paint' | 'columns'>

/** The chain in words, its head, and what Hindcast noted in it. */
export function chainLines({ chain, notes }: Diaries, { paint, columns }: Paper): string[] {
  const isGood = chain.state === 'intact' || chain.state === 'empty'
  const said = wrapWords(chainWords(chain), columns)
  return [
    isGood ? said : paint.red(said),
    ...(chain.head === null ? [] : [paint.dim(`Head: ${chain.head}`)]),
    ...notes.map(({ number, frozenAt, text }) =>
      wrapWords(`Entry ${number}, ${formatDate(frozenAt.slice(0, 10))}: ${text}`, columns)
    ),
  ]
}

/** What a head that was kept elsewhere says. */
export function headLine(check: HeadCheck, head: string): string {
  switch (check.kind) {
    case 'found':
      return `The head ${head} is that of entry ${check.number}: up to there nothing was changed since it was written down.`
    case 'found, broken before':
      return `The head ${head} is that of entry ${check.number}, but entry ${check.at} before it is not what it was.`
    case 'not found':
      return `No entry has the head ${head}: this is not the chain that it was taken from, or not as it was.`
  }
}

/** A series' frozen forecasts, a line for each forecaster, persistence first, and what they come to. */
export function diaryLines(diary: Diary, { paint, columns }: Paper): string[] {
  const { symbol, source, entries, running } = diary
  return [
    '',
    paint.bold(`${symbol} (${source})`),
    ...alignRows(heads, entries.flatMap(rowsOf), { quiet: paint.dim }),
    ...entries.flatMap(({ number, score }) => {
      const words = basisWords(score)
      return words === null ? [] : [wrapWords(`Entry ${number}: ${words}`, columns)]
    }),
    ...runningLines(running, { paint, columns }),
  ]
}

const right = { align: 'right' } as const
const heads: readonly Column[] = [
  { head: 'entry', ...right },
  { head: 'frozen', ...right },
  { head: 'run' },
  { head: 'origin', ...right },
  { head: 'days come', ...right },
  { head: 'forecaster' },
  { head: 'error', ...right },
  { head: 'skill', ...right },
  { head: 'in 80 %', ...right },
  { head: 'in 95 %', ...right },
]

function rowsOf({ number, isSound, frozen, score }: DiaryEntry): string[][] {
  const known = score.known > 0 ? ` (${score.known} known before)` : ''
  const whose = [
    `${isSound ? '' : 'not as frozen: '}${number}`,
    formatDate(frozen.frozenAt.slice(0, 10)),
    `${frozen.run}${frozen.quickLook ? ' quick look' : ''}`,
    formatDate(frozen.origin),
    `${score.foretold} of ${frozen.dates.length}${known}`,
  ]
  return ['persistence', ...frozen.models.map(({ name }) => name)].map((name, i) => [
    ...(i === 0 ? whose : whose.map(() => '')),
    displayName(name),
    formatValue(score.forecasters.find(one => one.name === name)?.rmse),
    skillOf(name, score.forecasters.find(one => one.name === name)?.skill),
    hitsOf(score, name, 0.8),
    hitsOf(score, name, 0.95),
  ])
}

/** Persistence is what skill is measured against. */
const skillOf = (name: string, skill: number | null | undefined): string =>
  name === 'persistence' && skill !== null ? '0' : formatSkill(skill)

function hitsOf({ bands }: DiaryEntry['score'], model: string, level: number): string {
  const band = bands.find(one => one.model === model && one.level === level)
  return band && band.days > 0 ? `${band.hits} of ${band.days}` : '–'
}

const percent = (share: number) => `${Math.round(100 * share)} %`

function runningLines(running: Diary['running'], { paint, columns }: Paper): string[] {
  const said = wrapWords(runningWords(running), columns)
  if (running.entries === 0) return [said]
  const columnsOf: Column[] = [
    { head: 'together' },
    { head: 'forecasts', ...right },
    { head: 'days', ...right },
    { head: 'error', ...right },
    { head: 'skill', ...right },
    { head: 'in 80 %', ...right },
    { head: 'in 95 %', ...right },
  ]
  const covered = (name: string, level: number) => {
    const band = running.bands.find(one => one.model === name && one.level === level)
    if (!band) return '–'
    const { share, low, high } = band.coverage
    const interval =
      low === null || high === null ? 'too few' : `${percent(low)} to ${percent(high)}`
    return `${percent(share)} (${interval})`
  }
  const rows = running.forecasters.map(({ name, entries, days, rmse, skill }) => [
    displayName(name),
    String(entries),
    String(days),
    rmse === null ? '–' : `${(100 * rmse).toFixed(2)} %`,
    skillOf(name, skill),
    covered(name, 0.8),
    covered(name, 0.95),
  ])
  return ['', ...alignRows(columnsOf, rows, { quiet: paint.dim }), said]
}
