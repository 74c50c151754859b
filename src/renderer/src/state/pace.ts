const span = 20 // seconds of training that a pace is taken over: long enough to be calm
/** Fewer epochs say nothing: the first one builds the program, and shares its core with others’ beginnings. */
const fewest = 5

/** Seconds an epoch over all of a training; null before a few epochs are done. */
export const paceSoFar = (epoch: number, seconds: number): number | null =>
  epoch >= fewest && seconds > 0 ? seconds / epoch : null

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

  /** Seconds an epoch; of all training so far where little was heard, null before a few epochs are done. */
  secondsAnEpoch(epoch: number, seconds: number): number | null {
    const [first, last] = [this.#heard[0], this.#heard.at(-1)]
    if (first === undefined || last === undefined) return null
    if (last.seconds - first.seconds > 1 && last.epoch - first.epoch >= fewest)
      return (last.seconds - first.seconds) / (last.epoch - first.epoch)
    return paceSoFar(epoch, seconds)
  }
}
