import type { Batch, Program } from '../engine/program.ts'
import { type Best, decodeSnapshot, encodeSnapshot, type Snapshot } from './checkpoint.ts'
import type { TrainJob } from './job.ts'
import { isLogSpaced, isProfiled } from './log-spaced.ts'
import { learningRate } from './schedule.ts'
import { shuffledOrder } from './shuffle.ts'

/** One epoch's figures; NaN where nothing is watched. Epochs count from 1. */
export interface EpochFigures {
  readonly epoch: number
  readonly train: number
  readonly watched: number
  /** Before clipping, mean over the epoch's batches. */
  readonly gradientNorm: number
}

/** Predictions of the watched part after an epoch, model space. */
export interface WatchedFrame {
  readonly epoch: number
  readonly values: Float32Array
  readonly best: boolean
  readonly kept: boolean
}

export interface Profile {
  readonly epoch: number
  /** ‖∂loss/∂h_t‖ by layer and step, on the first batch of the train part. */
  readonly norms: readonly (readonly number[])[]
}

/** What was learned since the checkpoint before, with the means to go on from here. */
export interface TrainCheckpoint {
  readonly epoch: number
  readonly blob: Uint8Array
  readonly hash: string
  readonly seconds: number
  readonly epochs: readonly EpochFigures[]
  readonly watched: readonly WatchedFrame[]
  readonly profiles: readonly Profile[]
}

export interface TrainOutcome {
  readonly stopped: 'finished' | 'early' | 'not finite' | 'cancelled'
  readonly epoch: number
  readonly best: Best | null
  readonly trouble: string | null
  readonly seconds: number
}

/** Who listens. The loop asks `pause` between calls and waits as long as it likes to. */
export interface Listener {
  onEpoch(figures: EpochFigures, best: Best | null, seconds: number): void
  onCheckpoint(checkpoint: TrainCheckpoint): void
  /** Resolves at once, or when a pause ends. `save` writes a checkpoint first. */
  pause(save: () => void): Promise<void>
  readonly signal: AbortSignal
  /** Milliseconds, rising. */
  now(): number
}

const checkpointEvery = 2000 // ms: what a crash may cost
const longestCall = 100 // ms: how long pause and cancel may wait

/**
 * Trains a network as its job says, and leaves the final weights in the program.
 * Losses are those the batches had while weights moved; the watched part is looked at after each
 * epoch. Bit-identical whether it runs through or stops and goes on from a checkpoint.
 */
export async function train(
  program: Program,
  job: TrainJob,
  listener: Listener
): Promise<TrainOutcome> {
  const loop = new TrainLoop(program, job, listener)
  return loop.run()
}

class TrainLoop {
  readonly #program: Program
  readonly #job: TrainJob
  readonly #listener: Listener
  readonly #batches: readonly Batch[]
  readonly #watch: readonly Batch[]
  #epoch = 0
  #losses: number[] = []
  #norms: number[] = []
  #best: Best | null = null
  #pending: { epochs: EpochFigures[]; watched: WatchedFrame[]; profiles: Profile[] }
  #lastGood: Snapshot
  #savedAt: number
  #startedAt: number
  #paused = 0
  #order: { epoch: number; places: Int32Array } | null = null
  /** Milliseconds a step, measured; guides how many go into a call. */
  #stepTime = longestCall

  constructor(program: Program, job: TrainJob, listener: Listener) {
    this.#program = program
    this.#job = job
    this.#listener = listener
    const { batch } = job.settings
    this.#batches = cutIntoBatches(job.train.start, job.train.end, batch)
    this.#watch = watchBatches(job)
    this.#pending = emptyPending()
    program.load(job.windows)
    if (job.checkpoint) this.#resume(decodeSnapshot(job.checkpoint))
    else program.initialise(job.settings.seed)
    this.#lastGood = this.#snapshot()
    this.#startedAt = this.#savedAt = listener.now()
  }

