import {
  Check,
  Clock,
  type LucideIcon,
  Mail,
  Pause,
  Play,
  TriangleAlert,
  Unplug,
  X,
} from 'lucide-react'
import { modelWords } from '../../../shared/lab/words.ts'
import type { RunSummary } from '../../../shared/wire.ts'
import { formatInstant, formatPercent } from '../format.ts'
import { titleOf } from '../series-words.ts'

/** What a run is called: by the person, else after its series. */
export const runName = (run: Pick<RunSummary, 'name' | 'symbol' | 'source'>): string =>
  run.name ?? titleOf(run)

/** `3 networks`, or the one network's name. */
const networkWords = ({ models }: Pick<RunSummary, 'models'>): string =>
  models.length === 1 ? modelWords(models[0]?.name ?? '') : `${models.length} networks`

/**
 * Protocol, and what sets the run apart: “tutorial, 64 × 2”, “sealed, LSTM”. Simulated data says so
 * first, and then leaves out that there are three networks, which is usual and has no room.
 */
export function aboutRun(run: RunSummary): string {
  const isSimulated = run.source === 'simulated'
  const isUsual = run.models.length === 3 && (run.label !== '' || isSimulated)
  const parts = [
    isSimulated ? 'simulated' : '',
    run.quickLook ? 'quick look' : run.protocol,
    isUsual ? '' : networkWords(run),
    run.label,
  ]
  return parts.filter(part => part !== '').join(', ')
}

/** What a row has room for, in letters, with how the run stands. */
const rowLetters = 33

/**
 * `aboutRun` in the room that so many letters leave: the protocol that is usual goes first, then the settings
 * from the last, counted: “simulated, 4 × 1 + 3 more”. The rest is in the row's title.
 */
export function aboutRunShort(run: RunSummary, besides: number): string {
  const full = aboutRun(run)
  const room = rowLetters - besides
  if (full.length <= room) return full
  const hasMore = run.label !== '' || run.models.length !== 3
  const lean = full
    .split(', ')
    .filter(part => part !== 'tutorial' || !hasMore)
    .join(', ')
  const settings = run.label.split(' · ')
  for (let left = settings.length; left > 0; left--) {
    const more = settings.length - left
    const label = settings.slice(0, left).join(' · ')
    const text = more === 0 ? lean : lean.replace(run.label, `${label} + ${more} more`)
    if (text.length <= room) return text
  }
  if (run.label === '') return lean
  const counted = lean.replace(run.label, `${settings.length} settings`)
  return counted.length <= room ? counted : lean.replace(`, ${run.label}`, '')
}

/** How a run stands: a glyph, the short word beside its name, and the word beneath. */
export interface Standing {
  readonly glyph: LucideIcon | null
  readonly short: string
  readonly word: string
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad'
}

const outcomeWords = {
  better: 'better',
  'not distinguishable': '= baseline',
  worse: 'worse',
  'too few': 'too few days',
} as const

/** `place`: its place in the queue, 1 is next. */
export function standingOf(run: RunSummary, place: number | null = null): Standing {
  const share = formatPercent(run.progress, 0)
  const quiet = (glyph: LucideIcon, short: string, word: string): Standing => ({
    glyph,
    short,
    word,
    tone: 'quiet',
  })
  switch (run.state) {
    case 'queued':
      return quiet(Clock, place === null ? 'queued' : `queued ${place}`, 'waits')
    case 'training':
      return quiet(Play, share, 'training')
    case 'paused':
      return quiet(Pause, share, 'paused')
    case 'interrupted':
      return quiet(Unplug, share, 'interrupted')
    case 'cancelled':
      return quiet(X, share, 'cancelled')
    case 'failed':
      return {
        glyph: TriangleAlert,
        short: 'failed',
        word: shortReason(run.reason ?? ''),
        tone: 'bad',
      }
    case 'finished':
      return finishedStanding(run)
  }
}

/** Why a run failed, in the room of two words; the whole reason is in the row's title. */
function shortReason(reason: string): string {
  if (/not a number|not finite|no longer finite/i.test(reason)) return 'loss not finite'
  if (/TensorFlow/i.test(reason)) return 'no TensorFlow'
  if (/MB free/i.test(reason)) return 'disk full'
  return 'training stopped'
}

function finishedStanding({ seal, best }: RunSummary): Standing {
  if (seal === 'closed') {
    return { glyph: Mail, short: 'closed', word: 'test unopened', tone: 'quiet' }
  }
  if (best === null) return { glyph: null, short: '–', word: 'finished', tone: 'quiet' }
  return {
    glyph: best.outcome === 'better' ? Check : null,
    short: skillWords(best.skill),
    word: outcomeWords[best.outcome],
    tone: best.outcome === 'better' ? 'good' : 'quiet',
  }
}

/** All that the row has no room for. */
export function runTitle(run: RunSummary): string {
  const { short, word } = standingOf(run)
  const networks = run.models.map(model => modelWords(model.name)).join(', ')
  return [
    runName(run),
    run.name === null ? '' : titleOf(run),
    `${aboutRun(run)} (${networks}), seed ${run.seed}`,
    `${short} ${word}`,
    run.reason ?? '',
    `Started ${formatInstant(run.createdAt)}`,
    run.note,
  ]
    .filter((line, index, lines) => line !== '' && lines.indexOf(line) === index)
    .join('\n')
}

/** Searched in: name, symbol, protocol, settings, note, state, networks. */
export function runText(run: RunSummary): string {
  const { word, short } = standingOf(run)
  const parts = [runName(run), run.symbol, aboutRun(run), run.note, word, short, run.id]
  return [...parts, ...run.models.map(model => model.name)].join(' ').toLowerCase()
}

/** Signed, and short however bad: a network of three epochs can be thousands of times worse. */
function skillWords(skill: number | null): string {
  if (skill !== null && skill < -9.99) return `< ${formatPercent(-9.99, 0)}`
  const decimals = skill !== null && Math.abs(skill) >= 1 ? 0 : 1
  return formatPercent(skill, decimals, { signed: true })
}
