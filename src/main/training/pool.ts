import type { Applied, ApplyJob, TrainJob } from './job.ts'
import { type Launch, launchTrainer } from './launch.ts'
import type { EngineVersions, TrainResult } from './messages.ts'
import { poolSize } from './pool-size.ts'
import { Entry, type JobListener, type Ticket } from './ticket.ts'
import { Trainer } from './trainer-line.ts'

export { poolSize } from './pool-size.ts'
export type { JobEnd, JobListener, Ticket } from './ticket.ts'

interface PoolOptions {
  readonly launch?: Launch
  readonly size?: number
  /** A trainer took a job, gave one back, came or went. May not throw. */
  readonly onChange?: () => void
}

/** How many trainers have a job, and how many may have one at once. */
export interface PoolUse {
  readonly busy: number
  readonly most: number
}

/** Trainer processes, kept warm between jobs, and the queue before them. */
export class TrainerPool {
  readonly #launch: Launch
  readonly #onChange: () => void
  #size: number
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
    onChange = () => {},
  }: PoolOptions = {}) {
    this.#launch = launch
    this.#size = size
    this.#onChange = onChange
  }

  get use(): PoolUse {
    return { busy: this.#running.size, most: this.#size }
  }

  /** From now on at most so many at once; what runs goes on, and idle trainers too many end. */
  resize(size: number): void {
    this.#size = size
    while (this.#count > size && this.#idle.length > 0) this.#idle.pop()?.process.kill()
    this.#serve()
    this.#onChange()
  }

  train(job: TrainJob, listener: JobListener = {}): Ticket<TrainResult> {
    return this.#hand(job, listener) as Ticket<TrainResult>
  }

  apply(job: ApplyJob): Ticket<Applied> {
    return this.#hand(job, {}) as Ticket<Applied>
  }

  /** Ends all trainers at once; what runs dies without a checkpoint, what waits or comes is dropped. */
  close(): void {
    this.#closed = true
    for (const entry of [...this.#waiting, ...this.#running]) entry.kill()
    for (const trainer of this.#idle.splice(0)) trainer.process.kill()
  }

  #hand(job: TrainJob | ApplyJob, listener: JobListener): Ticket<unknown> {
    const entry = new Entry(job, listener, {
      onDropped: dropped => remove(this.#waiting, dropped),
      onReady: () => this.#serve(),
    })
    this.#waiting.push(entry)
    if (this.#closed) entry.drop('the trainers were closed')
    this.#serve()
    return entry
  }

  /** First come, first served; a paused job lets others pass. */
  #serve(): void {
    for (;;) {
      const entry = this.#waiting.find(({ paused }) => !paused)
      if (this.#closed || !entry) return
      if (this.#running.size >= this.#size) return
      if (this.#idle.length === 0 && this.#count >= this.#size) return
      remove(this.#waiting, entry)
      this.#running.add(entry)
      const trainer = this.#idle.pop() ?? this.#start()
      trainer.take(entry)
      this.#onChange()
    }
  }

  #start(): Trainer {
    this.#count++
    return new Trainer(this.#launch(), {
      onReady: versions => {
        this.versions = versions
        this.#onChange()
      },
      onFree: (trainer, entry) => {
        this.#running.delete(entry)
        if (this.#closed || this.#count > this.#size) trainer.process.kill()
        else this.#idle.push(trainer)
        this.#serve()
        this.#onChange()
      },
      onGone: (trainer, entry) => {
        this.#count--
        remove(this.#idle, trainer)
        if (entry) this.#running.delete(entry)
        this.#serve()
        this.#onChange()
      },
      onMissed: entry => {
        this.#waiting.unshift(entry)
        if (this.#closed) entry.drop('the trainers were closed')
        this.#serve()
      },
    })
  }
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}
