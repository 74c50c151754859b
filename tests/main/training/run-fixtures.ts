import { expect, onTestFinished } from 'vitest'
import { readModels } from '../../../src/main/store/models.ts'
import { saveRevision } from '../../../src/main/store/revisions.ts'
import { createRun, readRun } from '../../../src/main/store/runs.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { readWeights } from '../../../src/main/store/weights.ts'
import { type Launch, launchTrainer } from '../../../src/main/training/launch.ts'
import { TrainerPool } from '../../../src/main/training/pool.ts'
import { type RunListener, trainRun } from '../../../src/main/training/run.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import { info } from '../store/examples.ts'
import { openForTest, temporaryFolder } from '../store/fixtures.ts'
import { rnn } from './examples.ts'

/** Runs of a small series in databases of their own, with real trainers. */

export const model = (name: string) => ({ ...rnn, name })

/** A run on a small series, in a database of its own. */
export function makeRun(changes: Partial<Experiment> = {}) {
  const folder = temporaryFolder()
  const { store } = openForTest({ folder })
  const revision = saveRevision(store, info, makeSample('momentum', 3, { days: 80 }))
  const own = { days: null, window: 6, batch: 32, epochs: 20, horizon: 5, models: [rnn] }
  const experiment = { ...experimentSchema.parse(own), ...changes }
  const usedHash = revision.hash
  const id = createRun(store, { experiment, revisionId: revision.id, usedHash, quickLook: false })
  return { folder, store, id }
}

/** A checkpoint of nothing; say what it holds. */
export const empty = { epoch: 0, seconds: 1, epochs: [], watched: [], profiles: [] }

export const endless: Partial<Experiment> = { epochs: 1_000_000 }

/** Trainers with known ids, ended after the test. */
export function realTrainers(size = 3) {
  const pids: number[] = []
  const launch: Launch = () => {
    const trainer = launchTrainer()
    pids.push(trainer.pid ?? 0)
    return trainer
  }
  const pool = new TrainerPool({ launch, size })
  onTestFinished(() => pool.close())
  return { pool, pids }
}

export function begin(store: Store, pool: TrainerPool, id: string, listener: RunListener = {}) {
  const started = trainRun(store, pool, id, 'a test', listener)
  if (!started.ok) throw new Error(JSON.stringify(started.failure))
  return started.value
}

/** Resolves with the first epochs of each model that is told of. */
export function firstEpochs(names: readonly string[]) {
  const waiting = new Set(names)
  const { promise, resolve } = Promise.withResolvers<void>()
  const onEpochs = (name: string) => {
    waiting.delete(name)
    if (waiting.size === 0) resolve()
  }
  return { promise, onEpochs }
}

/** Trains to the end; answers each model's weights, by phase. */
export async function finish(store: Store, pool: TrainerPool, id: string) {
  expect(await begin(store, pool, id).end).toEqual({ kind: 'trained' })
  return weightsOf(store, id)
}

export const weightsOf = (store: Store, id: string) =>
  readModels(store, id).map(row => [
    row.model,
    row.phase,
    Buffer.from(readWeights(store, { run: id, model: row.model, phase: row.phase }) ?? []).toString(
      'base64'
    ),
  ])

export const stateOf = (store: Store, id: string) => {
  const { state, reason } = readRun(store, id)
  return reason === null ? state : `${state}: ${reason}`
}

/** Everything the run's tables hold, but the heartbeat. */
export const dump = (store: Store) =>
  ['runs', 'run_models', 'epoch_chunks', 'checkpoints', 'watched', 'weights'].map(table =>
    store.db.prepare(`SELECT * FROM ${table}`).all()
  )
