import { describe, expect, it } from 'vitest'
import { solveCholesky } from '../../../src/shared/lab/cholesky.ts'
import { fitRidge, predictRidge } from '../../../src/shared/lab/ridge.ts'
import { witness } from './series.ts'

describe('fitRidge', () => {
  it('agrees with scikit-learn, weak penalty to strong', () => {
    const { x, y, cases } = witness.ridge
    for (const { alpha, weights, intercept } of cases) {
      const ridge = fitRidge(Float64Array.from(x), Float64Array.from(y), alpha)
      ridge.weights.forEach((weight, f) => {
        expect(weight).toBeCloseTo(weights[f], 9)
      })
      expect(ridge.intercept).toBeCloseTo(intercept, 9)
    }
  })

  it('is the mean of y when there are no features', () => {
    const ridge = fitRidge(new Float64Array(), Float64Array.from([1, 2, 6]), 1)
    expect(predictRidge(ridge, new Float64Array())).toBe(3)
  })

  it('predicts the row that starts where it is told', () => {
    const ridge = { weights: Float64Array.from([2, -1]), intercept: 10 }
    expect(predictRidge(ridge, Float64Array.from([9, 3, 4, 9]), 1)).toBe(10 + 6 - 4)
  })
})

describe('solveCholesky', () => {
  it('solves a system worked by hand', () => {
    // [[4, 2], [2, 3]] x = [8, 7] has x = [1.25, 1.5]
    const x = solveCholesky(Float64Array.from([4, NaN, 2, 3]), Float64Array.from([8, 7]))
    expect(x[0]).toBeCloseTo(1.25, 14)
    expect(x[1]).toBeCloseTo(1.5, 14)
  })

  it('throws on a matrix that is not positive definite', () => {
    expect(() => solveCholesky(Float64Array.from([1, 0, 2, 1]), Float64Array.from([1, 1]))).toThrow(
      'not positive definite'
    )
  })
})
