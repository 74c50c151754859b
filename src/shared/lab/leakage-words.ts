import { formatDate } from '../charts/format.ts'
import type { LeakageMap, LeakageStage, LeakageViolation, StageId } from '../lab-wire.ts'
import type { Protocol } from '../types.ts'
import { listWords } from './words.ts'

/** What a stage is called, and what it does with the days it reads. */
export function stageWords(id: StageId, protocol: Protocol): { name: string; about: string } {
  const [name, about] =
    protocol === 'tutorial' && id in tutorialWords ? tutorialWords[id]! : words[id]
  return { name, about }
}

const words: Readonly<Record<StageId, readonly [name: string, about: string]>> = {
  scaler: ['Scaler', 'mean and spread of the returns, which all inputs are standardised by'],
  'train-inputs': ['Training, inputs', 'windows that the networks learn from'],
  'train-targets': ['Training, targets', 'the days that the networks are fitted to'],
  'watched-inputs': [
    'Choice of the epoch, inputs',
    'windows of the days watched for early stopping',
  ],
  'watched-targets': ['Choice of the epoch, targets', 'days whose error ends the training'],
  baselines: ['Baselines', 'drift, mean return and ridge are fitted'],
  bands: ['Bands', 'errors that the bands are calibrated and measured on'],
  measures: ['Measures', 'truth that errors, direction and skill are counted against'],
  verdict: ['Verdict', 'days of the test against persistence'],
  'hindcast-input': [
    'Hindcast, what it knew',
    'the window before its first step; drift from the first day on',
  ],
  'hindcast-truth': [
    'Hindcast, the truth',
    'days that its paths are held against, drift among them',
  ],
  'retrain-scaler': ['Second scaler', 'fitted anew for the forecast alone'],
  retrain: ['Second training', 'on all known days, for the forecast alone'],
  'forecast-input': ['Forecast, what it knew', 'the last window and price before its first step'],
}

const tutorialWords: Partial<typeof words> = {
  'watched-inputs': ['Watched loss, inputs', 'windows of the test curve beside the train curve'],
  'watched-targets': ['Watched loss, targets', 'the test curve, watched while it trained'],
}

/** `Scaler read days up to 1 May 2024, and may see none after 30 Jun 2023.` */
export function violationSentence(
  name: string,
  { how, last, limit }: Pick<LeakageViolation, 'how' | 'last' | 'limit'>
): string {
  const may = `and may see none after ${formatDate(limit)}`
  return how === 'read'
    ? `${name}: it read days up to ${formatDate(last)}, ${may}.`
    : `${name}: it comes out differently when days up to ${formatDate(last)} are altered, ${may}.`
}

/** What a stage of the map is called. */
export const nameOf = ({ stages }: Pick<LeakageMap, 'stages'>, id: StageId): string =>
  stages.find(stage => stage.id === id)?.name ?? id

type Found = Pick<LeakageMap, 'stages' | 'violations' | 'split' | 'testOpen'>

/** The whole map in a sentence or two. */
export function wholeSentence({ stages, violations, split, testOpen }: Found): string {
  if (violations.length > 0) {
    const names = violations.map(({ stage }) => nameOf({ stages }, stage))
    return `Something saw days it may not see: ${listWords(names)}.`
  }
  const clean = 'No stage read a day that it may not see.'
  return testOpen ? clean : `${clean} ${closedSentence(stages, split)}`
}

/** Of a closed test part: who read it all the same, and what for. */
function closedSentence(stages: Found['stages'], split: Found['split']): string {
  const test = split.find(({ part }) => part === 'test')
  if (test === undefined) return ''
  const readers = stages.filter(({ last }) => last !== null && last >= test.first)
  const days = `The closed test part, from ${formatDate(test.first)} on,`
  return readers.length === 0
    ? `${days} was read by nobody.`
    : `${days} was read for the forecast of days to come alone: ${listWords(readers.map(({ name }) => lower(name)))}.`
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** A stage's row of the table, in words. */
export const stageColumns = [
  'stage',
  'what for',
  'days',
  'first',
  'last',
  'may see up to',
  'later days altered',
]

export const stageCells = (
  stage: LeakageStage,
  { dates }: Pick<LeakageMap, 'dates'>
): (string | number)[] => [
  stage.name,
  stage.about,
  stage.count,
  stage.first ?? '',
  stage.last ?? '',
  stage.limit,
  alteredWords(stage, { dates }),
]

/** What altering all days after its limit did to what comes out of a stage. */
export function alteredWords(
  { reach, limit }: Pick<LeakageStage, 'reach' | 'limit'>,
  { dates }: Pick<LeakageMap, 'dates'>
): string {
  if (limit === dates.at(-1)) return 'there are none'
  return reach === null ? 'no change' : `changed by days up to ${formatDate(reach)}`
}

/** Before the name of a stage that saw too much. */
export const violationMark = '⚠'
