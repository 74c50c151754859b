import type { EpochRow } from '../../store/epochs.ts'
import type { ModelRow, Phase } from '../../store/models.ts'
import type { PhaseEnd } from '../../training/run.ts'

export type Best = { readonly epoch: number; readonly loss: number }

/** How far one model is. */
export interface ModelProgress {
  readonly name: string
  phase: Phase
  state: 'waiting' | 'training' | 'paused' | 'ended'
  epoch: number
  /** The newest epoch's figures. */
  row: EpochRow | null
  best: Best | null
  /** Training time of this phase, seconds. */
  seconds: number
  end: PhaseEnd | null
  /** The latest epochs' times, from which the pace is counted. */
  readonly samples: { readonly epoch: number; readonly seconds: number }[]
}

/** Reports that the pace is counted over: two seconds, so that it follows when a neighbour ends. */
const SAMPLES = 40

/** How far every model of a run is; hears what the run tells. */
export class Progress {
  readonly models: readonly ModelProgress[]

  constructor(names: readonly string[]) {
    this.models = names.map(name => ({ name, ...nothingYet('train'), state: 'waiting' }))
  }

  /** Takes over what an earlier process had done. */
  restore(rows: readonly ModelRow[]): void {
    for (const { model, phase, state, epoch, seconds } of rows) {
      const found = this.#of(model)
      const ended = state === 'finished' || state === 'failed'
      Object.assign(found, {
        ...nothingYet(phase),
        epoch,
        seconds,
        state: ended ? 'ended' : 'waiting',
      })
    }
  }

  start(name: string, phase: Phase): void {
    const model = this.#of(name)
    if (model.phase !== phase) Object.assign(model, nothingYet(phase))
    model.state = 'training'
    model.samples.length = 0
  }

  hear(name: string, phase: Phase, rows: readonly EpochRow[], best: Best | null, seconds: number) {
    const last = rows.at(-1)
    if (last === undefined) return
    const { epoch } = last
    const model = this.#of(name)
    Object.assign(model, { phase, epoch, row: last, best, seconds, state: 'training' })
    model.samples.push({ epoch, seconds })
    if (model.samples.length > SAMPLES) model.samples.shift()
  }

  pause(name: string): void {
    this.#of(name).state = 'paused'
  }

  end(name: string, end: PhaseEnd): void {
    const { epoch, seconds } = end
    Object.assign(this.#of(name), { epoch, seconds, end, state: 'ended' })
  }

  #of(name: string): ModelProgress {
    const model = this.models.find(own => own.name === name)
    if (!model) throw new Error(`no model ${name}`)
    return model
  }
}

const nothingYet = (phase: Phase) => ({
  phase,
  epoch: 0,
  row: null,
  best: null,
  seconds: 0,
  end: null,
  samples: [] as { epoch: number; seconds: number }[],
})

/** Milliseconds an epoch, of late; over the whole phase once it has ended. Null before it is known. */
export function paceOf({ state, epoch, seconds, samples }: ModelProgress): number | null {
  if (state === 'ended') return epoch > 0 && seconds > 0 ? (1000 * seconds) / epoch : null
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || last.epoch === first.epoch) return null
  return (1000 * (last.seconds - first.seconds)) / (last.epoch - first.epoch)
}
