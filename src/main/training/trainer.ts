/**
 * The trainer process: takes one job after another, trains or applies a network, and tells.
 * Lives in its own process because libtensorflow blocks its thread, and may crash.
 */

import { setPriority } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { Program, ProgramSpec } from '../engine/program.ts'
import { native, tensorflowVersion, tfjsVersion } from '../engine/tensorflow.ts'
import { apply } from './apply.ts'
import type { ApplyJob, Job, TrainJob } from './job.ts'
import { programSpec } from './make-program.ts'
import type { FromTrainer, ToTrainer, TrainResult } from './messages.ts'
import { parentPort } from './parent-port.ts'
import { ProgramShelf } from './program-shelf.ts'
import type { EpochFigures, Listener } from './progress.ts'
import { train } from './train.ts'

const port = parentPort<ToTrainer, FromTrainer>()
// ms: at most 17 messages a second; with those that a checkpoint or a pause hurries, 20
const progressEvery = 60
// HINDCAST_CHECKPOINT_MS lets a test kill many times between many checkpoints of a short training
const checkpointEvery = Number(process.env['HINDCAST_CHECKPOINT_MS'] ?? 2000) // ms

const shelf = new ProgramShelf()
let cancelling: AbortController | null = null
let pause: PromiseWithResolvers<void> | null = null

port.onClose(() => process.exit(0))
port.onMessage(message => {
  if (message.type === 'job') {
    pause = null // one that came after the end of the job it was for
    void runJob(message.job, message.endsAtStart)
  } else if (message.type === 'pause') pause ??= Promise.withResolvers<void>()
  else endPause()
  if (message.type === 'cancel') cancelling?.abort()
})
start()

function start(): void {
  try {
    setPriority(10) // the person's other work comes first
  } catch {
    // not allowed here; then it runs like any other
  }
  try {
    native()
    port.send({ type: 'ready', versions: { tensorflow: tensorflowVersion(), tfjs: tfjsVersion() } })
  } catch (error) {
    port.send({ type: 'failed', reason: reasonOf(error), engine: true })
  }
}

function endPause(): void {
  pause?.resolve()
  pause = null
}

async function runJob(job: Job, endsAtStart = false): Promise<void> {
  cancelling = new AbortController()
  if (endsAtStart) cancelling.abort()
  try {
    if (job.kind === 'train') await trainJob(job, cancelling.signal)
    else await applyJob(job)
  } catch (error) {
    port.send({ type: 'failed', reason: reasonOf(error), engine: false })
  } finally {
    cancelling = null
    endPause()
  }
}

async function trainJob(job: TrainJob, signal: AbortSignal): Promise<void> {
  await withProgram(programSpec(job.model, job.settings), async program => {
    const progress = progressSender()
    const { best, ...outcome } = await train(program, job, { ...progress.listener, signal })
    progress.flush()
    const result: TrainResult = {
      outcome,
      bestEpoch: best?.epoch ?? null,
      weights: program.weights(),
      parameters: program.parameterCount,
      ...(job.application && { applied: await apply(program, job.application) }),
    }
    port.send({ type: 'trained', result })
  })
}

async function withProgram(
  spec: ProgramSpec,
  work: (program: Program) => Promise<void>
): Promise<void> {
  const program = shelf.take(spec)
  try {
    await work(program)
  } catch (error) {
    shelf.discard(program)
    throw error
  }
}

/** Collects epochs and sends them together, and every checkpoint with what came before it. */
function progressSender() {
  let epochs: EpochFigures[] = []
  let latest: Pick<Extract<FromTrainer, { type: 'progress' }>, 'best' | 'seconds'> | null = null
  let sentAt = 0
  const flush = () => {
    if (epochs.length > 0 && latest) port.send({ type: 'progress', epochs, ...latest })
    epochs = []
    sentAt = performance.now()
  }
  const listener: Omit<Listener, 'signal'> = {
    onEpoch(figures, best, seconds) {
      epochs.push(figures)
      latest = { best: best && { epoch: best.epoch, loss: best.loss }, seconds }
      if (performance.now() - sentAt >= progressEvery) flush()
    },
    onCheckpoint(checkpoint) {
      flush()
      port.send({ type: 'checkpoint', checkpoint })
    },
    async pause(save) {
      await setImmediate() // messages come in here
      if (!pause) return
      save()
      port.send({ type: 'paused' })
      await pause.promise
    },
    now: () => performance.now(),
    checkpointEvery,
  }
  return { flush, listener }
}

async function applyJob({ model, weights, application, ...settings }: ApplyJob): Promise<void> {
  const plain = { dropout: 0, optimizer: 'sgd', momentum: 0, clip: null, weightDecay: 0 } as const
  await withProgram(programSpec(model, { ...settings, ...plain }), async program => {
    program.setWeights(weights)
    port.send({ type: 'applied', result: await apply(program, application) })
  })
}

// a function, not a constant: `start()` above needs it before this line has run
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
