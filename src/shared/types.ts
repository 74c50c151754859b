/**
 * The nouns every room shares. Values only: no behaviour, no imports beyond `shared`.
 * Words are those of docs/words and the design: series, revision, bar, window, origin, split, part.
 */

/** A calendar day, `YYYY-MM-DD`, in the exchange's own calendar; never an instant. */
export type IsoDate = string

/** Where a series came from. `simulated` is said wherever the series is named. */
export type Source = 'yahoo' | 'csv' | 'simulated'

export type Protocol = 'tutorial' | 'sealed'
export type Part = 'train' | 'validation' | 'test'
export type Cell = 'rnn' | 'lstm' | 'gru'
export type PriceColumn = 'close' | 'adjusted'
export type SampleName = 'random-walk' | 'momentum'

/**
 * Daily bars by column, oldest first, dates strictly rising.
 * A missing number is NaN, never zero. `close` is never NaN in a stored revision.
 */
export interface Bars {
  readonly dates: readonly IsoDate[]
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly adjusted: Float64Array
  readonly volume: Float64Array
}

/** What is known of a series beside its bars. */
export interface SeriesInfo {
  readonly symbol: string
  readonly source: Source
  /** A longer name when the source gives one. */
  readonly name: string | null
  readonly currency: string | null
  /** Exchange code as Yahoo gives it (`NMS`, `NYQ`, `NSI`), or null. */
  readonly exchange: string | null
  /** File name (never a path) of an imported file, or null. */
  readonly file: string | null
}

/** An immutable state of a series. */
export interface Revision {
  readonly id: number
  readonly series: SeriesInfo
  /** SHA-256 of the bars in canonical form (see `main/store/revisions`), hex. */
  readonly hash: string
  readonly createdAt: string
  readonly asOf: IsoDate
  readonly count: number
}

/** Half-open range of indices `[start, end)`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Windows of each part, by window index; `validation` is null under the tutorial protocol. */
export interface Split {
  readonly windows: number
  readonly train: Range
  readonly validation: Range | null
  readonly test: Range
}

/** The affine map to model space: `(value − mean) / deviation`; identity under the tutorial protocol. */
export interface Scaler {
  readonly mean: number
  readonly deviation: number
}

/**
 * A series made ready for networks. Lengths: n bars; m model-space values
 * (m = n under tutorial, n − 1 under sealed, where values are returns).
 */
export interface Prepared {
  readonly protocol: Protocol
  /** The chosen bars' dates, length n. */
  readonly dates: readonly IsoDate[]
  /** The chosen price column, length n. */
  readonly prices: Float64Array
  /** Model space, scaled, length m: cumulative return CR (tutorial), standardised log return (sealed). */
  readonly values: Float64Array
  /** `values[i]` belongs to bar `i + offset`: 0 under tutorial, 1 under sealed. */
  readonly offset: number
  readonly scaler: Scaler
  /** T: window i reads `values[i … i+T−1]` and its target is `values[i+T]`. */
  readonly window: number
  readonly split: Split
}

/** One network of an experiment. `name` is its column in every table: `rnn`, `lstm`, `gru`. */
export interface ModelSpec {
  readonly name: string
  readonly cell: Cell
  readonly hidden: number
  readonly layers: number
  readonly learningRate: number
  /** Of the plain RNN only. */
  readonly activation: 'tanh' | 'relu'
  /** Of the GRU only: reset gate after (PyTorch) or before the recurrent product. */
  readonly reset: 'after' | 'before'
}

/** One tensor of a network's weights, in PyTorch's layout (row-major). */
export interface WeightTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Weights by PyTorch's names: `lstm.weight_ih_l0`, …, `fc.weight`, `fc.bias`. */
export type Weights = Readonly<Record<string, WeightTensor>>

/** Losses of one model, epoch by epoch; NaN where a part is not watched (or sealed). */
export interface Losses {
  readonly epoch: readonly number[]
  readonly train: readonly number[]
  readonly validation: readonly number[]
  readonly test: readonly number[]
  /** Global gradient norm before clipping, mean over the epoch's batches. */
  readonly gradientNorm: readonly number[]
}

/** One-step predictions against the truth, one row per open target day; prices under sealed, CR under tutorial. */
export interface PredictionTable {
  readonly dates: readonly IsoDate[]
  readonly part: readonly Part[]
  readonly actual: readonly number[]
  readonly persistence: readonly number[]
  readonly models: Readonly<Record<string, readonly number[]>>
}

/** A recursive path: hindcast (actual known) or forecast (actual NaN). Same unit as `PredictionTable`. */
export interface PathTable {
  /** The last date the path was allowed to know. */
  readonly origin: IsoDate
  readonly step: readonly number[]
  readonly dates: readonly IsoDate[]
  /** True where the date is a guess of the calendar. */
  readonly guessed: readonly boolean[]
  readonly actual: readonly number[]
  readonly persistence: readonly number[]
  readonly drift: readonly number[]
  readonly models: Readonly<Record<string, readonly number[]>>
}

/** ‖∂loss/∂h_t‖ for one model at one epoch: `norms[layer][t]`. */
export interface GradientProfile {
  readonly model: string
  readonly epoch: number
  readonly norms: readonly (readonly number[])[]
}
