import type { Results } from '../results.ts'
import type { StudyResults } from '../studies/study.ts'
import { backtestSentences } from './backtest-words.ts'
import { headline } from './words.ts'

/** A run's results with the tries of today: the sentence that weighs them is said anew. */
export function recountTries(results: Results, tries: number): Results {
  const { verdicts, verdictPart, seal } = results
  const closed = seal.state === 'closed'
  return {
    ...results,
    tries,
    headline: headline({ verdicts, part: verdictPart, closed, tries }),
  }
}

/** The same of what a study found; kinds that weigh no tries stay as they are. */
export function recountStudyTries(found: StudyResults, tries: number): StudyResults {
  if (found.kind === 'placebo') return { ...found, tries }
  if (found.kind !== 'backtest') return found
  return { ...found, tries, sentences: backtestSentences({ ...found, tries }) }
}
