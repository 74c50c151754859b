import type { Batch, CallResult, Program } from '../engine/program.ts'
import { apply } from './apply.ts'
import { cutIntoBatches, cutWindows, watchBatches } from './batches.ts'
import { type Best, decodeSnapshot, encodeSnapshot, isSound, type Snapshot } from './checkpoint.ts'
import type { TrainJob } from './job.ts'
import { isLogSpaced, isProfiled } from './log-spaced.ts'
import type { EpochFigures, Listener, Profile, TrainOutcome, WatchedFrame } from './progress.ts'
import { learningRate } from './schedule.ts'
import { shuffledOrder } from './shuffle.ts'
import { describeTrouble } from './trouble.ts'

const longestCall = 100 // ms: how long pause and cancel may wait

/**
 * Trains a network as its job says, and leaves the final weights in the program: the last ones
 * under the tutorial protocol, those of the best epoch under the sealed one.
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
  #start: Snapshot['start'] = null
  #best: Best | null = null
  /** Epochs announced: going back over them announces nothing. */
  #told = 0
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
    if (job.checkpoint) this.#goTo(decodeSnapshot(job.checkpoint))
    else program.initialise(job.settings.seed)
    this.#told = this.#epoch
    this.#lastGood = this.#snapshot()
    this.#startedAt = this.#savedAt = listener.now()
  }

  async run(): Promise<TrainOutcome> {
    const { signal, checkpointEvery } = this.#listener
    if (!this.#job.checkpoint) this.#save()
    const { epochs } = this.#job.settings
    while (this.#epoch < epochs && !this.#isPatienceOver()) {
      await this.#pause()
      if (signal.aborted || this.#isAtStop()) return this.#cancel()
      if (!(await this.#advance())) return this.#goBack()
      if (this.#listener.now() - this.#savedAt >= checkpointEvery) this.#save()
    }
    return this.#end(this.#epoch < epochs ? 'early' : 'finished')
  }

  /**
   * One native call: as many steps as fit into its time, and the watched part after the last one.
   * False when a number was not finite.
   */
  async #advance(): Promise<boolean> {
    const { settings, model } = this.#job
    const done = this.#losses.length
    const room = Math.max(1, Math.floor(longestCall / this.#stepTime))
    const steps = this.#batches.slice(done, Math.min(done + room, this.#stopBatch()))
    const completes = done + steps.length === this.#batches.length
    if (done === 0 && !completes) this.#start = this.#program.state()
    const watch = completes ? this.#watch : []
    const began = this.#listener.now()
    const result = this.#program.run({
      train: steps,
      order: settings.shuffle ? this.#orderOf(this.#epoch) : null,
      watch,
      rate: learningRate(settings.schedule, model.learningRate, this.#epoch, settings.epochs),
    })
    this.#stepTime = (this.#listener.now() - began) / (steps.length + watch.length)
    this.#losses.push(...result.losses)
    this.#norms.push(...result.norms)
    if (!isFiniteResult(result)) return false
    if (!completes) return true
    if (!this.#areAveragesFinite()) return false
    await this.#completeEpoch(result.watched)
    return true
  }

  #isAtStop(): boolean {
    const { stopAt } = this.#job
    return this.#epoch === stopAt?.epoch && this.#losses.length === stopAt.batches
  }

  /** The batch of this epoch before which to stop; none where it is not the last one. */
  #stopBatch(): number {
    const { stopAt } = this.#job
    return this.#epoch === stopAt?.epoch ? stopAt.batches : Number.POSITIVE_INFINITY
  }

  /** Batch normalisation's can overflow while losses and gradients still look well. */
  #areAveragesFinite(): boolean {
    if (this.#job.settings.norm !== 'batch') return true
    return this.#program.parameters().running.every(Number.isFinite)
  }

  async #completeEpoch(watched: readonly number[]): Promise<void> {
    this.#epoch++
    const figures = {
      epoch: this.#epoch,
      train: average(this.#losses),
      watched: watched.length > 0 ? average(watched) : Number.NaN,
      gradientNorm: average(this.#norms),
    }
    this.#losses = []
    this.#norms = []
    this.#start = null
    if (figures.watched < (this.#best?.loss ?? Number.POSITIVE_INFINITY))
      this.#best = { epoch: this.#epoch, loss: figures.watched, ...this.#program.parameters() }
    this.#pending.epochs.push(figures)
    await this.#remember()
    if (this.#epoch <= this.#told) return
    this.#told = this.#epoch
    this.#listener.onEpoch(figures, this.#best, this.#seconds())
  }

  /** Keeps predictions and gradient norms of the epochs a person may want to see again. */
  async #remember(): Promise<void> {
    const { watched, settings, windows } = this.#job
    const epoch = this.#epoch
    if (this.#isKept(epoch)) await this.#keepFrame(epoch, { best: false, kept: true })
    if (!watched || !isProfiled(epoch, settings.epochs)) return
    const [first] = this.#batches as [Batch]
    const some = cutWindows(windows, first.start, first.start + first.size, settings.window)
    this.#pending.profiles.push({ epoch, norms: this.#program.hiddenGradients(some) })
  }

  #isKept(epoch: number): boolean {
    return isLogSpaced(epoch) || epoch === this.#job.settings.epochs
  }

  /** What the weights in the program say: by the very call that says it of stored ones. */
  async #keepFrame(epoch: number, marks: Pick<WatchedFrame, 'best' | 'kept'>): Promise<void> {
    const { watched, windows, settings, paths = {} } = this.#job
    if (!watched && Object.keys(paths).length === 0) return
    const own = watched && cutWindows(windows, watched.start, watched.end, settings.window)
    const said = await apply(this.#program, { windows: own?.inputs ?? null, paths })
    this.#pending.watched.push({ epoch, values: said.predictions, paths: said.paths, ...marks })
  }

  /**
   * Of the weights that stay, where training ends at an epoch that is not kept anyway, or within
   * one: that counts as the next, which a resumed training strikes out.
   */
  async #keepLast(): Promise<void> {
    const isWhole = this.#losses.length === 0
    if (isWhole && this.#isKept(this.#epoch)) return
    await this.#keepFrame(isWhole ? this.#epoch : this.#epoch + 1, { best: false, kept: false })
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
      start: this.#start,
      best: this.#best,
    }
  }

  #goTo({ epoch, losses, norms, state, start, best }: Snapshot): void {
    this.#epoch = epoch
    this.#losses = [...losses]
    this.#norms = [...norms]
    this.#start = start
    this.#best = best
    this.#program.restore(state)
  }

  /** Writes a checkpoint, unless its numbers are not all finite: the next look at them says so. */
  #save(): void {
    const snapshot = this.#snapshot()
    if (!isSound(snapshot.state)) return
    this.#lastGood = snapshot
    this.#send(snapshot)
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

  /** Sealed: the choice of the epoch; under the tutorial training runs to its end. */
  #isPatienceOver(): boolean {
    const { protocol, settings } = this.#job
    if (protocol === 'tutorial' || settings.patience === null || this.#best === null) return false
    return this.#losses.length === 0 && this.#epoch - this.#best.epoch >= settings.patience
  }

  /** The last checkpoint, with what the best weights and the last ones say, for the replay. */
  async #end(
    stopped: TrainOutcome['stopped'],
    trouble: string | null = null
  ): Promise<TrainOutcome> {
    const { protocol } = this.#job
    const final = this.#snapshot()
    const { state, best, epoch } = final
    if (protocol === 'tutorial' || !best) await this.#keepLast()
    if (best) {
      this.#program.restore({ ...state, parameters: best.parameters, running: best.running })
      await this.#keepFrame(best.epoch, { best: true, kept: this.#isKept(best.epoch) })
    }
    this.#send(final)
    if (best && protocol === 'tutorial') this.#program.restore(state)
    return { stopped, epoch, best, trouble, seconds: this.#seconds() }
  }

  async #cancel(): Promise<TrainOutcome> {
    if (isSound(this.#program.state())) return this.#end('cancelled')
    this.#pending = emptyPending()
    this.#goTo(this.#lastGood)
    return this.#end('cancelled')
  }

  /**
   * Numbers that are not finite never get better: goes back to the last checkpoint, and from there,
   * as it went before, to the end of the last good epoch. What is kept must not depend on when a
   * checkpoint happened to be written.
   */
  async #goBack(): Promise<TrainOutcome> {
    const goal = this.#epoch
    const trouble = { epoch: goal + 1, losses: this.#losses, norms: this.#norms }
    const { start, ...good } = this.#lastGood
    this.#pending = emptyPending()
    this.#goTo({ ...good, losses: [], norms: [], state: start ?? good.state, start: null })
    while (this.#epoch < goal) {
      await this.#pause()
      if (this.#listener.signal.aborted) return this.#cancel()
      if (!(await this.#advance())) throw new Error(`epoch ${this.#epoch + 1} was finite before`)
    }
    return this.#end('not finite', describeTrouble(trouble, goal, this.#job))
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

const isFiniteResult = ({ losses, norms, watched }: CallResult): boolean =>
  [losses, norms, watched].every(numbers => numbers.every(Number.isFinite))

const average = (numbers: readonly number[]): number =>
  numbers.reduce((total, x) => total + x, 0) / numbers.length
