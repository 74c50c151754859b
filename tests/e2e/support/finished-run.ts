import type { Answer, Argument, RequestName } from '../../../src/shared/api.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import type { Result } from '../../../src/shared/failure.ts'
import type { StudySpec } from '../../../src/shared/studies/study.ts'
import type { App } from './app.ts'

/** Asks the program itself, for what a test needs before a person's first click. */
export async function askCore<N extends RequestName>(
  { core }: App,
  name: N,
  argument: Argument<N>
): Promise<Answer<N>> {
  const result = (await core.answer(name, argument)) as Result<Answer<N>>
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`)
  return result.value
}

const small = { hidden: 4, layers: 1, learningRate: 0.01 }

/** Two small networks and four epochs over 160 days of a sample: seconds, not minutes. */
const quickest: Partial<Experiment> = {
  days: 160,
  window: 5,
  epochs: 4,
  horizon: 5,
  retrain: false,
}

/** Trains a real run on a sample to its end. @returns its id */
export async function trainRun(
  app: App,
  changes: Partial<Experiment> = {},
  sample: 'random-walk' | 'momentum' = 'random-walk'
): Promise<string> {
  const { revisionId } = await askCore(app, 'takeSample', { name: sample })
  return trainOn(app, revisionId, changes)
}

/** Trains a real run on a series that is there to its end. @returns its id */
export async function trainOn(
  app: App,
  revisionId: number,
  changes: Partial<Experiment> = {}
): Promise<string> {
  const { id } = await askCore(app, 'startRun', {
    experiment: quickExperiment(changes),
    revisionId,
    quickLook: false,
  })
  await waitUntilFinished(app, id)
  return id
}

/** Two small networks, LSTM and GRU, over few days and epochs. */
export function quickExperiment(changes: Partial<Experiment> = {}): Experiment {
  const models = [
    { name: 'lstm', cell: 'lstm', ...small },
    { name: 'gru', cell: 'gru', ...small },
  ]
  return experimentSchema.parse({ models, ...quickest, ...changes })
}

/** Waits until a run is finished; throws when it fails. */
export async function waitUntilFinished(app: App, id: string): Promise<void> {
  for (;;) {
    const { summary } = await askCore(app, 'readRun', { id })
    if (summary.state === 'finished') return
    if (summary.state === 'failed') throw new Error(`the run failed: ${summary.reason}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** Asks a question of the newest run, and waits for its answer. */
export async function answerStudy(app: App, spec: StudySpec): Promise<void> {
  const [run] = await askCore(app, 'listRuns', undefined)
  const { id } = await askCore(app, 'startStudy', { run: run?.id ?? '', spec })
  for (;;) {
    const { state, reason } = (await askCore(app, 'readStudy', { id })).summary
    if (state === 'finished') return
    if (state === 'failed') throw new Error(reason ?? 'a study failed')
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
