import { dayOf } from '../../../src/main/store/columns.ts'
import type { EpochRow } from '../../../src/main/store/epochs.ts'
import { saveRevision } from '../../../src/main/store/revisions.ts'
import { createRun } from '../../../src/main/store/runs.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import type { Bars, SeriesInfo } from '../../../src/shared/types.ts'

/** Example values, shared by tests and by the children they kill (so: no vitest here). */

export const info: SeriesInfo = {
  symbol: 'TEST',
  source: 'csv',
  name: 'A test',
  currency: 'USD',
  exchange: null,
  file: 'test.csv',
}

/** n bars that depend on k in every column but the date; adjusted and volume have gaps. */
export function makeBars(n: number, k = 0): Bars {
  const column = (shift: number) =>
    Float64Array.from({ length: n }, (_, i) => 100 + k + shift + i / 7)
  const withGaps = (values: Float64Array) => values.map((v, i) => (i % 10 === 3 ? Number.NaN : v))
  return {
    dates: Array.from({ length: n }, (_, i) => dayOf(15_000 + i)),
    open: column(0.1),
    high: column(0.2),
    low: column(0.3),
    close: column(0.4),
    adjusted: withGaps(column(0.5)),
    volume: withGaps(column(1e6)),
  }
}

export const makeExperiment = (changes: Partial<Experiment> = {}): Experiment => ({
  ...experimentSchema.parse({
    models: [
      { name: 'rnn', cell: 'rnn', hidden: 16, layers: 2, learningRate: 1e-4 },
      { name: 'gru', cell: 'gru', hidden: 16, layers: 2, learningRate: 1e-4 },
    ],
  }),
  ...changes,
})

/** A queued run on a small series. */
export function makeRun(store: Store, changes: Partial<Experiment> = {}): string {
  const revision = saveRevision(store, info, makeBars(100))
  const experiment = makeExperiment(changes)
  const usedHash = revision.hash
  return createRun(store, { experiment, revisionId: revision.id, usedHash, quickLook: false })
}

/** Epochs from … to, with figures that tell which epoch they are of. */
export const makeEpochs = (from: number, to: number): EpochRow[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    epoch: from + i,
    train: 1 / (from + i),
    validation: Number.NaN,
    test: 2 / (from + i),
    gradientNorm: from + i,
  }))

/** Bytes that depend on k everywhere, so that no mixture passes for whole. */
export function makeBytes(length: number, k: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = (k * 2_654_435_761 + 1) >>> 0
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
