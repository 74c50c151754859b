/**
 * max|a − b| / max|b|: how far `ours` is from `theirs`, in units of their largest number.
 * Infinite when the lengths differ or a number is missing; of all zeros only zeros are near.
 */
export function relativeError(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length || ours.length === 0) return Number.POSITIVE_INFINITY
  let largest = 0
  let furthest = 0
  for (let i = 0; i < theirs.length; i++) {
    const [a, b] = [ours[i] as number, theirs[i] as number]
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.POSITIVE_INFINITY
    largest = Math.max(largest, Math.abs(b))
    furthest = Math.max(furthest, Math.abs(a - b))
  }
  return furthest === 0 ? 0 : furthest / largest
}
