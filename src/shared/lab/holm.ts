/**
 * Holm's step-down adjustment (Holm 1979): sorted upwards, p̃_(k) = max_{j ≤ k} min(1, (m − j + 1) p_(j)).
 * Rejecting where p̃ < α keeps the chance of any false rejection among the m at α, whatever
 * their dependence; networks on one series are very dependent. A null was not tested and does not count in m.
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const tested = ps
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p)
  const adjusted: (number | null)[] = ps.map(() => null)
  let floor = 0
  tested.forEach(({ p, index }, k) => {
    floor = Math.max(floor, Math.min(1, (tested.length - k) * p))
    adjusted[index] = floor
  })
  return adjusted
}
