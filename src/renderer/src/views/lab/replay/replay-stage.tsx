import { useMemo, useState } from 'react'
import { frameWords, replayNotes } from '../../../../../shared/lab/replay-words.ts'
import type { Replay, ReplayTraining } from '../../../../../shared/lab-wire.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { EpochSlider } from './epoch-slider.tsx'
import styles from './replay.module.css'
import { ReplayCharts } from './replay-charts.tsx'

interface ReplayStageProps {
  readonly run: RunDetail
  readonly replay: Replay
  readonly training: ReplayTraining
}

/** One training: a slider over its kept epochs, and what moves with it. Opens where it ended up. */
export function ReplayStage({ run, replay, training }: ReplayStageProps) {
  const last = training.frames.length - 1
  const [at, setAt] = useState(training.chosen ?? last)
  const [isPlaying, setPlaying] = useState(false)
  const { models } = run.experiment
  const input = useMemo(
    () => ({
      replay,
      training,
      models: models.map(({ name, cell }) => ({ name, cell, bestEpoch: null })),
    }),
    [replay, training, models]
  )
  return (
    <>
      <div className={styles['stage']}>
        <EpochSlider
          replay={replay}
          training={training}
          at={at}
          onMove={setAt}
          isPlaying={isPlaying}
          onPlay={setPlaying}
        />
        {/* while it plays, thirty sentences a second would only be noise */}
        <p className={styles['words']} role="status" aria-live={isPlaying ? 'off' : 'polite'}>
          {frameWords(replay, training, at)}
        </p>
      </div>
      <ReplayCharts run={run} input={input} at={at} />
      <div className={`muted ${styles['notes']}`}>
        {replayNotes(replay, training).map(note => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </>
  )
}
