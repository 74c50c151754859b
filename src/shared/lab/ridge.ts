import { solveCholesky } from './cholesky.ts'
import { mean } from './numbers.ts'

/** ŷ = intercept + weights · x */
export interface Ridge {
  /** [F] */
  readonly weights: Float64Array
  readonly intercept: number
}

/**
 * Ridge regression in closed form: w = (XᵀX + λI)⁻¹ Xᵀy on centred X and y, the intercept free
 * (Hoerl & Kennard 1970; the same objective as scikit-learn's `Ridge`, ‖y − Xw − b‖² + λ‖w‖²).
 * `x`: [N, F] row-major, `y`: [N], N ≥ 1, λ > 0. With F = 0 only the intercept is left.
 */
export function fitRidge(x: Float64Array, y: Float64Array, lambda: number): Ridge {
  const features = x.length / y.length
  const centres = columnMeans(x, features)
  const centre = mean(y)
  const weights = solveCholesky(...normalEquations(x, y, centres, centre, lambda))
  return { weights, intercept: centre - dot(weights, centres, 0) }
}

/** The prediction for the row of `x` that starts at `start`. */
export const predictRidge = (ridge: Ridge, x: Float64Array, start = 0): number =>
  ridge.intercept + dot(ridge.weights, x, start)

function dot(weights: Float64Array, x: Float64Array, start: number): number {
  let sum = 0
  for (let f = 0; f < weights.length; f++) sum += weights[f]! * x[start + f]!
  return sum
}

function columnMeans(x: Float64Array, features: number): Float64Array {
  const rows = features === 0 ? 0 : x.length / features
  return Float64Array.from({ length: features }, (_, f) => {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += x[i * features + f]!
    return sum / rows
  })
}

/** A = XᵀX + λI: [F, F], only its lower triangle filled; b = Xᵀy: [F]. */
function normalEquations(
  x: Float64Array,
  y: Float64Array,
  centres: Float64Array,
  centre: number,
  lambda: number
): [Float64Array, Float64Array] {
  const features = centres.length
  const a = new Float64Array(features * features)
  const b = new Float64Array(features)
  const row = new Float64Array(features)
  for (let f = 0; f < features; f++) a[f * features + f] = lambda
  for (let i = 0; i < y.length; i++) {
    for (let f = 0; f < features; f++) row[f] = x[i * features + f]! - centres[f]!
    for (let f = 0; f < features; f++) {
      b[f]! += row[f]! * (y[i]! - centre)
      for (let g = 0; g <= f; g++) a[f * features + g]! += row[f]! * row[g]!
    }
  }
  return [a, b]
}
