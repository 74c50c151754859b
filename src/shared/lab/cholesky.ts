/**
 * Solves A x = b for a symmetric positive definite A ([F, F] row-major, lower triangle read) by
 * A = L Lᵀ, L z = b, Lᵀ x = z (Golub & Van Loan, section 4.2). `b` and the result: [F].
 * A ridge's A = XᵀX + λI is positive definite for every λ > 0; anything else is a bug and throws.
 */
export function solveCholesky(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const l = factor(a, n)
  const x = b.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!
    x[i]! /= l[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!
    x[i]! /= l[i * n + i]!
  }
  return x
}

/** L of A = L Lᵀ, row by row. */
function factor(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i > j) l[i * n + j] = sum / l[j * n + j]!
      else l[i * n + i] = positiveRoot(sum)
    }
  }
  return l
}

function positiveRoot(pivot: number): number {
  if (!(pivot > 0)) throw new Error(`matrix is not positive definite: pivot ${pivot}`)
  return Math.sqrt(pivot)
}
