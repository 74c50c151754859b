import type { Losses } from '../../../shared/types.ts'

/** Losses of one model without copying: columns that may be written over once newer epochs come. */
export interface LossView {
  readonly epoch: Float64Array
  readonly train: Float64Array
  readonly validation: Float64Array
  readonly test: Float64Array
  readonly gradientNorm: Float64Array
}

const names = ['epoch', 'train', 'validation', 'test', 'gradientNorm'] as const

/**
 * Epochs of one model as columns that grow. A row replaces one of the same epoch and whatever
 * followed it: a run that goes on from a checkpoint tells those after it once more.
 */
export class LossColumns {
  #columns: LossView = makeColumns(1024)
  #length = 0

  /** The last epoch; 0 before the first. */
  get last(): number {
    return this.#columns.epoch[this.#length - 1] ?? 0
  }

  /** Takes rows in order. False when one did not follow the last: some between are missing. */
  push(rows: Losses): boolean {
    let isWhole = true
    for (let i = 0; i < rows.epoch.length; i++) {
      const epoch = rows.epoch[i] ?? 0
      if (epoch <= this.last) this.#length = this.#indexOf(epoch)
      if (epoch !== this.last + 1) isWhole = false
      this.#append(rows, i)
    }
    return isWhole
  }

  /** What there is now; cheap, no copy. */
  view(): LossView {
    return mapColumns(column => this.#columns[column].subarray(0, this.#length))
  }

  #append(rows: Losses, i: number): void {
    if (this.#length === this.#columns.epoch.length) this.#grow()
    for (const column of names) this.#columns[column][this.#length] = rows[column][i] ?? NaN
    this.#length++
  }

  #grow(): void {
    const wider = makeColumns(2 * this.#length)
    for (const column of names) wider[column].set(this.#columns[column])
    this.#columns = wider
  }

  /** Index of the first row that is not before an epoch. */
  #indexOf(epoch: number): number {
    let [low, high] = [0, this.#length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#columns.epoch[middle] ?? 0) < epoch) low = middle + 1
      else high = middle
    }
    return low
  }
}

const makeColumns = (size: number): LossView => mapColumns(() => new Float64Array(size))

const mapColumns = (make: (column: (typeof names)[number]) => Float64Array): LossView => ({
  epoch: make('epoch'),
  train: make('train'),
  validation: make('validation'),
  test: make('test'),
  gradientNorm: make('gradientNorm'),
})
