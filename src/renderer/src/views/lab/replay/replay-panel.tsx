import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trainingTitle } from '../../../../../shared/lab/replay-words.ts'
import type { ReplayTraining } from '../../../../../shared/lab-wire.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ask } from '../../../bridge.ts'
import { Segmented } from '../../../components/segmented.tsx'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { keys } from '../../../state/queries.ts'
import { ModelChoice } from '../../results/model-choice.tsx'
import styles from './replay.module.css'
import { ReplayStage } from './replay-stage.tsx'

const useReplay = (id: string, model: string) =>
  useQuery({
    queryKey: keys.replay(id, model),
    queryFn: () => ask('readReplay', { id, model }),
  })

/** How each network of a run learned: choose one, and one of its trainings. */
export function ReplayPanel({ run }: { readonly run: RunDetail }) {
  const { models } = run.experiment
  const [model, setModel] = useState(models[0]?.name ?? '')
  const [phase, setPhase] = useState<ReplayTraining['phase']>('train')
  const replay = useReplay(run.summary.id, model)
  if (replay.isError) return <FailedState error={replay.error} />
  if (replay.data === undefined) return <Waiting text="Reading what was kept while it learned" />
  const { trainings } = replay.data
  const training = trainings.find(one => one.phase === phase) ?? trainings[0]
  return (
    <>
      <div className={styles['choices']}>
        <ModelChoice label="Network" models={models} value={model} onChange={setModel} />
        {trainings.length > 1 && training && (
          <Segmented
            label="Training"
            options={trainings.map(one => ({ value: one.phase, text: trainingTitle(one) }))}
            value={training.phase}
            onChange={setPhase}
          />
        )}
      </div>
      {training ? (
        <ReplayStage
          key={`${model} ${training.phase}`}
          run={run}
          replay={replay.data}
          training={training}
        />
      ) : (
        <p>Nothing was kept while this network learned; there is nothing to replay.</p>
      )}
    </>
  )
}
