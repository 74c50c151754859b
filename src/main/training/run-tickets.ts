import type { TrainResult } from './messages.ts'
import type { Ticket } from './ticket.ts'

/** The models of a run that are not trained yet: their jobs, and what a person asked of them. */
export class RunTickets {
  readonly #unfinished: Set<string>
  readonly #tickets = new Map<string, Ticket<TrainResult>>()
  readonly #paused = new Set<string>()
  readonly #cancelled = new Set<string>()

  constructor(models: readonly string[]) {
    this.#unfinished = new Set(models)
  }

  /** A job was handed in for this model; what was asked before holds for it too. */
  add(model: string, ticket: Ticket<TrainResult>): void {
    this.#tickets.set(model, ticket)
    if (this.#paused.has(model)) ticket.pause()
    if (this.#cancelled.has(model)) ticket.cancelAtStart()
  }

  remove(model: string): void {
    this.#tickets.delete(model)
  }

  /** The weights of one phase are kept: to cancel the next is another wish. */
  kept(model: string): void {
    this.#cancelled.delete(model)
  }

  finish(model: string): void {
    this.#unfinished.delete(model)
  }

  /** One model, or all when none is named. */
  pause(model?: string): void {
    for (const name of this.#named(model)) {
      this.#paused.add(name)
      this.#tickets.get(name)?.pause()
    }
  }

  goOn(model?: string): void {
    for (const name of this.#named(model)) {
      this.#paused.delete(name)
      this.#tickets.get(name)?.goOn()
    }
  }

  /** One that waits keeps its turn, so that it has the weights it begins with. */
  cancel(model: string): void {
    for (const name of this.#named(model)) {
      this.#cancelled.add(name)
      this.#tickets.get(name)?.cancelAtStart()
      this.goOn(name) // it may begin at once: after it knows that it ends there
    }
  }

  /** Was it ended by hand, alone? Then its weights count. */
  isCancelled(model: string): boolean {
    return this.#cancelled.has(model)
  }

  cancelAll(): void {
    for (const ticket of this.#tickets.values()) ticket.cancel()
  }

  killAll(): void {
    for (const ticket of this.#tickets.values()) ticket.kill()
  }

  /** Is there something left to train, and all of it paused? */
  isPaused(): boolean {
    const names = [...this.#unfinished]
    return names.length > 0 && names.every(name => this.#paused.has(name))
  }

  #named(model: string | undefined): string[] {
    return [...this.#unfinished].filter(name => model === undefined || name === model)
  }
}
