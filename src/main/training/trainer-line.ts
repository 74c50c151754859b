import type { TrainerProcess } from './launch.ts'
import type { EngineVersions, FromTrainer } from './messages.ts'
import type { Entry, JobEnd } from './ticket.ts'

interface TrainerEvents {
  onReady(versions: EngineVersions): void
  /** Its job ended and it can take another. */
  onFree(trainer: Trainer, entry: Entry): void
  onGone(trainer: Trainer, entry: Entry | null): void
  /** It was gone before it took this job, which waits again. */
  onMissed(entry: Entry): void
}

/** One process and the job it has now. */
export class Trainer {
  readonly process: TrainerProcess
  readonly #events: TrainerEvents
  #entry: Entry | null = null
  #engineFault: string | null = null
  /** It ended a job before, and has said nothing of the one it has now. */
  #isUnheard = false

  constructor(process: TrainerProcess, events: TrainerEvents) {
    this.process = process
    this.#events = events
    process.onMessage(message => this.#hear(message))
    process.onExit(how => this.#leave(describeDeath(how)))
  }

  take(entry: Entry): void {
    this.#entry = entry
    const { job, endsAtStart } = entry
    this.process.send({ type: 'job', job, ...(endsAtStart && { endsAtStart }) })
    entry.begin(this.process)
  }

  #hear(message: FromTrainer): void {
    const listener = this.#entry?.listener
    this.#isUnheard = false
    if (message.type === 'ready') this.#events.onReady(message.versions)
    else if (message.type === 'progress')
      listener?.onProgress?.(message.epochs, message.best, message.seconds)
    else if (message.type === 'checkpoint') listener?.onCheckpoint?.(message.checkpoint)
    else if (message.type === 'paused') listener?.onPaused?.()
    else if (message.type !== 'failed') this.#done({ kind: 'done', result: message.result })
    else if (message.engine) this.#refuse(message.reason)
    else this.#done({ kind: 'died', reason: message.reason })
  }

  #done(end: JobEnd<unknown>): void {
    const entry = this.#entry
    if (!entry) return
    this.#entry = null
    this.#isUnheard = true
    this.#events.onFree(this, entry)
    entry.finish(end)
  }

  /** It has no engine and never will: the next job finds a new process, perhaps a mended engine. */
  #refuse(reason: string): void {
    this.#engineFault = reason
    this.process.kill()
  }

  #leave(death: string): void {
    const entry = this.#entry
    const fault = this.#engineFault
    this.#entry = null
    this.#events.onGone(this, entry)
    if (entry && this.#isUnheard && entry.goBack()) {
      this.#events.onMissed(entry)
      return
    }
    entry?.finish(
      fault === null ? { kind: 'died', reason: death } : { kind: 'no-engine', reason: fault }
    )
  }
}

interface Death {
  readonly code: number | null
  readonly signal: string | null
  readonly said: string
}

function describeDeath({ code, signal, said }: Death): string {
  const how = signal
    ? `was ended by ${signal}`
    : code === null
      ? 'could not be started'
      : `ended with code ${code}`
  const words = lastWords(said)
  return `the trainer process ${how}${words === '' ? '' : ` (${words})`}`
}

/** The error's own line if there is one; libtensorflow's chatter and Node's signature say nothing. */
function lastWords(said: string): string {
  const isChatter = /^(WARNING: All log messages|[IW]\d{4} |Node\.js v|\s+at )/
  const lines = said.split('\n').filter(line => line.trim() !== '' && !isChatter.test(line))
  return (lines.findLast(line => /error/i.test(line)) ?? lines.at(-1) ?? '').trim()
}
