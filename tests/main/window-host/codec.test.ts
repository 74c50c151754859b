import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCodec } from '../../../src/main/window-host/codec.ts'

const codec = makeCodec()
const roundTrip = (value: unknown) => codec.decode(codec.encode(value))

/** What the contract is made of, and all that the structured clone knows beside it. */
const values = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: false,
  withNullPrototype: false,
  withUnicodeString: true,
})

describe('the codec', () => {
  it('keeps what the structured clone keeps', () => {
    fc.assert(
      fc.property(values, value => {
        expect(roundTrip(value)).toStrictEqual(structuredClone(value))
      })
    )
  })

  it('keeps NaN, infinities and −0 in columns of any length, to the bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 200 }), column => {
        const read = roundTrip(column) as number[]
        expect(Array.isArray(read)).toBe(true)
        expect(read.length).toBe(column.length)
        for (const [at, number] of column.entries()) expect(Object.is(read[at], number)).toBe(true)
      })
    )
  })

  it('keeps a key that means itself, and one that JSON would lose', () => {
    for (const value of [{ $: 'date', v: 1 }, { $: { $: 1 } }, { a: undefined }, [undefined]])
      expect(roundTrip(value)).toStrictEqual(value)
    const odd: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')
    expect(roundTrip(odd)).toStrictEqual(odd)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('keeps errors, expressions, buffers and views of a part of one', () => {
    const error = roundTrip(new RangeError('too far')) as Error
    expect([error instanceof Error, error.name, error.message]).toEqual([
      true,
      'RangeError',
      'too far',
    ])
    expect(roundTrip(/a+/giu)).toEqual(/a+/giu)
    const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(roundTrip(bytes.subarray(3, 5))).toEqual(Uint8Array.from([4, 5]))
    expect(new Uint8Array(roundTrip(bytes.buffer) as ArrayBuffer)).toEqual(bytes)
    expect((roundTrip(new DataView(bytes.buffer, 2, 4)) as DataView).getUint8(0)).toBe(3)
    expect(roundTrip(new Date(Number.NaN))).toEqual(new Date(Number.NaN))
  })

  it('refuses what cannot cross, rather than dropping it', () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    for (const value of [() => 1, Symbol('s'), { deep: [() => 1] }, circle, new WeakMap()])
      expect(() => codec.encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  })

  it('writes one thing twice where it stands twice', () => {
    const twice = { a: 1 }
    expect(roundTrip([twice, twice])).toEqual([twice, twice])
  })

  it('refuses tags that it never writes', () => {
    for (const text of ['{"$":"eval"}', '{"$":"toString"}', '{"$":"view","k":"Function","v":""}'])
      expect(() => codec.decode(text)).toThrow(/no such/)
  })

  it('works from its source alone, as in a page, without Buffer', () => {
    const page = { btoa, atob, DOMException }
    const paged = runInNewContext(`(${String(makeCodec)})()`, page) as typeof codec
    const column = Array.from({ length: 10_000 }, (_, n) => Math.sin(n))
    expect(codec.decode(paged.encode(column))).toEqual(column)
    expect([...(paged.decode(codec.encode(column)) as number[])]).toEqual(column)
  })

  it('packs a curve into the bytes of its doubles', () => {
    const curve = Array.from({ length: 15_000 }, (_, n) => 1 / (n + 1))
    expect(codec.encode(curve).length).toBeLessThan((15_000 * 8 * 4) / 3 + 100)
  })
})
