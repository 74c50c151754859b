import { createHash } from 'node:crypto'
import { decodeSnapshot, type Snapshot } from '../../../src/main/training/checkpoint.ts'
import type { TrainJob, TrainSettings } from '../../../src/main/training/job.ts'
import { makeProgram } from '../../../src/main/training/make-program.ts'
import type {
  EpochFigures,
  Listener,
  TrainCheckpoint,
  TrainOutcome,
} from '../../../src/main/training/progress.ts'
import { train } from '../../../src/main/training/train.ts'
import type { ModelSpec, Weights } from '../../../src/shared/types.ts'
import { makeWindows } from '../../support/make-windows.ts'

/** Example jobs, and a training of them in the test's own process (no vitest here: children use it). */

export const settings: TrainSettings = {
  window: 6,
  batch: 16,
  epochs: 12,
  optimizer: 'adam',
  momentum: 0.9,
  schedule: { kind: 'constant' },
  clip: null,
  norm: 'none',
  dropout: 0,
  weightDecay: 0,
  shuffle: false,
  patience: null,
  seed: 7,
}

export const rnn: ModelSpec = {
  name: 'rnn',
  cell: 'rnn',
  hidden: 4,
  layers: 1,
  learningRate: 1e-2,
  activation: 'tanh',
  reset: 'after',
}

/** All that could go on differently after a kill: the issue's own example. */
export const everything = {
  model: { ...rnn, name: 'lstm', cell: 'lstm', hidden: 32, layers: 2, learningRate: 1e-3 },
  settings: { ...settings, dropout: 0.2, shuffle: true, norm: 'batch' },
} as const

interface JobChanges extends Partial<Omit<TrainJob, 'model' | 'settings'>> {
  readonly model?: Partial<ModelSpec>
  readonly settings?: Partial<TrainSettings>
}

/** 40 windows to train on, in two batches of 16 and one of 8, and 20 to watch. */
export function makeJob({ model, settings: own, ...rest }: JobChanges = {}): TrainJob {
  const all = { ...settings, ...own }
  return {
    kind: 'train',
    model: { ...rnn, ...model },
    settings: all,
    windows: makeWindows(60, all.window),
    train: { start: 0, end: 40 },
    watched: { start: 40, end: 60 },
    protocol: 'tutorial',
    checkpoint: null,
    secondsBefore: 0,
    ...rest,
  }
}

/** Two recursive paths for the replay. */
export const paths: NonNullable<TrainJob['paths']> = {
  hindcast: { windows: makeWindows(1, 6).inputs, steps: 5 },
  forecast: { windows: makeWindows(11, 6).inputs.slice(60), steps: 4 },
}

export interface Trained {
  readonly outcome: TrainOutcome
  readonly weights: Weights
  readonly hash: string
  readonly epochs: readonly EpochFigures[]
  readonly checkpoints: readonly TrainCheckpoint[]
  /** In the order in which all came: epochs as `1`, checkpoints as `saved 1`. */
  readonly story: readonly string[]
}

export interface TrainOptions {
  /** Milliseconds that the clock seems to move at each look: 300 gives a step a call, 0 many. */
  readonly tick?: number
  /** Aborts at this question after pauses, the first being 1. */
  readonly abortAt?: number
  /** Saves at these. */
  readonly saveAt?: (question: number) => boolean
  readonly checkpointEvery?: number
}

/** Trains with the loop itself, no process between. */
export async function trainHere(job: TrainJob, options: TrainOptions = {}): Promise<Trained> {
  const program = makeProgram(job.model, job.settings)
  try {
    const heard = record(options)
    const outcome = await train(program, job, heard.listener)
    const weights = program.weights()
    return { outcome, weights, hash: hashWeights(weights), ...heard }
  } finally {
    program.close()
  }
}

function record({ tick = 0, abortAt = 0, saveAt, checkpointEvery = 1e9 }: TrainOptions) {
  const epochs: EpochFigures[] = []
  const checkpoints: TrainCheckpoint[] = []
  const story: string[] = []
  const aborter = new AbortController()
  let [time, questions] = [0, 0]
  const listener: Listener = {
    onEpoch(figures) {
      epochs.push(figures)
      story.push(`${figures.epoch}`)
    },
    onCheckpoint(checkpoint) {
      checkpoints.push(checkpoint)
      story.push(`saved ${checkpoint.epoch}`)
    },
    async pause(save) {
      questions++
      if (saveAt?.(questions)) save()
      if (questions === abortAt) aborter.abort()
    },
    signal: aborter.signal,
    now: () => {
      time += tick
      return time
    },
    checkpointEvery,
  }
  return { listener, epochs, checkpoints, story }
}

/** SHA-256 over every tensor's name and bytes. */
export function hashWeights(weights: Weights): string {
  const hash = createHash('sha256')
  for (const [name, { data }] of Object.entries(weights))
    hash.update(name).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return hash.digest('hex')
}

export const snapshots = (trained: Trained): Snapshot[] =>
  trained.checkpoints.map(({ blob }) => decodeSnapshot(blob))

/** What a resumed job starts from: the newest checkpoint of a training that was stopped. */
export const resumed = (job: TrainJob, { checkpoints }: Trained): TrainJob => ({
  ...job,
  checkpoint: checkpoints.at(-1)?.blob ?? null,
  secondsBefore: checkpoints.at(-1)?.seconds ?? 0,
})
