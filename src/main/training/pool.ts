import { availableParallelism, freemem } from 'node:os'
import type { Applied, ApplyJob, TrainJob } from './job.ts'
import { type Launch, launchTrainer, type TrainerProcess } from './launch.ts'
import type { EngineVersions, FromTrainer, TrainResult } from './messages.ts'
import type { EpochFigures, TrainCheckpoint } from './train.ts'

/** What one job tells while it runs. */
export interface JobListener {
  /** It left the queue; again after its trainer died and another took over. */
  onStart?(): void
  onProgress?(epochs: readonly EpochFigures[], best: Best | null, seconds: number): void
  onCheckpoint?(checkpoint: TrainCheckpoint): void
  onPaused?(): void
}

type Best = { readonly epoch: number; readonly loss: number }

export type JobEnd<T> =
  | { readonly kind: 'done'; readonly result: T }
  /** libtensorflow does not load. */
  | { readonly kind: 'no-engine'; readonly reason: string }
  /** The process died, was killed, or met a bug; `reason` in words. */
  | { readonly kind: 'died'; readonly reason: string }

/** A job that was handed in. */
export interface Ticket<T> {
  readonly end: Promise<JobEnd<T>>
  pause(): void
  goOn(): void
  /** Checkpoints and ends as cancelled; a waiting job ends at once. */
  cancel(): void
  /** Ends it without a checkpoint. */
  kill(): void
}

const trainerMemory = 380e6 // bytes resident, measured (docs/engine.md)
const spareMemory = 500e6 // left to everything else

/**
 * How many trainers run at once: as many as cores, but three at least, since an experiment has
 * three models and the system shares two cores more evenly than a queue; fewer when memory is short.
 */
export function poolSize(cores = availableParallelism(), free = freemem()): number {
  const fitting = Math.floor((free - spareMemory) / trainerMemory)
  return Math.max(1, Math.min(Math.max(3, cores), fitting))
}

/** Trainer processes, kept warm between jobs, and the queue before them. */
export class TrainerPool {
  readonly #launch: Launch
  readonly #size: number
  readonly #idle: Trainer[] = []
  readonly #waiting: Entry[] = []
  readonly #running = new Set<Entry>()
  #count = 0
  #closed = false
  /** Of the engine that trains here; null until a trainer is ready. */
  versions: EngineVersions | null = null

  constructor({
    launch = launchTrainer,
    size = poolSize(),
  }: { launch?: Launch; size?: number } = {}) {
    this.#launch = launch
    this.#size = size
  }

  train(job: TrainJob, listener: JobListener = {}): Ticket<TrainResult> {
    return this.#hand(job, listener) as Ticket<TrainResult>
  }

  apply(job: ApplyJob): Ticket<Applied> {
    return this.#hand(job, {}) as Ticket<Applied>
  }

  /** Ends all trainers at once; what runs dies without a checkpoint. */
  close(): void {
    this.#closed = true
    for (const entry of [...this.#waiting, ...this.#running]) entry.kill()
    for (const trainer of this.#idle) trainer.process.kill()
  }

  #hand(job: TrainJob | ApplyJob, listener: JobListener): Ticket<unknown> {
    const entry = new Entry(job, listener, ended => {
      const at = this.#waiting.indexOf(ended)
      if (at >= 0) this.#waiting.splice(at, 1)
    })
    this.#waiting.push(entry)
    this.#serve()
    return entry
  }

  #serve(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      if (this.#idle.length === 0 && this.#count >= this.#size) return
      const trainer = this.#idle.pop() ?? this.#start()
      const entry = this.#waiting.shift() as Entry
      this.#running.add(entry)
      trainer.take(entry)
    }
  }

  #start(): Trainer {
    this.#count++
    return new Trainer(this.#launch(), {
      onReady: versions => {
        this.versions = versions
      },
      onFree: (trainer, entry) => {
        this.#running.delete(entry)
        if (this.#closed) trainer.process.kill()
        else this.#idle.push(trainer)
        this.#serve()
      },
      onGone: (trainer, entry) => {
        this.#count--
        const at = this.#idle.indexOf(trainer)
        if (at >= 0) this.#idle.splice(at, 1)
        if (entry) this.#running.delete(entry)
        this.#serve()
      },
    })
  }
}

