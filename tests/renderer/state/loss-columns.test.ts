import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LossColumns } from '../../../src/renderer/src/state/loss-columns.ts'
import type { Losses } from '../../../src/shared/types.ts'

/** Rows whose values say which life told them, so that a stale row is seen. */
const rowsOf = (epochs: readonly number[], life: number): Losses => ({
  epoch: epochs,
  train: epochs.map(e => life + e / 1e6),
  validation: epochs.map(() => Number.NaN),
  test: epochs.map(e => -life - e / 1e6),
  gradientNorm: epochs.map(() => life),
})

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** Trainings that are thrown back to a checkpoint again and again, told in pieces. */
const lives = fc.array(
  fc.record({
    back: fc.nat(40),
    steps: fc.integer({ min: 1, max: 60 }),
    piece: fc.integer({ min: 1, max: 25 }),
  }),
  { minLength: 1, maxLength: 12 }
)

describe('LossColumns', () => {
  it('ends with the last telling of each epoch, however often it was thrown back', () => {
    fc.assert(
      fc.property(lives, told => {
        const columns = new LossColumns()
        const truth = new Map<number, number>()
        let last = 0
        told.forEach(({ back, steps, piece }, life) => {
          const from = Math.max(0, last - back)
          for (const epoch of truth.keys()) if (epoch > from) truth.delete(epoch)
          const epochs = range(from + 1, from + steps)
          for (const epoch of epochs) truth.set(epoch, life + epoch / 1e6)
          for (let i = 0; i < epochs.length; i += piece)
            expect(columns.push(rowsOf(epochs.slice(i, i + piece), life))).toBe(true)
          last = from + steps
        })
        const view = columns.view()
        expect([...view.epoch]).toEqual([...truth.keys()])
        expect([...view.train]).toEqual([...truth.values()])
        expect([...view.test]).toEqual([...truth.values()].map(v => -v))
      })
    )
  })

  it('takes a piece that is thrown back within itself', () => {
    const columns = new LossColumns()
    columns.push(rowsOf([1, 2, 3, 4, 2, 3], 1))
    expect([...columns.view().epoch]).toEqual([1, 2, 3])
  })

  it('says that epochs are missing', () => {
    const columns = new LossColumns()
    expect(columns.push(rowsOf([1, 2], 0))).toBe(true)
    expect(columns.push(rowsOf([5, 6], 0))).toBe(false)
    expect(new LossColumns().push(rowsOf([3], 0))).toBe(false)
  })

  it('grows past what it began with, and keeps a number that is missing missing', () => {
    const columns = new LossColumns()
    columns.push(rowsOf(range(1, 5000), 2))
    const { epoch, validation } = columns.view()
    expect([epoch.length, epoch[4999]]).toEqual([5000, 5000])
    expect(validation.every(Number.isNaN)).toBe(true)
  })
})
