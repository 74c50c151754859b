import type { Job } from '../../../src/main/training/job.ts'
import type { Launch, TrainerProcess } from '../../../src/main/training/launch.ts'
import type { FromTrainer, ToTrainer } from '../../../src/main/training/messages.ts'

/**
 * Trainer processes that are none and answer at once: trainings leave no weights, applications say
 * zero. `hold` keeps trainings back until `release`; `seen` are the jobs in the order they came.
 */
export class QuickTrainers {
  readonly seen: Job[] = []
  readonly #held: (() => void)[] = []
  #holds = false
  #broken: string | null = null

  readonly launch: Launch = () => {
    let tell: (message: FromTrainer) => void = () => {}
    let exit: Parameters<TrainerProcess['onExit']>[0] = () => {}
    return {
      pid: 0,
      send: message => this.#hear(message, answer => tell(answer)),
      onMessage: listen => {
        tell = listen
      },
      onExit: listen => {
        exit = listen
      },
      kill: () => exit({ code: null, signal: 'SIGKILL', said: '' }),
    }
  }

  /** Trainings from now on wait. */
  hold(): void {
    this.#holds = true
  }

  /** The trainings that wait end, `count` of them or all; those to come still wait. */
  release(count = this.#held.length): void {
    for (const end of this.#held.splice(0, count)) end()
  }

  goOn(): void {
    this.#holds = false
    this.release()
  }

  /** Trainings that wait, and all that come, fail like a process that met a bug. */
  breakAll(reason: string): void {
    this.#broken = reason
    this.release()
  }

  mend(): void {
    this.#broken = null
    this.goOn()
  }

  get held(): number {
    return this.#held.length
  }

  #hear(message: ToTrainer, tell: (answer: FromTrainer) => void): void {
    if (message.type === 'cancel') this.release()
    if (message.type !== 'job') return
    const { job } = message
    this.seen.push(job)
    const end = () =>
      setImmediate(() =>
        tell(
          this.#broken === null
            ? answerTo(job)
            : { type: 'failed', reason: this.#broken, engine: false }
        )
      )
    if (this.#broken === null && this.#holds && job.kind === 'train') this.#held.push(end)
    else end()
  }
}

function answerTo(job: Job): FromTrainer {
  if (job.kind === 'train') {
    const outcome = { stopped: 'finished', epoch: 1, trouble: null, seconds: 1 } as const
    return { type: 'trained', result: { outcome, bestEpoch: null, weights: {}, parameters: 0 } }
  }
  const paths = Object.entries(job.application.paths).map(([name, { windows, steps }]) => {
    return [name, new Float32Array((windows.length / job.window) * steps)] as const
  })
  const predictions = new Float32Array((job.application.windows?.length ?? 0) / job.window)
  return { type: 'applied', result: { predictions, paths: Object.fromEntries(paths) } }
}
