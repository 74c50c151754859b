import { isToldEpoch } from '../../../shared/lab/told-epochs.ts'
import type { EpochsEvent, ModelProgress, TrainingState } from '../../../shared/wire.ts'
import { LossColumns, type LossView } from './loss-columns.ts'
import { Pace } from './pace.ts'

/** One network as a card shows it. */
export interface LiveModel extends ModelProgress {
  /** Seconds an epoch of the phase it is in, of late; null until it is known. */
  readonly pace: number | null
  /** The same of the first training, once the second has begun. */
  readonly firstPace: number | null
  /** Train loss of the second training, once it has begun. */
  readonly again: number | null
}

/** A line of the log: an epoch that the tutorial would print. */
export interface ToldEpoch {
  readonly model: string
  readonly epoch: number
  readonly train: number
  readonly watched: number
}

/** A run's training at one moment. */
export interface LiveTraining {
  readonly run: string
  readonly models: readonly LiveModel[]
  readonly losses: Readonly<Record<string, LossView>>
  readonly persistenceLoss: TrainingState['persistenceLoss']
  readonly watched: TrainingState['watched']
  /** In the order they came; those of before the view opened by epoch. */
  readonly log: readonly ToldEpoch[]
}

interface Held {
  progress: ModelProgress
  readonly columns: LossColumns
  readonly pace: Pace
  firstPace: number | null
  again: number | null
}

/** A run's training that goes on: begins with what was read, hears events, and can be looked at. */
export class LiveRun {
  readonly run: string
  readonly #start: TrainingState
  readonly #models = new Map<string, Held>()
  #log: readonly ToldEpoch[] = []

  constructor(run: string, start: TrainingState) {
    this.run = run
    this.#start = start
    for (const progress of start.models) this.#begin(progress)
    this.#log = this.#log.toSorted((a, b) => a.epoch - b.epoch)
  }

  #begin(progress: ModelProgress): void {
    const { model } = progress
    const held: Held = {
      progress,
      columns: new LossColumns(),
      pace: new Pace(),
      firstPace: null,
      again: null,
    }
    held.pace.hear(progress.epoch, progress.seconds)
    this.#models.set(model, held)
    const losses = this.#start.losses[model]
    if (losses === undefined) return
    held.columns.push(losses)
    this.#tell(model, losses)
  }

  /** Takes epochs. False when some between the last and these are missing: read anew. */
  hearEpochs(event: EpochsEvent): boolean {
    const held = this.#models.get(event.model)
    const epoch = event.epoch.at(-1)
    if (held === undefined || epoch === undefined) return true
    if (event.phase !== held.progress.phase) beginPhase(held)
    held.pace.hear(epoch, event.seconds)
    const { phase, seconds, best } = event
    const state = held.progress.state === 'paused' ? 'paused' : 'training'
    const bestEpoch = best?.epoch ?? held.progress.bestEpoch
    held.progress = { ...held.progress, phase, state, epoch, seconds, bestEpoch, stopped: null }
    if (phase === 'retrain') {
      held.again = event.train.at(-1) ?? null
      return true
    }
    this.#tell(event.model, event)
    return held.columns.push(event)
  }

  hearProgress(progress: ModelProgress): void {
    const held = this.#models.get(progress.model)
    if (held === undefined) return
    if (progress.phase !== held.progress.phase) beginPhase(held)
    held.progress = progress
  }

  look(): LiveTraining {
    const models = [...this.#models.values()]
    return {
      run: this.run,
      models: models.map(({ progress, pace, firstPace, again }) => ({
        ...progress,
        pace: pace.secondsAnEpoch(progress.epoch, progress.seconds),
        firstPace,
        again,
      })),
      losses: Object.fromEntries(
        models.map(({ progress, columns }) => [progress.model, columns.view()])
      ),
      persistenceLoss: this.#start.persistenceLoss,
      watched: this.#start.watched,
      log: this.#log,
    }
  }

  /** Puts epochs of the tutorial's kind into the log; what they replace leaves it. */
  #tell(model: string, rows: Pick<EpochsEvent, 'epoch' | 'train' | 'validation' | 'test'>): void {
    const [first, epochs] = [rows.epoch[0], this.#models.get(model)?.progress.epochs]
    if (first === undefined || epochs === undefined) return
    const told = new Map<number, ToldEpoch>()
    for (const [i, epoch] of rows.epoch.entries()) {
      if (!isToldEpoch(epoch, epochs)) continue
      const watched = rows[this.#start.watched][i] ?? NaN
      told.set(epoch, { model, epoch, train: rows.train[i] ?? NaN, watched })
    }
    const isOld = (line: ToldEpoch) => line.model === model && line.epoch >= first
    if (told.size === 0 && !this.#log.some(isOld)) return
    this.#log = [...this.#log.filter(line => !isOld(line)), ...told.values()]
  }
}

/** Another phase has another pace; the first one's tells how long the second may take. */
function beginPhase(held: Held): void {
  held.firstPace = held.pace.secondsAnEpoch(held.progress.epoch, held.progress.seconds)
  held.pace.reset()
}
