import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stepBy, stepDouble, stepFactor } from '../../../src/renderer/src/experiment/steps.ts'

it('goes to the next multiple, not past it', () => {
  const step = stepBy(100, 1, 1_000_000)
  expect(step(5000, 1)).toBe(5100)
  expect(step(5030, 1)).toBe(5100)
  expect(step(5030, -1)).toBe(5000)
  expect(step(100, -1)).toBe(1)
  expect(step(1, 1)).toBe(100)
  expect(step(1_000_000, 1)).toBe(1_000_000)
})

it('keeps shares free of the noise of binary fractions', () => {
  const step = stepBy(0.05, 0.05, 0.95)
  expect(step(0.7, 1)).toBe(0.75)
  expect(step(0.65, 1)).toBe(0.7)
  expect(step(0.15, -1)).toBe(0.1)
})

it('doubles sizes and halves them', () => {
  const step = stepDouble(1, 1024)
  expect(step(16, 1)).toBe(32)
  expect(step(20, 1)).toBe(32)
  expect(step(20, -1)).toBe(16)
  expect(step(1, -1)).toBe(1)
  expect(step(1024, 1)).toBe(1024)
})

it('takes rates along 1, 2, 5', () => {
  const step = stepFactor(1e-6, 10)
  expect(step(1e-4, 1)).toBe(2e-4)
  expect(step(5e-4, 1)).toBe(1e-3)
  expect(step(1e-3, -1)).toBe(5e-4)
  expect(step(3e-4, -1)).toBe(2e-4)
  expect(step(0, 1)).toBe(1e-6)
})

it('always moves the asked way, or stays at the end', () => {
  const steps = [
    stepBy(0.05, 0, 1),
    stepBy(100, 1, 1e6),
    stepDouble(1, 65_536),
    stepFactor(1e-6, 10),
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (step, x) => {
        expect(step(x, 1)).toBeGreaterThanOrEqual(Math.min(x, 1))
        const up = step(x, 1)
        expect(step(up, 1)).toBeGreaterThanOrEqual(up)
        expect(step(up, -1)).toBeLessThanOrEqual(up)
      }
    )
  )
})
