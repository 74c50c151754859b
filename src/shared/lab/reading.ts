/**
 * A view of numbers that tells of every entry that is read through it. Code that takes a
 * `Float64Array` takes this one too: entries by index, `subarray` as such a view of its own, `slice`
 * as a copy of entries that count as read; anything else that looks at all of them (iteration, `map`,
 * the buffer) counts as reading all.
 */
export function noteReads(values: Float64Array, note: (index: number) => void): Float64Array {
  const noteAll = (start = 0, end = values.length) => {
    for (let i = start; i < end; i++) note(i)
  }
  const cut = (start?: number, end?: number) => {
    const from = place(start ?? 0, values.length)
    return { from, to: Math.max(from, place(end ?? values.length, values.length)) }
  }
  const parts: Readonly<Record<string, (start?: number, end?: number) => Float64Array>> = {
    subarray: (start, end) => {
      const { from, to } = cut(start, end)
      return noteReads(values.subarray(from, to), i => note(i + from))
    },
    slice: (start, end) => {
      const { from, to } = cut(start, end)
      noteAll(from, to)
      return values.slice(from, to)
    },
  }
  return new Proxy(values, {
    get(target, key) {
      if (typeof key === 'string' && isIndex(key)) {
        if (Number(key) < target.length) note(Number(key))
        return target[Number(key)]
      }
      if (typeof key === 'string' && Object.hasOwn(parts, key)) return parts[key]
      if (!isHarmless(key)) noteAll()
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const isIndex = (key: string) => /^(0|[1-9]\d*)$/.test(key)

const isHarmless = (key: string | symbol) =>
  ['length', 'constructor', 'byteLength', 'BYTES_PER_ELEMENT', Symbol.toStringTag].includes(key)

/** As `slice` reads its arguments: from the end where negative, within bounds. */
const place = (at: number, length: number) =>
  at < 0 ? Math.max(0, length + at) : Math.min(at, length)
