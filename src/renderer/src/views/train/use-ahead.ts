import { useQuery } from '@tanstack/react-query'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { runName } from '../../runs/run-words.ts'
import { keys, useRuns } from '../../state/queries.ts'
import { useTrainers } from '../../state/trainers.ts'
import { runSecondsLeft } from './time-left.ts'
import type { Ahead } from './train-words.ts'

/** The run that a waiting one waits for, and how long still; null for a run that does not wait. */
export function useAhead(detail: RunDetail): Ahead | null {
  const waits = detail.summary.state === 'queued'
  const runs = useRuns()
  const trainers = useTrainers(({ most }) => most)
  const first = waits ? runs.data?.find(({ state }) => state === 'training') : undefined
  const id = first?.id ?? ''
  const before = useQuery({
    queryKey: keys.run(id),
    queryFn: () => ask('readRun', { id }),
    enabled: first !== undefined,
    refetchInterval: 5000,
  })
  if (first === undefined) return null
  if (before.data === undefined) return { name: runName(first), seconds: null }
  const { models, experiment } = before.data
  const timed = models.map(model => ({
    ...model,
    pace: model.epoch > 0 ? model.seconds / model.epoch : null,
    firstPace: null,
  }))
  return { name: runName(first), seconds: runSecondsLeft(timed, experiment, trainers) }
}
