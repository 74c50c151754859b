/** An option as text that can be read and compared: one leaf a line, short lists on one line. */
export const readableOption = (option: object): string => `${lines(option, '').join('\n')}\n`

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) {
    const flat = flatList(value)
    return flat === null
      ? value.flatMap(v =>
          ['-', ...lines(v, `${indent}  `)].map((l, i) => (i === 0 ? indent + l : l))
        )
      : [indent + flat]
  }
  if (typeof value !== 'object' || value === null) return [indent + leaf(value)]
  return Object.entries(value).flatMap(([key, v]) => {
    if (key === 'fontFamily') return []
    if (typeof v !== 'object' || v === null) return [`${indent}${key}: ${leaf(v)}`]
    const flat = Array.isArray(v) ? flatList(v) : null
    return flat === null
      ? [`${indent}${key}`, ...lines(v, `${indent}  `)]
      : [`${indent}${key}: ${flat}`]
  })
}

/** Lists of plain values or of points. */
function flatList(list: readonly unknown[]): string | null {
  const plain = (v: unknown) => typeof v !== 'object' || v === null
  if (!list.every(v => plain(v) || (Array.isArray(v) && v.every(plain)))) return null
  return `[${list.map(v => (Array.isArray(v) ? `(${v.map(leaf).join(' ')})` : leaf(v))).join(', ')}]`
}

function leaf(value: unknown): string {
  if (typeof value === 'function') return '(a function)'
  if (typeof value === 'number') return String(Number(value.toPrecision(6)))
  return String(value).replace(/px -apple-system.*$/, 'px')
}
