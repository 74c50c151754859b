/** Per decade; 60 frames for 5,000 epochs, enough for a replay that looks continuous. */
const perDecade = 16

/** Is this epoch (from 1) among those whose predictions are kept: 1, 2, 3, … dense first, then sparse. */
export function isLogSpaced(epoch: number, each = perDecade): boolean {
  const k = Math.round(Math.log10(epoch) * each)
  return [k - 1, k, k + 1].some(step => Math.round(10 ** (step / each)) === epoch)
}

/** Epochs at which ‖∂loss/∂h_t‖ is taken: 1, 10, 100, … and the last one. */
export const isProfiled = (epoch: number, epochs: number): boolean =>
  epoch === epochs || Number.isInteger(Math.log10(epoch))
