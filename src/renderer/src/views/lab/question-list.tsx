import { Check, TriangleAlert } from 'lucide-react'
import type { StudyKind, StudySummary } from '../../../../shared/studies/study.ts'
import { Icon } from '../../components/icon.tsx'
import { formatPercent } from '../../format.ts'
import { useStudies } from '../../state/studies.ts'
import styles from './lab-page.module.css'
import { useLab } from './lab-state.ts'
import { type Question, type QuestionId, questions } from './questions.ts'

interface QuestionListProps {
  readonly run: string
  readonly chosen: QuestionId
}

/** All questions in a careful reader's order, and which of them were asked of this run. */
export const QuestionList = ({ run, chosen }: QuestionListProps) => (
  <nav className={styles['questions']} aria-label="Questions">
    {questions.map(question => (
      <QuestionButton
        key={question.id}
        run={run}
        question={question}
        isChosen={question.id === chosen}
      />
    ))}
  </nav>
)

/** Questions that a study answers; the others are answered at once. */
const studyKinds: Readonly<Partial<Record<QuestionId, StudyKind>>> = {
  backtest: 'backtest',
  placebo: 'placebo',
  seeds: 'seeds',
  provenance: 'proof',
}

interface QuestionButtonProps {
  readonly run: string
  readonly question: Question
  readonly isChosen: boolean
}

function QuestionButton({ run, question: { id, name, question }, isChosen }: QuestionButtonProps) {
  const kind = studyKinds[id]
  return (
    <button
      type="button"
      {...(isChosen ? { 'aria-current': 'page' as const } : {})}
      onClick={() => useLab.setState({ question: id })}
    >
      <span className={styles['name']}>
        {name}
        {kind && <AskedBefore run={run} kind={kind} />}
      </span>
      <span className="caption">{question}</span>
    </button>
  )
}

/** How the newest study of that kind stands; nothing where none was asked. */
function AskedBefore({ run, kind }: { readonly run: string; readonly kind: StudyKind }) {
  const study = useStudies(run, kind).data?.[0]
  if (study === undefined) return null
  const { glyph, word } = standings[study.state]
  return (
    <span className={styles['standing']}>
      {glyph && <Icon of={glyph} size={12} />}
      <span className={glyph ? 'unseen' : ''}>
        {study.state === 'running' ? progressOf(study) : word}
      </span>
    </span>
  )
}

const progressOf = ({ done, total }: StudySummary): string =>
  total === null || total === 0 ? 'working' : formatPercent(done / total, 0)

const standings = {
  waiting: { glyph: null, word: 'waits' },
  running: { glyph: null, word: 'working' },
  interrupted: { glyph: null, word: 'stopped' },
  cancelled: { glyph: null, word: 'stopped' },
  failed: { glyph: TriangleAlert, word: 'failed' },
  finished: { glyph: Check, word: 'answered' },
} as const