/** One job on its way: waiting, running, ended. */
class Entry implements Ticket<unknown> {
  readonly job: TrainJob | ApplyJob
  readonly listener: JobListener
  readonly end: Promise<JobEnd<unknown>>
  readonly #settle: (end: JobEnd<unknown>) => void
  readonly #onDropped: (entry: Entry) => void
  #trainer: Trainer | null = null
  #paused = false

  constructor(job: TrainJob | ApplyJob, listener: JobListener, onDropped: (entry: Entry) => void) {
    this.job = job
    this.listener = listener
    this.#onDropped = onDropped
    const { promise, resolve } = Promise.withResolvers<JobEnd<unknown>>()
    this.end = promise
    this.#settle = resolve
  }

  begin(trainer: Trainer): void {
    this.#trainer = trainer
    this.listener.onStart?.()
    if (this.#paused) trainer.process.send({ type: 'pause' })
    trainer.process.send({ type: 'job', job: this.job })
  }

  finish(end: JobEnd<unknown>): void {
    this.#trainer = null
    this.#settle(end)
  }

  pause(): void {
    this.#paused = true
    if (this.#trainer) this.#trainer.process.send({ type: 'pause' })
    else this.listener.onPaused?.()
  }

  goOn(): void {
    this.#paused = false
    this.#trainer?.process.send({ type: 'go-on' })
  }

  cancel(): void {
    if (this.#trainer) this.#trainer.process.send({ type: 'cancel' })
    else this.#drop()
  }

  kill(): void {
    if (this.#trainer) this.#trainer.process.kill()
    else this.#drop()
  }

  #drop(): void {
    this.#onDropped(this)
    this.#settle({ kind: 'died', reason: 'cancelled before it began' })
  }
}

interface TrainerEvents {
  onReady(versions: EngineVersions): void
  onFree(trainer: Trainer, entry: Entry): void
  onGone(trainer: Trainer, entry: Entry | null): void
}

/** One process and the job it has now. */
class Trainer {
  readonly process: TrainerProcess
  readonly #events: TrainerEvents
  #entry: Entry | null = null
  #engineFault: string | null = null

  constructor(process: TrainerProcess, events: TrainerEvents) {
    this.process = process
    this.#events = events
    process.onMessage(message => this.#hear(message))
    process.onExit(how => {
      const entry = this.#entry
      this.#entry = null
      this.#events.onGone(this, entry)
      entry?.finish({ kind: 'died', reason: describeDeath(how) })
    })
  }

  take(entry: Entry): void {
    this.#entry = entry
    if (this.#engineFault !== null) this.#done({ kind: 'no-engine', reason: this.#engineFault })
    else entry.begin(this)
  }

  #hear(message: FromTrainer): void {
    const listener = this.#entry?.listener
    if (message.type === 'ready') this.#events.onReady(message.versions)
    else if (message.type === 'progress')
      listener?.onProgress?.(message.epochs, message.best, message.seconds)
    else if (message.type === 'checkpoint') listener?.onCheckpoint?.(message.checkpoint)
    else if (message.type === 'paused') listener?.onPaused?.()
    else if (message.type !== 'failed') this.#done({ kind: 'done', result: message.result })
    else if (message.engine) {
      this.#engineFault = message.reason
      this.#done({ kind: 'no-engine', reason: message.reason })
    } else this.#done({ kind: 'died', reason: message.reason })
  }

  #done(end: JobEnd<unknown>): void {
    const entry = this.#entry
    if (!entry) return
    this.#entry = null
    this.#events.onFree(this, entry)
    entry.finish(end)
  }
}

function describeDeath({
  code,
  signal,
  said,
}: {
  code: number | null
  signal: string | null
  said: string
}): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  const words = said.trim().split('\n').at(-1)
  return `the trainer process ${how}${words ? ` (${words})` : ''}`
}
