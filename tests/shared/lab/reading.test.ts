import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteReads } from '../../../src/shared/lab/reading.ts'

const some = () => Float64Array.from({ length: 12 }, (_, i) => i * i)

/** Indices that a reader touched, in the order in which it did. */
function readsOf(read: (values: Float64Array) => unknown, values = some()) {
  const seen: number[] = []
  const got = read(noteReads(values, i => seen.push(i)))
  return { seen, got }
}

describe('a view that notes what is read', () => {
  it('tells each entry and gives it', () => {
    expect(readsOf(values => [values[3], values[5], values.length])).toEqual({
      seen: [3, 5],
      got: [9, 25, 12],
    })
  })

  it('stays one in a part of it, and counts a copied part as read', () => {
    expect(readsOf(values => values.subarray(4, -2).subarray(1)[2])).toEqual({ seen: [7], got: 49 })
    const { seen, got } = readsOf(values => values.slice(-3))
    expect([seen, got]).toEqual([[9, 10, 11], Float64Array.of(81, 100, 121)])
  })

  it('counts all as read by what looks at all', () => {
    const all = Array.from({ length: 12 }, (_, i) => i)
    expect(readsOf(values => values.map(x => x + 1)).seen).toEqual(all)
    expect(readsOf(values => [...values]).seen).toEqual(all)
    expect(readsOf(values => new Float64Array(values.buffer)).seen).toEqual(all)
    expect(readsOf(values => Math.max(...values)).seen).toEqual(all)
  })

  it('cuts as the array itself does, wherever it is cut', () => {
    const at = fc.integer({ min: -20, max: 20 })
    fc.assert(
      fc.property(at, at, (start, end) => {
        const plain = some().slice(start, end)
        expect(readsOf(values => values.slice(start, end)).got).toEqual(plain)
        const { seen, got } = readsOf(values => {
          const part = values.subarray(start, end)
          return Float64Array.from({ length: part.length }, (_, i) => part[i]!)
        })
        expect(got).toEqual(plain)
        expect(seen).toEqual([...plain].map(Math.sqrt))
      })
    )
  })
})