  async run(): Promise<TrainOutcome> {
    if (!this.#job.checkpoint) this.#save()
    const { epochs } = this.#job.settings
    while (this.#epoch < epochs && !this.#isPatienceOver()) {
      await this.#pause()
      if (this.#listener.signal.aborted) return this.#cancel()
      const trouble = this.#advance()
      if (trouble !== null) return this.#giveUp(trouble)
      if (this.#listener.now() - this.#savedAt >= checkpointEvery) this.#save()
    }
    return this.#finish()
  }

  /** One native call: as many steps as fit into its time, and the watched part after the last one. */
  #advance(): string | null {
    const { settings, model } = this.#job
    const done = this.#losses.length
    const room = Math.max(1, Math.floor(longestCall / this.#stepTime))
    const steps = this.#batches.slice(done, done + room)
    const completes = done + steps.length === this.#batches.length
    const began = this.#listener.now()
    const result = this.#program.run({
      train: steps,
      order: settings.shuffle ? this.#orderOf(this.#epoch) : null,
      watch: completes ? this.#watch : [],
      rate: learningRate(settings.schedule, model.learningRate, this.#epoch, settings.epochs),
    })
    this.#stepTime =
      (this.#listener.now() - began) / (steps.length + (completes ? this.#watch.length : 0))
    this.#losses.push(...result.losses)
    this.#norms.push(...result.norms)
    const bad = [...result.losses, ...result.norms, ...result.watched].some(
      x => !Number.isFinite(x)
    )
    if (bad) return this.#describeTrouble(result.norms)
    if (completes) this.#completeEpoch(result.watched)
    return null
  }

  #completeEpoch(watched: readonly number[]): void {
    this.#epoch++
    const figures = {
      epoch: this.#epoch,
      train: average(this.#losses),
      watched: watched.length > 0 ? average(watched) : Number.NaN,
      gradientNorm: average(this.#norms),
    }
    this.#losses = []
    this.#norms = []
    if (figures.watched < (this.#best?.loss ?? Number.POSITIVE_INFINITY))
      this.#best = { epoch: this.#epoch, loss: figures.watched, ...this.#program.parameters() }
    this.#pending.epochs.push(figures)
    this.#remember()
    this.#listener.onEpoch(figures, this.#best, this.#seconds())
  }

  /** Keeps predictions and gradient norms of the epochs a person may want to see again. */
  #remember(): void {
    const { watched, settings, windows } = this.#job
    const epoch = this.#epoch
    const last = epoch === settings.epochs
    if (watched && (isLogSpaced(epoch) || last))
      this.#pending.watched.push({ epoch, values: this.#predictWatched(), best: false, kept: true })
    if (watched && isProfiled(epoch, settings.epochs)) {
      const [first] = this.#batches as [Batch]
      const some = cutWindows(windows, first.start, first.start + first.size, settings.window)
      this.#pending.profiles.push({ epoch, norms: this.#program.hiddenGradients(some) })
    }
  }

  #predictWatched(): Float32Array {
    const { watched, windows, settings } = this.#job
    if (!watched) return new Float32Array(0)
    const { inputs } = cutWindows(windows, watched.start, watched.end, settings.window)
    return this.#program.predict(inputs)
  }

  #orderOf(epoch: number): Int32Array {
    const { train, settings } = this.#job
    if (this.#order?.epoch !== epoch) {
      const places = shuffledOrder(train.end - train.start, settings.seed, epoch)
      this.#order = { epoch, places: places.map(i => i + train.start) }
    }
    return this.#order?.places as Int32Array
  }

  async #pause(): Promise<void> {
    const began = this.#listener.now()
    await this.#listener.pause(() => this.#save())
    const waited = this.#listener.now() - began
    if (waited > 50) this.#paused += waited // less is the event loop's own pace
  }

  #snapshot(): Snapshot {
    return {
      version: 1,
      epoch: this.#epoch,
      losses: [...this.#losses],
      norms: [...this.#norms],
      state: this.#program.state(),
      best: this.#best,
    }
  }

  #save(): void {
    this.#lastGood = this.#snapshot()
    this.#send(this.#lastGood)
  }

  #send(snapshot: Snapshot): void {
    this.#listener.onCheckpoint({
      epoch: snapshot.epoch,
      ...encodeSnapshot(snapshot),
      seconds: this.#seconds(),
      ...this.#pending,
    })
    this.#pending = emptyPending()
    this.#savedAt = this.#listener.now()
  }

