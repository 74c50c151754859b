import { noteReads } from '../../shared/lab/reading.ts'
import type { StageId } from '../../shared/lab-wire.ts'

/** Instruments between the data and the code that reads them. */
export interface Eyes {
  /** Model-space values: what is read of them is noted as the bar that each belongs to. */
  values(stage: StageId, values: Float64Array): Float64Array
  prices(stage: StageId, prices: Float64Array): Float64Array
  /**
   * In their place each value's own row number. Windows cut of it hold, wherever they are copied to,
   * the numbers of the rows that they were read from; `dyed` reads them off.
   */
  dye(values: Float64Array): Float64Array
  dyed(stage: StageId, windows: Float32Array): void
}

/** Nobody watches: data pass as they are. */
export const blind: Eyes = {
  values: (_, values) => values,
  prices: (_, prices) => prices,
  dye: values => values,
  dyed: () => {},
}

/** Notes every bar by the stage that read it. `offset`: value i belongs to bar i + offset. */
export function openEyes(offset: number) {
  const seen = new Map<StageId, Set<number>>()
  const note = (stage: StageId, bar: number) => {
    const bars = seen.get(stage) ?? new Set()
    seen.set(stage, bars.add(bar))
  }
  const eyes: Eyes = {
    values: (stage, values) => noteReads(values, i => note(stage, i + offset)),
    prices: (stage, prices) => noteReads(prices, i => note(stage, i)),
    // row numbers are exact in single precision up to 2^24 rows, 66,000 years of days
    dye: values => values.map((_, i) => i),
    dyed(stage, windows) {
      for (const row of windows) note(stage, row + offset)
    },
  }
  return { eyes, barsOf: (stage: StageId): number[] => [...(seen.get(stage) ?? [])] }
}
