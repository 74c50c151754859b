/** Which epochs get a line: every 500th as in the tutorial, about ten a run where there are few; and the last. */
export function isToldEpoch(epoch: number, epochs: number): boolean {
  return epoch % toldEvery(epochs) === 0 || epoch === epochs
}

/** How many epochs there are from one line to the next. */
export const toldEvery = (epochs: number): number =>
  epochs >= 1000 ? 500 : Math.max(1, Math.ceil(epochs / 10))
