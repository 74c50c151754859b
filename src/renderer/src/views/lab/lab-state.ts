import { create } from 'zustand'
import { show } from '../../state/ui.ts'
import type { QuestionId } from './questions.ts'

/** Which question is looked at. */
export const useLab = create<{ readonly question: QuestionId }>(() => ({ question: 'backtest' }))

/** Leads to a question from elsewhere. */
export function openQuestion(question: QuestionId): void {
  useLab.setState({ question })
  show('lab')
}
