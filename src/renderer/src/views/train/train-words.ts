import type { LucideIcon } from 'lucide-react'
import { Ban, Clock, Pause, TriangleAlert, Unplug } from 'lucide-react'
import { listWords, modelWords } from '../../../../shared/lab/words.ts'
import type { RunDetail } from '../../../../shared/wire.ts'
import { formatPercent, formatSeconds } from '../../format.ts'
import { runName } from '../../runs/run-words.ts'
import type { LiveModel } from '../../state/live-run.ts'
import { isOver } from './time-left.ts'

/** A run that is not over and not standing still. */
export const isActive = ({ summary }: RunDetail): boolean =>
  summary.state === 'training' || summary.state === 'paused'

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `Training, 1 of 3 networks done, 4 min 24 s left` */
export function headWords(
  detail: RunDetail,
  models: readonly LiveModel[],
  secondsLeft: number | null,
  stage: string | null
): string {
  const { state } = detail.summary
  const done = models.filter(isOver).length
  const count = models.length === 1 ? '' : `, ${done} of ${plural(models.length, 'network')} done`
  if (state === 'training' && models.length > 0 && done === models.length)
    return `${stage ?? 'Measuring'}; the results follow in a moment`
  const left = secondsLeft === null ? '' : `, ${formatSeconds(secondsLeft)} left`
  if (state === 'training') return `Training${count}${left}`
  if (state === 'paused') return `Paused${count}${left === '' ? '' : `${left} to train`}`
  if (state === 'queued') return 'Waits for its turn'
  if (state === 'finished') return `Finished, ${plural(models.length, 'network')}`
  return `${state.charAt(0).toUpperCase()}${state.slice(1)}${count}`
}

export type StripAction = 'go on' | 'resume' | 'change'

/** What happened to a run that does not train, what is kept, and the one way on. */
export interface Strip {
  readonly glyph: LucideIcon
  readonly tone: 'quiet' | 'warn' | 'bad'
  readonly title: string
  readonly text: string
  readonly action: StripAction | null
}

export interface Ahead {
  /** The run that trains now. */
  readonly name: string
  /** Until it has trained; null while unknown. */
  readonly seconds: number | null
}

/** Null for a run that trains or has finished. */
export function stripOf(detail: RunDetail, ahead: Ahead | null): Strip | null {
  const { state, progress } = detail.summary
  const share = formatPercent(progress, 0)
  switch (state) {
    case 'training':
    case 'finished':
      return null
    case 'queued':
      return { glyph: Clock, tone: 'quiet', action: null, ...queueWords(detail, ahead) }
    case 'paused':
      return {
        glyph: Pause,
        tone: 'quiet',
        title: `Paused at ${share}.`,
        text: 'All that was learned is kept. It goes on where it stopped.',
        action: 'go on',
      }
    case 'interrupted':
      return {
        glyph: Unplug,
        tone: 'warn',
        title: `Interrupted at ${share}.`,
        text: 'What was learned up to the last checkpoint is kept. It goes on from there.',
        action: 'resume',
      }
    case 'cancelled':
      return {
        glyph: Ban,
        tone: 'quiet',
        title: `Cancelled at ${share}.`,
        text: 'Its curves and its last checkpoint are kept. It can go on from there.',
        action: 'resume',
      }
    case 'failed':
      return { glyph: TriangleAlert, tone: 'bad', ...failureWords(detail) }
  }
}

/** `Waits for Random walk, about 3 min.` */
function queueWords({ place }: RunDetail, ahead: Ahead | null): Pick<Strip, 'title' | 'text'> {
  const between = Math.max(0, (place ?? 1) - 1)
  const others = between === 0 ? [] : [plural(between, 'more run')]
  const about = ahead?.seconds == null || between > 0 ? '' : `, about ${roughTime(ahead.seconds)}`
  const title =
    ahead === null
      ? between === 0
        ? 'Next in the queue.'
        : `Waits for ${plural(between, 'run')}.`
      : `Waits for ${listWords([ahead.name, ...others])}${about}.`
  return { title, text: 'It starts by itself; nothing has to stay open but this window.' }
}

/** To the minute: nothing here is known better. */
const roughTime = (seconds: number): string =>
  formatSeconds(seconds < 90 ? seconds : 60 * Math.round(seconds / 60)).replace(/ 0 s$/, '')

function failureWords(detail: RunDetail): Pick<Strip, 'title' | 'text' | 'action'> {
  const { summary, models } = detail
  const broken = models.filter(model => model.trouble !== null)
  const [first] = broken
  if (first === undefined) {
    const reason = summary.reason ?? 'no reason is known'
    return {
      title: `${runName(summary)} failed: ${reason.replace(/\.$/, '')}.`,
      text: 'What was learned up to the last checkpoint is kept.',
      action: 'resume',
    }
  }
  const names = listWords(broken.map(({ model }) => modelWords(model)))
  return {
    title: `${runName(summary)}, ${names}: training failed.`,
    text: troubleWords(first.trouble ?? ''),
    action: 'change',
  }
}

/** Main's sentence without what only the command line has: `(--clip 1)`. */
export const troubleWords = (trouble: string): string => trouble.replace(/ \(--[^)]*\)/g, '')

/** How a card says that its network does not train now. */
export interface CardState {
  readonly text: string
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad'
}

/** Null while the network trains. `isActive`: its run trains or is paused. */
export function cardState(model: LiveModel, active: boolean): CardState | null {
  if (model.state === 'failed') return { text: 'failed', tone: 'bad' }
  if (model.state === 'finished') {
    if (model.stopped === 'cancelled') return { text: 'stopped', tone: 'warn' }
    return { text: model.stopped === 'early' ? 'done early' : 'done', tone: 'good' }
  }
  if (!active) return { text: model.epoch > 0 ? 'stopped' : 'not begun', tone: 'quiet' }
  if (model.state === 'paused') return { text: 'paused', tone: 'quiet' }
  return model.state === 'waiting' ? { text: 'waits', tone: 'quiet' } : null
}

/** What a screen reader hears when a network is through. */
export const doneWords = (model: LiveModel): string => {
  const name = modelWords(model.model)
  if (model.state === 'failed') return `${name} failed.`
  return `${name} is done after ${plural(model.epoch, 'epoch')}.`
}
