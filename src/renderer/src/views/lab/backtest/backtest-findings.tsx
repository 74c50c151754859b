import { useCallback, useMemo, useState } from 'react'
import type { Look } from '../../../../../shared/charts/frame.ts'
import {
  describeHorizonSkill,
  makeHorizonSkill,
} from '../../../../../shared/charts/horizon-skill.ts'
import { horizonTable } from '../../../../../shared/lab/backtest-tables.ts'
import { originWords } from '../../../../../shared/lab/backtest-words.ts'
import type { Results } from '../../../../../shared/results.ts'
import type { BacktestResults } from '../../../../../shared/studies/backtest.ts'
import type { StudySummary } from '../../../../../shared/studies/study.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { formatCount } from '../../../format.ts'
import { fileTitleOf } from '../../../series-words.ts'
import { fileNameOf } from '../../results/run-title.ts'
import { keepTogether } from '../../results/verdict-words.ts'
import styles from './backtest.module.css'
import type { BacktestView } from './backtest-view.ts'
import { FoldErrorsPanel } from './fold-errors-panel.tsx'
import { FoldPanel } from './fold-panel.tsx'
import { HorizonPanel } from './horizon-panel.tsx'

interface BacktestFindingsProps {
  readonly run: RunDetail
  readonly results: BacktestResults
  readonly study: StudySummary
}

/** What a backtest found: a sentence, skill by days ahead, every fold, and one of them closely. */
export function BacktestFindings({ run, results, study }: BacktestFindingsProps) {
  const { models } = run.experiment
  const worst = results.forecasters.find(({ kind }) => kind === 'network')?.worst ?? null
  const [picked, pick] = useState<{ readonly study: string; readonly fold: number } | null>(null)
  const fold = picked?.study === study.id ? picked.fold : worst
  const choose = useCallback((own: number) => pick({ study: study.id, fold: own }), [study.id])
  if (results.folds.length === 0) return <p className="muted">No origin is done yet.</p>
  const fileName = `${run.results ? fileNameOf(run.results) : run.summary.id}-backtest`
  const titleFor = (chart: string) => fileTitleOf(run.revision.series, chart)
  const common = { models, results, fileName, titleFor }
  return (
    <>
      {run.results && <Answer run={run.results} results={results} />}
      <SkillPanel {...common} />
      <div className={styles['folds']}>
        <FoldErrorsPanel {...common} fold={fold} onFold={choose} />
        <FoldPanel {...common} study={study.id} fold={fold} onFold={choose} />
      </div>
      <HorizonPanel {...common} />
    </>
  )
}

/** The run's own verdict stays the first; then the answer by days ahead and what to beware of. */
function Answer({ run, results }: { readonly run: Results; readonly results: BacktestResults }) {
  const [first = '', ...others] = results.sentences
  const tries = results.tries
  return (
    <section className={styles['answer']} aria-label="Verdict by days ahead">
      <p className="small">
        <b>One day ahead:</b> {keepTogether(run.headline)}
      </p>
      <h3>{keepTogether(first)}</h3>
      {others.map(text => (
        <p key={text}>{text}</p>
      ))}
      <p className="caption">
        {originWords(results)}{' '}
        {tries === 1
          ? 'One specification was tried on this series.'
          : `${formatCount(tries)} specifications were tried on this series.`}
      </p>
    </section>
  )
}

function SkillPanel({ models, results, fileName, titleFor }: BacktestView) {
  const data = useMemo(() => ({ models, results }), [models, results])
  const make = useCallback((look: Look) => makeHorizonSkill(data, look), [data])
  const title = 'Skill by days ahead'
  return (
    <ChartPanel
      title={title}
      caption={`${results.part} part; full mark: better than persistence, hollow: worse (p < .05)`}
      label={describeHorizonSkill(data)}
      make={make}
      table={() => horizonTable(results)}
      fileName={`${fileName}-skill`}
      fileTitle={titleFor(title)}
      className={styles['skill'] ?? ''}
    />
  )
}
