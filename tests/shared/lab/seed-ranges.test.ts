import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandOf,
  lossGrid,
  overlap,
  rangeOf,
  rankSeeds,
  seedsFrom,
} from '../../../src/shared/lab/seed-ranges.ts'

const range = (low: number, median: number, high: number) => ({ low, median, high, count: 3 })

describe('the range over seeds', () => {
  it('of an arithmetic progression in any order has its middle in closed form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        (count, first, step, salt) => {
          const values = Array.from({ length: count }, (_, k) => first + step * k)
          const shuffled = values.toSorted((a, b) => ((a * 31 + salt) % 7) - ((b * 31 + salt) % 7))
          expect(rangeOf(shuffled)).toEqual({
            median: first + (step * (count - 1)) / 2,
            low: first,
            high: first + step * (count - 1),
            count,
          })
        }
      )
    )
  })

  it('leaves as many numbers below the median as above it', () => {
    // within half of the largest double: the sum of two is one, too
    const number = fc.double({ noNaN: true, min: -8e307, max: 8e307 })
    const values = fc.array(number, { minLength: 1 })
    fc.assert(
      fc.property(values, numbers => {
        const middle = rangeOf(numbers).median ?? NaN
        const below = numbers.filter(v => v < middle).length
        const above = numbers.filter(v => v > middle).length
        expect(Math.max(below, above)).toBeLessThanOrEqual(numbers.length / 2)
      })
    )
  })

  it('counts the seeds that have a number, and invents none for the others', () => {
    expect(rangeOf([3, null, NaN, 1, Infinity, undefined])).toEqual({
      median: 2,
      low: 1,
      high: 3,
      count: 2,
    })
    expect(rangeOf([null])).toEqual({ median: null, low: null, high: null, count: 0 })
  })

  it('of a line is that of each of its values', () => {
    const band = bandOf([
      [1, 10, null],
      [3, 30, null],
      [2, null, null],
    ])
    expect(band).toEqual({ median: [2, 20, null], low: [1, 10, null], high: [3, 30, null] })
  })
})

describe('the ranking', () => {
  it('gives ranges that overlap the same rank, and names them', () => {
    const ranks = rankSeeds([
      { name: 'persistence', skill: range(0, 0, 0) },
      { name: 'rnn', skill: range(-0.3, -0.2, -0.1) },
      { name: 'lstm', skill: range(0.01, 0.02, 0.05) },
      { name: 'gru', skill: range(-0.01, 0.03, 0.04) },
    ])
    expect(ranks.map(({ name, rank, overlaps }) => [name, rank, overlaps])).toEqual([
      ['gru', 1, ['persistence', 'lstm']],
      ['lstm', 1, ['gru']],
      ['persistence', 2, ['gru']],
      ['rnn', 4, []],
    ])
  })

  it('leaves out what has no number', () => {
    const none = { low: null, median: null, high: null, count: 0 }
    expect(rankSeeds([{ name: 'rnn', skill: none }])).toEqual([])
    expect(overlap(none, range(0, 1, 2))).toBe(false)
  })

  it('calls it an overlap when ends touch', () => {
    expect(overlap(range(0, 1, 2), range(2, 3, 4))).toBe(true)
    expect(overlap(range(2, 3, 4), range(0, 1, 2))).toBe(true)
    expect(overlap(range(0, 1, 2), range(2.001, 3, 4))).toBe(false)
  })
})

describe('seeds', () => {
  it('follow the run’s own, and go on from 0 after the largest there is', () => {
    expect(seedsFrom(7, 3)).toEqual([7, 8, 9])
    expect(seedsFrom(0xffff_ffff, 3)).toEqual([0xffff_ffff, 0, 1])
  })
})

describe('the grid of epochs', () => {
  it('is even, rises, has the first and the last epoch and never many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), epochs => {
        const grid = lossGrid(epochs)
        expect(grid[0]).toBe(1)
        expect(grid.at(-1)).toBe(epochs)
        expect(grid.length).toBeLessThanOrEqual(401)
        expect(grid.every((epoch, i) => i === 0 || epoch > (grid[i - 1] ?? 0))).toBe(true)
      })
    )
    expect(lossGrid(5)).toEqual([1, 2, 3, 4, 5])
  })
})
