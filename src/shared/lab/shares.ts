/**
 * Shares of a count, exactly. In floats 0.7 · 90 is 62.99…, and a split would lose a window.
 */

/** A share is read as so many millionths: 0.7 is 700,000. */
export const MILLION = 1_000_000

/** The share in whole millionths. */
export const millionths = (share: number): number => Math.round(share * MILLION)

/**
 * ⌊share · n⌋ in whole numbers. Exact while millionths · n < 2⁵³, that is for n up to 9·10⁹;
 * the remainder is taken first, because a rounded quotient may land on the next whole number.
 */
export function floorShare(n: number, share: number): number {
  const product = millionths(share) * n
  return (product - (product % MILLION)) / MILLION
}
