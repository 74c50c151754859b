import { useCallback } from 'react'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { describeSeedSkills, makeSeedSkills } from '../../../../../shared/charts/seed-skills.ts'
import { seedTable } from '../../../../../shared/charts/seed-tables.ts'
import type { SeedsResults } from '../../../../../shared/studies/seeds.ts'
import type { StudySummary } from '../../../../../shared/studies/study.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { fileTitleOf } from '../../../series-words.ts'
import { SeedCharts } from './seed-charts.tsx'
import { SeedRanking } from './seed-ranking.tsx'
import styles from './seeds.module.css'

interface SeedsFindingsProps {
  readonly found: SeedsResults
  readonly study: StudySummary
  readonly run: RunDetail
}

/** What the seeds say: in words, as a ranking, seed by seed, and in the run's own charts. */
export function SeedsFindings({ found, study, run }: SeedsFindingsProps) {
  const models = run.experiment.models.map(({ name, cell }) => ({ name, cell, bestEpoch: null }))
  const make = useCallback(
    (look: Look) => {
      const known = run.experiment.models.map(({ name, cell }) => ({ name, cell, bestEpoch: null }))
      return makeSeedSkills({ models: known, found }, look)
    },
    [run, found]
  )
  const symbol = run.summary.symbol.replace(/[^\w.-]+/g, '-')
  const fileName = `${symbol}-${run.summary.id}-seeds`
  const fileTitle = fileTitleOf(run.revision.series, `Seeds of run ${run.summary.id}`)
  const isWhole = study.state === 'finished'
  return (
    <>
      <div className={styles['words']} role="status">
        {!isWhole && <p className="muted">So far, of the seeds that are done:</p>}
        {found.sentences.map((text, i) => (
          <p key={text} className={i === 0 ? (styles['lead'] ?? '') : ''}>
            {text}
          </p>
        ))}
        <p className="muted">{found.forecastWords}</p>
      </div>
      <div className={styles['pair']}>
        <SeedRanking found={found} models={models} fileName={`${fileName}-ranges.csv`} />
        <ChartPanel
          title="Skill by seed"
          caption={`${found.part} days; dot a seed, bar the median, 0 is persistence`}
          label={describeSeedSkills({ models, found })}
          make={make}
          table={() => seedTable(found)}
          fileName={`${fileName}-skill`}
          fileTitle={fileTitle}
          className={styles['skill'] ?? ''}
        />
      </div>
      {isWhole && <SeedCharts run={run} found={found} fileName={fileName} fileTitle={fileTitle} />}
    </>
  )
}
