/** Which row a key leads to, from `row` of `count`; null for keys that lead nowhere. */
export function moveFold(key: string, row: number, count: number): number | null {
  const held = (next: number) => Math.min(count - 1, Math.max(0, next))
  switch (key) {
    case 'ArrowLeft':
      return held(row - 1)
    case 'ArrowRight':
      return held(row + 1)
    case 'PageUp':
      return held(row - 10)
    case 'PageDown':
      return held(row + 10)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
