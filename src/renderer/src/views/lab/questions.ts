import type { ComponentType } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { BacktestPanel } from './backtest/backtest-panel.tsx'
import { DiaryPanel } from './diary/diary-panel.tsx'
import { LeakagePanel } from './leakage/leakage-panel.tsx'
import { PlaceboPanel } from './placebo/placebo-panel.tsx'
import { ProvenancePanel } from './provenance/provenance-panel.tsx'
import { ReplayPanel } from './replay/replay-panel.tsx'
import { SeedsPanel } from './seeds/seeds-panel.tsx'

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
  readonly Panel: ComponentType<{ readonly run: RunDetail }>
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
    Panel: BacktestPanel,
  },
  {
    id: 'placebo',
    name: 'Placebo',
    question: 'Could it be chance?',
    about:
      'The same experiment on shuffled copies of the series, in which there is nothing to learn. A real finding does better than nearly all of them.',
    topic: 'chance',
    Panel: PlaceboPanel,
  },
  {
    id: 'seeds',
    name: 'Seeds',
    question: 'Is it only the first weights?',
    about:
      'The same experiment from other random first weights. Where the ranges of two networks overlap, neither is the better one.',
    topic: 'chance',
    Panel: SeedsPanel,
  },
  {
    id: 'leakage',
    name: 'Leakage',
    question: 'Did anything see the future?',
    about: 'Which days each stage of the run really read, as the readers themselves noted it.',
    topic: 'windows',
    Panel: LeakagePanel,
  },
  {
    id: 'replay',
    name: 'Replay',
    question: 'How did it come to this?',
    about: 'Loss, fitted curve and forecast, epoch by epoch, as the network learned.',
    topic: 'gradients',
    Panel: ReplayPanel,
  },
  {
    id: 'diary',
    name: 'Diary',
    question: 'Was it right, afterwards?',
    about:
      'Forecasts frozen on the day they were made, and scored when the days have come. Nobody can change them unseen.',
    topic: 'bands',
    Panel: DiaryPanel,
  },
  {
    id: 'provenance',
    name: 'Provenance',
    question: 'Would it come out again?',
    about:
      'Where the data came from, what was fixed, and a second training that must give the same numbers bit for bit.',
    topic: 'judging',
    Panel: ProvenancePanel,
  },
]