  #resume({ epoch, losses, norms, state, best }: Snapshot): void {
    this.#epoch = epoch
    this.#losses = [...losses]
    this.#norms = [...norms]
    this.#best = best
    this.#program.restore(state)
  }

  /** Sealed: the choice of the epoch; under the tutorial training runs to its end. */
  #isPatienceOver(): boolean {
    const { protocol, settings } = this.#job
    if (protocol === 'tutorial' || settings.patience === null || this.#best === null) return false
    return this.#losses.length === 0 && this.#epoch - this.#best.epoch >= settings.patience
  }

  #finish(): TrainOutcome {
    this.#save()
    const stopped = this.#epoch < this.#job.settings.epochs ? 'early' : 'finished'
    const best = this.#best
    if (best) this.#keepBest(best)
    return { stopped, epoch: this.#epoch, best, trouble: null, seconds: this.#seconds() }
  }

  /** Predictions of the best epoch, for the replay; under the sealed protocol its weights stay. */
  #keepBest(best: Best): void {
    const final = this.#program.state()
    this.#program.restore({ ...final, parameters: best.parameters, running: best.running })
    const values = this.#predictWatched()
    this.#pending.watched.push({
      epoch: best.epoch,
      values,
      best: true,
      kept: isLogSpaced(best.epoch),
    })
    this.#send(this.#lastGood)
    if (this.#job.protocol === 'tutorial') this.#program.restore(final)
  }

  #cancel(): TrainOutcome {
    this.#save()
    const { seconds, best } = { seconds: this.#seconds(), best: this.#best }
    return { stopped: 'cancelled', epoch: this.#epoch, best, trouble: null, seconds }
  }

  /** Goes back to the last good checkpoint: numbers that are not finite never get better. */
  #giveUp(trouble: string): TrainOutcome {
    const { state, epoch, best } = this.#lastGood
    this.#pending = emptyPending()
    const chosen = this.#job.protocol === 'sealed' ? best : null
    this.#program.restore(
      chosen ? { ...state, parameters: chosen.parameters, running: chosen.running } : state
    )
    return { stopped: 'not finite', epoch, best, trouble, seconds: this.#seconds() }
  }

  #describeTrouble(norms: readonly number[]): string {
    const { model, settings } = this.#job
    const last = this.#norms.filter(Number.isFinite).at(-1)
    const norm = norms.find(x => !Number.isFinite(x)) ?? last ?? Number.NaN
    const seen = Number.isFinite(last)
      ? ` (the gradient norm before it was ${last?.toPrecision(3)})`
      : ''
    const remedies = [
      `lower the learning rate (now ${model.learningRate})`,
      settings.clip === null ? 'set a clip (--clip 1)' : `clip harder (now ${settings.clip})`,
    ]
    const at = this.#epoch + 1
    return `The loss is not a number since epoch ${at}; the gradient norm is ${norm}${seen}. The weights of epoch ${this.#lastGood.epoch} are kept. To mend it, ${remedies.join(' or ')}, then run again.`
  }

  #seconds(): number {
    const here = this.#listener.now() - this.#startedAt - this.#paused
    return this.#job.secondsBefore + here / 1000
  }
}

const emptyPending = () => ({
  epochs: [] as EpochFigures[],
  watched: [] as WatchedFrame[],
  profiles: [] as Profile[],
})

const average = (numbers: readonly number[]): number =>
  numbers.reduce((total, x) => total + x, 0) / numbers.length

/** `[start, end)` in batches, in time order; the last one smaller, kept. */
export function cutIntoBatches(start: number, end: number, size: number): Batch[] {
  const count = Math.ceil((end - start) / size)
  return Array.from({ length: count }, (_, i) => {
    const first = start + i * size
    return { start: first, size: Math.min(size, end - first) }
  })
}

/** Tutorial: in batches, whose losses are averaged. Sealed: all at once, the true mean. */
function watchBatches({ watched, protocol, settings }: TrainJob): Batch[] {
  if (!watched) return []
  const { start, end } = watched
  return cutIntoBatches(start, end, protocol === 'tutorial' ? settings.batch : end - start)
}

function cutWindows(
  { inputs, targets }: TrainJob['windows'],
  start: number,
  end: number,
  window: number
): TrainJob['windows'] {
  return {
    count: end - start,
    inputs: inputs.subarray(start * window, end * window),
    targets: targets.subarray(start, end),
  }
}
