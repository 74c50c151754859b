import type { Phase } from '../../shared/wire.ts'
import type { EpochRow } from '../store/epochs.ts'
import type { PhaseEnd } from '../training/run.ts'

/** Where a network of the run in training stands now; the database is up to two seconds behind. */
export interface LiveModel {
  readonly phase: Phase
  readonly epoch: number
  readonly seconds: number
  readonly bestEpoch: number | null
}

const mostRows = 20_000 // of a model; a checkpoint comes every two seconds, so far fewer are new

/** What the run in training told since it began here, before it is all in the database. */
export class LiveRun {
  readonly #names: readonly string[]
  readonly #models = new Map<string, LiveModel>()
  readonly #rows = new Map<string, EpochRow[]>()
  readonly #paused = new Set<string>()
  readonly #over = new Set<string>()

  constructor(models: readonly { readonly name: string }[]) {
    this.#names = models.map(({ name }) => name)
  }

  model(name: string): LiveModel | null {
    return this.#models.get(name) ?? null
  }

  /** Its epochs of the first phase that came last, in order. */
  rows(name: string): readonly EpochRow[] {
    return this.#rows.get(name) ?? []
  }

  /** Models that train and are not paused. */
  get training(): number {
    return [...this.#models.keys()].filter(name => !this.#paused.has(name)).length
  }

  /** Is there something left to train, and all of it paused? */
  get isPaused(): boolean {
    const left = this.#names.filter(name => !this.#over.has(name))
    return left.length > 0 && left.every(name => this.#paused.has(name))
  }

  isPausedModel(name: string): boolean {
    return this.#paused.has(name)
  }

  /** One model, or all that are not done. */
  pause(model?: string): void {
    for (const name of this.#named(model)) this.#paused.add(name)
  }

  goOn(model?: string): void {
    for (const name of this.#named(model)) this.#paused.delete(name)
  }

  start(model: string, phase: Phase): void {
    const known = this.#models.get(model)
    if (known?.phase !== phase)
      this.#models.set(model, { phase, epoch: 0, seconds: 0, bestEpoch: null })
  }

  /** A row replaces one of the same epoch and whatever followed it. */
  add(
    model: string,
    phase: Phase,
    rows: readonly EpochRow[],
    best: { readonly epoch: number } | null,
    seconds: number
  ): void {
    const epoch = rows.at(-1)?.epoch ?? 0
    this.#models.set(model, { phase, epoch, seconds, bestEpoch: best?.epoch ?? null })
    if (phase === 'retrain') return
    const known = this.#rows.get(model) ?? []
    const first = rows[0]?.epoch ?? 0
    while ((known.at(-1)?.epoch ?? 0) >= first && known.length > 0) known.pop()
    known.push(...rows)
    if (known.length > mostRows) known.splice(0, known.length - mostRows)
    this.#rows.set(model, known)
  }

  end(model: string, phase: Phase, { epoch, seconds, bestEpoch }: PhaseEnd): void {
    this.#models.set(model, { phase, epoch, seconds, bestEpoch })
  }

  /** Nothing of this model is left to train. */
  finish(model: string): void {
    this.#models.delete(model)
    this.#paused.delete(model)
    this.#over.add(model)
  }

  /** Rows that are in the database by now. */
  forget(model: string, through: number): void {
    const rows = this.#rows.get(model)
    if (rows)
      this.#rows.set(
        model,
        rows.filter(row => row.epoch > through)
      )
  }

  #named(model: string | undefined): readonly string[] {
    return this.#names.filter(name => (model ?? name) === name && !this.#over.has(name))
  }
}
