/** What two walks told differently, after all that has to differ was taken out. */

/** Words of one walk by which it is known: ids, folders; replaced by what they stand for. */
export type Names = ReadonlyMap<string, string>

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '«instant»'],
  [/\d{1,2} \w{3} \d{4}, \d\d:\d\d UTC/g, '«instant»'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?/g, '«instant»'],
  [/\b\d+(\.\d+)?[\s\u00a0\u202f](s|ms|min)\b/g, '«time»'],
  [/\b[0-9a-f]{32}\b/g, '«token»'],
]

/** Of clocks, sizes and this machine's trainers: said of the work, not of the series. */
const volatile =
  /(^|[.[])(\w*[sS]econds\w*|milliseconds\w*|\w*[bB]ytes|busy|trainers|memoryBytes|freeMemory|takes|startedAt|\w+At|pid|reads|writes|ms)(\.|$|\])/

/** Every text, number and truth in a value by where it is; places in lists are not told apart. */
export function flatten(
  value: unknown,
  names: Names,
  at = '',
  found = new Map<string, string[]>()
) {
  if (value === null || typeof value !== 'object') {
    if (!volatile.test(at)) found.set(at, [...(found.get(at) ?? []), plain(value, names)])
    return found
  }
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    for (const inner of value as Iterable<unknown>) flatten(inner, names, `${at}[]`, found)
    return found
  }
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  for (const [key, inner] of entries as [string, unknown][]) {
    const name = plain(key, names)
    flatten(inner, names, at === '' ? name : `${at}.${name}`, found)
  }
  return found
}

function plain(value: unknown, names: Names): string {
  if (typeof value !== 'string') return String(value)
  const named = [...names].reduce((text, [word, name]) => text.replaceAll(word, name), value)
  return patterns.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), named)
}

/** Places that one of two walks has and the other has not, or where they say something else. */
export function differences(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>
): string[] {
  const places = new Set([...one.keys(), ...other.keys()])
  return [...places].filter(at => one.get(at)?.join('\n') !== other.get(at)?.join('\n')).sort()
}
