import { type MeanTest, testMean } from './cosine-variance.ts'
import { fill, type Numbers } from './numbers.ts'

/** Fewer origins than this that share no day say nothing: their overlapping neighbours only seem to be more. */
export const fewestApart = 8

/**
 * Are two forecasters' losses `steps` ahead equal on average, over origins that lie `stride` days apart?
 *
 * Errors several steps ahead overlap: neighbouring origins share days, so their losses are alike. With
 * k = ⌈steps / stride⌉ origins from one to the next that shares no day, they are a moving sum of k.
 * DM = d̄ / √(V/n) (Diebold & Mariano 1995), with V from as few cosines ν as such a sum allows, held
 * against t_ν (see `cosine-variance.ts`). Bartlett's weights cut at k − 1 lags, as Hindcast 0.1 had
 * them, lose a third of V; the truncated kernel of Harvey, Leybourne & Newbold (1997) may be negative.
 *
 * Null, which is said as “too few”, where no honest p exists: fewer than `fewestApart` origins that
 * share no day, a variance that is not positive, or a loss that is no number.
 * @param losses one for each origin, in time order  @param others the same origins'
 */
export function horizonTest(
  losses: Numbers,
  others: Numbers,
  { steps, stride = 1 }: { readonly steps: number; readonly stride?: number }
): MeanTest | null {
  const n = losses.length
  const apart = Math.ceil(steps / stride)
  if (Math.floor(n / apart) < fewestApart) return null
  return testMean(
    fill(n, t => losses[t]! - others[t]!),
    apart
  )
}
