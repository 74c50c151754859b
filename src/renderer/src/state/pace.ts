const span = 8 // seconds of training that a pace is taken over: long enough to be calm

/** How long an epoch takes of late: a mean over the last seconds, since machines get busy. */
export class Pace {
  #heard: { readonly epoch: number; readonly seconds: number }[] = []

  reset(): void {
    this.#heard = []
  }

  /** After `seconds` of training the epoch was this one. An earlier epoch than before begins anew. */
  hear(epoch: number, seconds: number): void {
    const last = this.#heard.at(-1)
    if (last !== undefined && (epoch <= last.epoch || seconds < last.seconds)) this.reset()
    this.#heard.push({ epoch, seconds })
    const old = this.#heard.findLastIndex(h => h.seconds < seconds - span)
    if (old > 0) this.#heard.splice(0, old)
  }

  /** Seconds an epoch; of all training so far where little was heard, null before the first epoch. */
  secondsAnEpoch(epoch: number, seconds: number): number | null {
    const [first, last] = [this.#heard[0], this.#heard.at(-1)]
    if (first !== undefined && last !== undefined && last.seconds - first.seconds > 1)
      return (last.seconds - first.seconds) / (last.epoch - first.epoch)
    return epoch > 0 && seconds > 0 ? seconds / epoch : null
  }
}
