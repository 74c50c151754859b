import type { Launch, TrainerProcess } from '../../../src/main/training/launch.ts'
import type { FromTrainer, ToTrainer } from '../../../src/main/training/messages.ts'

/** A trainer process that is none: the test says what it answers and when it dies. */
export class FakeTrainer implements TrainerProcess {
  readonly pid = 0
  readonly heard: ToTrainer[] = []
  alive = true
  #tell: (message: FromTrainer) => void = () => {}
  #exit: Parameters<TrainerProcess['onExit']>[0] = () => {}

  send(message: ToTrainer): void {
    if (this.alive) this.heard.push(message)
  }

  onMessage(listen: (message: FromTrainer) => void): void {
    this.#tell = listen
  }

  onExit(listen: Parameters<TrainerProcess['onExit']>[0]): void {
    this.#exit = listen
  }

  kill(): void {
    this.die({ signal: 'SIGKILL' })
  }

  say(message: FromTrainer): void {
    this.#tell(message)
  }

  /** Ends its job, as if trained. */
  finish(): void {
    const outcome = { stopped: 'finished', epoch: 1, trouble: null, seconds: 1 } as const
    const result = { outcome, bestEpoch: null, weights: {}, parameters: 0 }
    this.say({ type: 'trained', result })
  }

  die({ code = null, signal = null, said = '' }: Partial<Parameters<typeof this.end>[0]>): void {
    this.end({ code, signal, said })
  }

  end(how: { code: number | null; signal: string | null; said: string }): void {
    if (!this.alive) return
    this.alive = false
    this.#exit(how)
  }
}

/** Launches fakes and keeps them in order. */
export function fakeLaunch(): { launch: Launch; trainers: FakeTrainer[] } {
  const trainers: FakeTrainer[] = []
  const launch = () => {
    const trainer = new FakeTrainer()
    trainers.push(trainer)
    return trainer
  }
  return { launch, trainers }
}
