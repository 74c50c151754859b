import type { QueryClient } from '@tanstack/react-query'
import type { RunDetail } from '../../../shared/wire.ts'
import { ask, listen } from '../bridge.ts'
import { runName } from '../runs/run-words.ts'
import { keys } from './queries.ts'
import { attempt, say } from './toaster.ts'
import { chooseRun } from './ui.ts'

/** Says, in whatever view, that a run that trained here has ended, with the way to its results. */
export function listenToMilestones(client: QueryClient): () => void {
  const training = new Set<string>()
  const look = async (id: string) => {
    const detail = await attempt(() =>
      client.fetchQuery({ queryKey: keys.run(id), queryFn: () => ask('readRun', { id }) })
    )
    if (detail !== undefined && hasEnded(detail) && training.delete(id)) sayEnd(detail)
  }
  const stops = [
    listen('model-changed', ({ run }) => training.add(run)),
    listen('epochs', ({ run }) => training.add(run)),
    listen('runs-changed', ({ ids }) => {
      for (const id of ids) if (training.has(id)) void look(id)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

const hasEnded = ({ summary, results }: RunDetail): boolean =>
  summary.state === 'failed' || (summary.state === 'finished' && results !== null)

function sayEnd({ summary, results }: RunDetail): void {
  const { id } = summary
  if (summary.state === 'failed') {
    const onClick = () => chooseRun(id, 'train')
    void say({ text: `${runName(summary)} failed.`, action: { text: 'See why', onClick } })
    return
  }
  const onClick = () => chooseRun(id, 'results')
  const text = `${runName(summary)}: ${results?.headline}`
  void say({ text, action: { text: 'See the results', onClick } })
}
