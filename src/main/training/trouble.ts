import type { TrainJob } from './job.ts'

/** Where numbers stopped being finite: the epoch, and its losses and gradient norms by batch. */
export interface Trouble {
  readonly epoch: number
  readonly losses: readonly number[]
  readonly norms: readonly number[]
}

/** What happened, what is kept, what to change. Depends on the numbers alone, not on the clock. */
export function describeTrouble(
  { epoch, losses, norms }: Trouble,
  keptEpoch: number,
  { model, settings }: TrainJob
): string {
  const first = norms.findIndex((norm, i) => !Number.isFinite(norm + (losses[i] ?? 0)))
  const at = first < 0 ? norms.length - 1 : first // all finite: the watched part was not
  const norm = norms[at] ?? Number.NaN
  const before = at > 0 ? ` (it was ${tell(norms[at - 1])} one batch before)` : ''
  const kept = keptEpoch === 0 ? 'fresh weights' : `weights of epoch ${keptEpoch}`
  const clip =
    settings.clip === null ? 'set a clip (--clip 1)' : `lower the clip (now ${settings.clip})`
  return `Numbers are no longer finite in epoch ${epoch}; the gradient norm is ${tell(norm)}${before}. The ${kept} are kept. To mend it, lower the learning rate (now ${model.learningRate}) or ${clip}, then run again.`
}

const tell = (norm = Number.NaN): string =>
  Number.isFinite(norm) ? norm.toPrecision(3) : `${norm}`
