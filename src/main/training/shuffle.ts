import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'

/**
 * The order of train windows in one epoch: a permutation of 0 … count−1 that depends on seed and
 * epoch alone (Fisher–Yates; Durstenfeld 1964), so that a resumed run shuffles as it would have.
 */
export function shuffledOrder(count: number, seed: number, epoch: number): Int32Array {
  // Weyl steps keep the seeds of neighbouring epochs apart; Mersenne's own mixing does the rest
  const generator = mersenne((seed ^ Math.imul(epoch + 1, 0x9e3779b9)) | 0)
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i)
    const other = order[j] as number
    order[j] = order[i] as number
    order[i] = other
  }
  return order
}
