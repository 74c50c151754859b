/** Whether two plain values (numbers, words, lists, records) say the same; undefined is absent. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every(key =>
    sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])
  )
}
