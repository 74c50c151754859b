import type { QueryClient } from '@tanstack/react-query'
import { listen } from '../bridge.ts'
import { askAgain } from './ask-again.ts'
import { useClosing } from './closing.ts'
import { runCommand } from './commands.ts'
import { watchLeaving } from './leaving.ts'
import { listenToMilestones } from './milestones.ts'
import { keys } from './queries.ts'
import { listenToStages } from './stage.ts'
import { listenToStudies } from './studies.ts'
import { say } from './toaster.ts'
import { useTrainers } from './trainers.ts'

/** Keeps what views have read true to what main tells. Returns its undo. */
export function listenToMain(client: QueryClient): () => void {
  const forget = (key: readonly unknown[]) => void askAgain(client, key)
  const stops = [
    listen('runs-changed', ({ ids }) => {
      void askAgain(client, keys.runs, { exact: true })
      for (const id of ids) forget(keys.run(id))
    }),
    listen('series-changed', () => {
      forget(keys.seriesList)
      forget(keys.provenances)
      forget(keys.diaries)
    }),
    listen('presets-changed', () => forget(keys.presets)),
    listen('trainers', trainers => useTrainers.setState(trainers)),
    // one chain runs through all series
    listen('diary-changed', () => forget(keys.diaries)),
    listenToStudies(client),
    listenToStages(),
    listenToMilestones(client),
    listen('notice', ({ text, intent }) => void say({ text, isFailure: intent === 'failure' })),
    listen('command', ({ command }) => runCommand(command)),
    listen('asks-to-close', ({ training }) => useClosing.setState({ training })),
    watchLeaving(),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
