import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  firstDifference,
  firstLossDifference,
  firstWeightDifference,
} from '../../../src/shared/lab/first-difference.ts'

const name = (i: number) => `#${i}`

/** The bits of a double, as another witness of “the same”. */
const bits = (value: number) => new BigUint64Array(Float64Array.of(value).buffer)[0]

describe('the first difference of two trainings', () => {
  it('is none between numbers and themselves, gaps included', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), numbers => {
        const found = firstDifference(numbers, [...numbers], name)
        expect(found.difference).toBeNull()
        expect(found.values).toBe(numbers.filter(n => !Number.isNaN(n)).length)
      })
    )
  })

  it('is where the bits first differ, and counts the rest', () => {
    const number = fc.double({ noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), pairs => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
        const differing = pairs.flatMap(([x, y], i) => (bits(x) === bits(y) ? [] : [i]))
        const { difference } = firstDifference(a, b, name)
        expect(difference?.where ?? null).toBe(differing.length > 0 ? name(differing[0]!) : null)
        expect(difference?.count ?? 0).toBe(differing.length)
      })
    )
  })

  it('tells 0 from −0, and what only one side has from nothing', () => {
    expect(firstDifference([0], [-0], name).difference?.where).toBe('#0')
    expect(firstDifference([1, 2], [1], name).difference).toEqual({
      where: '#1',
      before: 2,
      again: null,
      count: 1,
      largest: 0,
    })
  })

  it('names a weight by its tensor and its place in it, row by row', () => {
    const weights = (values: readonly number[]) => ({
      'fc.bias': { shape: [1], data: Float32Array.of(0.5) },
      'lstm.weight_hh_l0': { shape: [2, 3], data: Float32Array.from(values) },
    })
    const found = firstWeightDifference(weights([0, 1, 2, 3, 4, 5]), weights([0, 1, 2, 3, 4.5, 7]))
    expect(found).toEqual({
      values: 7,
      difference: { where: 'lstm.weight_hh_l0[1, 1]', before: 4, again: 4.5, count: 2, largest: 2 },
    })
  })

  it('has a tensor that only one training knows differ as a whole', () => {
    const one = { 'fc.bias': { shape: [2], data: Float32Array.of(1, 2) } }
    expect(firstWeightDifference(one, {}).difference).toMatchObject({
      where: 'fc.bias[0]',
      count: 2,
    })
  })

  it('names the first epoch that went another way, its losses before its gradient', () => {
    const losses = (train: number[], gradientNorm: number[]) => ({
      epoch: [1, 2, 3],
      train,
      validation: [Number.NaN, Number.NaN, Number.NaN],
      test: [3, 2, 1],
      gradientNorm,
    })
    const before = losses([0.3, 0.2, 0.1], [1, 1, 1])
    expect(firstLossDifference(before, losses([0.3, 0.2, 0.11], [1, 1.5, 1]))).toMatchObject({
      values: 9,
      difference: { where: 'epoch 2, gradient norm', before: 1, again: 1.5, count: 2 },
    })
    expect(firstLossDifference(before, losses([0.3, 0.25, 0.1], [1, 1.5, 1]))).toMatchObject({
      difference: { where: 'epoch 2, train loss', before: 0.2, again: 0.25 },
    })
  })
})
