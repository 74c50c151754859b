import { useMemo } from 'react'
import { lossExponent } from '../../../../shared/charts/loss.ts'
import type { RunDetail } from '../../../../shared/wire.ts'
import { FailedState, Waiting } from '../../components/state.tsx'
import { DueSeeds } from '../../seeds/due-seeds.tsx'
import { SeedsStrip } from '../../seeds/seeds-strip.tsx'
import { useSeeds } from '../../seeds/use-seeds.ts'
import type { LiveTraining } from '../../state/live-run.ts'
import { useStage } from '../../state/stage.ts'
import { useTrainers } from '../../state/trainers.ts'
import { useLiveTraining } from '../../state/training.ts'
import { Announcer } from './announcer.tsx'
import { LogPanel } from './log-panel.tsx'
import { trainingCharts } from './loss-data.ts'
import { LossPanel } from './loss-panel.tsx'
import { ModelCard } from './model-card.tsx'
import { RunStrip } from './run-strip.tsx'
import { SkillPanel } from './skill-panel.tsx'
import { runSecondsLeft } from './time-left.ts'
import styles from './train.module.css'
import { TrainHead } from './train-head.tsx'
import { headWords, isActive } from './train-words.ts'
import { useAhead } from './use-ahead.ts'

/** One run while it trains, waits, or has ended. */
export function TrainView({ detail }: { readonly detail: RunDetail }) {
  const { training, error } = useLiveTraining(detail.summary.id)
  const trainers = useTrainers(({ most }) => most)
  const stage = useStage(detail.summary.id)
  const ahead = useAhead(detail)
  const models = training?.models ?? []
  const left = runSecondsLeft(models, detail.experiment, trainers)
  return (
    <div className={styles['view']}>
      <TrainHead detail={detail} words={headWords(detail, models, left, stage)} />
      <RunStrip detail={detail} ahead={ahead} />
      <SeedsStrip run={detail.summary.id} />
      <DueSeeds detail={detail} />
      <Announcer training={training} />
      {training !== null && <Figures detail={detail} training={training} />}
      {training === null && error !== null && <FailedState error={error} />}
      {training === null && error === null && <Waiting text="Reading the curves" />}
    </div>
  )
}

const mostCards = 6 // above that, a page of cards hides the curves

function Figures({ detail, training }: { detail: RunDetail; training: LiveTraining }) {
  const { experiment, summary } = detail
  const charts = useMemo(() => trainingCharts(training, experiment), [training, experiment])
  const { shown } = useSeeds(summary.id)
  const isSmall = training.models.length > mostCards
  const fileName = `${summary.symbol.replace(/[^\w.-]+/g, '-')}-${summary.id}`
  return (
    <>
      <div className={`${styles['cards']} ${isSmall ? styles['small'] : ''}`}>
        {training.models.map(model => (
          <ModelCard
            key={model.model}
            run={summary.id}
            model={model}
            models={charts.models}
            losses={training.losses[model.model]}
            watched={training.watched}
            experiment={experiment}
            exponent={lossExponent(charts)}
            isActive={isActive(detail)}
            isSmall={isSmall}
            tellsTrouble={summary.state !== 'failed'}
          />
        ))}
      </div>
      <LossPanel charts={charts} seeds={shown} fileName={fileName} />
      <div className={styles['below']}>
        <SkillPanel charts={charts} seeds={shown} fileName={fileName} />
        <LogPanel training={training} epochs={experiment.epochs} />
      </div>
    </>
  )
}
