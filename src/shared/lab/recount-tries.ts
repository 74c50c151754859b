import type { Results } from '../results.ts'
import type { StudyResults } from '../studies/study.ts'
import { backtestSentences } from './backtest-words.ts'
import { familyOf, headline, verdictSentence } from './words.ts'

/**
 * A run's results with the tries of today, and what is said of them in the words of today: so a run
 * of before reads like one of now.
 */
export function recountTries(results: Results, tries: number): Results {
  const { verdicts, verdictPart, seal } = results
  const closed = seal.state === 'closed'
  return {
    ...results,
    tries,
    verdicts: verdicts.map(verdict => ({
      ...verdict,
      sentence: verdictSentence(verdict, familyOf(verdicts)),
    })),
    headline: headline({ verdicts, part: verdictPart, closed, tries }),
  }
}

/** The same of what a study found; kinds that weigh no tries stay as they are. */
export function recountStudyTries(found: StudyResults, tries: number): StudyResults {
  if (found.kind === 'placebo') return { ...found, tries }
  if (found.kind !== 'backtest') return found
  return { ...found, tries, sentences: backtestSentences({ ...found, tries }) }
}
