import type { ApplyJob, TrainJob } from './job.ts'
import type { EpochFigures, TrainCheckpoint } from './progress.ts'

/** What one job tells while it runs. Nothing here may throw. */
export interface JobListener {
  /** It left the queue. */
  onStart?(): void
  /** All epochs since the call before; at most 20 calls a second. */
  onProgress?(
    epochs: readonly EpochFigures[],
    best: { readonly epoch: number; readonly loss: number } | null,
    seconds: number
  ): void
  onCheckpoint?(checkpoint: TrainCheckpoint): void
  onPaused?(): void
}

export type JobEnd<T> =
  | { readonly kind: 'done'; readonly result: T }
  /** libtensorflow does not load. */
  | { readonly kind: 'no-engine'; readonly reason: string }
  /** The process died, was killed, or met a bug; `reason` in words. */
  | { readonly kind: 'died'; readonly reason: string }
  /** It was cancelled, or the pool closed, before it began. */
  | { readonly kind: 'dropped'; readonly reason: string }

/** A job that was handed in. After its end, nothing does anything. */
export interface Ticket<T> {
  readonly end: Promise<JobEnd<T>>
  readonly state: 'waiting' | 'running' | 'ended'
  /** Stops where it stands. A waiting job keeps its place and lets others pass. */
  pause(): void
  goOn(): void
  /** Checkpoints and ends as cancelled; a waiting job is dropped. */
  cancel(): void
  /** As `cancel`, but a waiting job keeps its turn, and ends before its first step: it has weights then. */
  cancelAtStart(): void
  /** Ends it without a checkpoint. */
  kill(): void
}

/** The line to the process that has the job. */
export interface JobLine {
  send(message: { readonly type: 'pause' | 'go-on' | 'cancel' }): void
  kill(): void
}

interface QueueEvents {
  /** It will not begin any more. */
  onDropped(entry: Entry): void
  /** It may begin after all. */
  onReady(): void
}

/** One job on its way: waiting, running, ended. */
export class Entry implements Ticket<unknown> {
  readonly job: TrainJob | ApplyJob
  readonly listener: JobListener
  readonly end: Promise<JobEnd<unknown>>
  state: Ticket<unknown>['state'] = 'waiting'
  paused = false
  /** It was cancelled while it waited, and is to have weights. */
  endsAtStart = false
  readonly #settle: (end: JobEnd<unknown>) => void
  readonly #queue: QueueEvents
  #line: JobLine | null = null
  #isStopped = false
  #wentBack = false

  constructor(job: TrainJob | ApplyJob, listener: JobListener, queue: QueueEvents) {
    this.job = job
    this.listener = listener
    this.#queue = queue
    const { promise, resolve } = Promise.withResolvers<JobEnd<unknown>>()
    this.end = promise
    this.#settle = resolve
  }

  /** A process has the job now. */
  begin(line: JobLine): void {
    this.#line = line
    this.state = 'running'
    this.listener.onStart?.()
  }

  /**
   * Its process had died before it took the job, which nobody knew yet: may it be handed out anew?
   * Once, because a job that fells whatever takes it must come to an end.
   */
  goBack(): boolean {
    if (this.#isStopped || this.#wentBack) return false
    this.#wentBack = true
    this.#line = null
    this.state = 'waiting'
    return true
  }

  finish(end: JobEnd<unknown>): void {
    this.#line = null
    this.state = 'ended'
    this.#settle(end)
  }

  pause(): void {
    if (this.state === 'ended' || this.paused) return
    this.paused = true
    if (this.#line) this.#line.send({ type: 'pause' })
    else this.listener.onPaused?.()
  }

  goOn(): void {
    if (this.state === 'ended') return
    this.paused = false
    if (this.#line) this.#line.send({ type: 'go-on' })
    else this.#queue.onReady()
  }

  cancel(): void {
    this.#isStopped = true
    if (this.#line) this.#line.send({ type: 'cancel' })
    else this.drop('cancelled before it began')
  }

  cancelAtStart(): void {
    if (this.#line) this.cancel()
    else this.endsAtStart = true
  }

  kill(): void {
    this.#isStopped = true
    if (this.#line) this.#line.kill()
    else this.drop('killed before it began')
  }

  drop(reason: string): void {
    if (this.state !== 'waiting') return
    this.finish({ kind: 'dropped', reason })
    this.#queue.onDropped(this)
  }
}
