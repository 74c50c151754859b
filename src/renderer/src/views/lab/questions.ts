export type QuestionId =
  | 'backtest'
  | 'placebo'
  | 'seeds'
  | 'leakage'
  | 'replay'
  | 'diary'
  | 'provenance'

/** A question that the lab answers about a finished run. */
export interface Question {
  readonly id: QuestionId
  /** In the list. */
  readonly name: string
  /** What a newcomer would ask. */
  readonly question: string
  /** How it is answered, in a sentence or two. */
  readonly about: string
  /** Learn's topic that explains more, if there is one. */
  readonly topic: string | null
}

/** In the order a careful reader would ask them. */
export const questions: readonly [Question, ...Question[]] = [
  {
    id: 'backtest',
    name: 'Backtest',
    question: 'How far ahead does it help?',
    about:
      'Forecasts from many past days, each knowing only what was known then, are held against what came and against every baseline.',
    topic: 'horizon',
  },
  {
    id: 'placebo',
    name: 'Placebo',
    question: 'Could it be chance?',
    about:
      'The same experiment on shuffled copies of the series, in which there is nothing to learn. A real finding does better than nearly all of them.',
    topic: 'chance',
  },
  {
    id: 'seeds',
    name: 'Seeds',
    question: 'Is it only the first weights?',
    about:
      'The same experiment from other random first weights. Where the ranges of two networks overlap, neither is the better one.',
    topic: 'chance',
  },
  {
    id: 'leakage',
    name: 'Leakage',
    question: 'Did anything see the future?',
    about: 'Which days each stage of the run really read, as the readers themselves noted it.',
    topic: 'windows',
  },
  {
    id: 'replay',
    name: 'Replay',
    question: 'How did it come to this?',
    about: 'Loss, fitted curve and forecast, epoch by epoch, as the network learned.',
    topic: 'gradients',
  },
  {
    id: 'diary',
    name: 'Diary',
    question: 'Was it right, afterwards?',
    about:
      'Forecasts frozen on the day they were made, and scored when the days have come. Nobody can change them unseen.',
    topic: 'bands',
  },
  {
    id: 'provenance',
    name: 'Provenance',
    question: 'Would it come out again?',
    about:
      'Where the data came from, what was fixed, and a second training that must give the same numbers bit for bit.',
    topic: 'judging',
  },
]
