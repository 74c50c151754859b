import { dieboldMariano } from './diebold-mariano.ts'
import { horizonTest } from './horizon-test.ts'
import { fill } from './numbers.ts'
import { makeNormal } from './samples.ts'
import { significance } from './verdict.ts'

/**
 * Does a test at 5 % call no more than 5 % of equals unequal? Two forecasters with the same expected
 * loss, by construction, on simulated days; how often does the test find a difference?
 *
 * - `iid`, `garch(.10,.89)-t5`: persistence against a constant drift c on returns whose mean is c / 2, so
 *   that both err alike: h days ahead by h c / 2 in opposite directions. Shocks are normal, or a
 *   GARCH(1,1) of Student-t₅ shocks (Bollerslev 1986, 1987), as wild as daily prices get
 * - `ar(ρ)`: differences of losses that are an AR(1) themselves, one step ahead
 */
export const horizonProcesses = ['iid', 'garch(.10,.89)-t5'] as const
export const oneStepProcesses = [...horizonProcesses, 'ar(.3)', 'ar(.62)', 'ar(.8)'] as const
export type SizeProcess = (typeof oneStepProcesses)[number]

/** One question: a test, on n origins, h days ahead. */
export interface SizeSetting {
  readonly n: number
  readonly h: number
  readonly process: SizeProcess
  readonly test: 'one-step' | 'horizon'
}

export interface SizeRow extends SizeSetting {
  /** Rejected, of those with a verdict; null where there was none. */
  readonly share: number | null
  /** Replications with a verdict. */
  readonly verdicts: number
}

const oneStepDays = [60, 116, 210, 296]
const horizonOrigins = [150, 181, 296, 541]
const daysAhead = [1, 2, 5, 10, 20, 30]

/** All that is asked, in the order of the table. 116 and 296 days are the presets' test parts, 210 the tutorial's. */
export const sizeSettings: readonly SizeSetting[] = [
  ...oneStepProcesses.flatMap(process =>
    oneStepDays.map(n => ({ n, h: 1, process, test: 'one-step' as const }))
  ),
  ...horizonProcesses.flatMap(process =>
    horizonOrigins.flatMap(n => daysAhead.map(h => ({ n, h, process, test: 'horizon' as const })))
  ),
]

/** One setting, once for each seed. */
export function measureSize(setting: SizeSetting, seeds: readonly number[]): SizeRow {
  const ps = seeds.flatMap(seed => pOf(setting, seed) ?? [])
  const rejected = ps.filter(p => p < significance).length
  return { ...setting, share: ps.length > 0 ? rejected / ps.length : null, verdicts: ps.length }
}

function pOf(setting: SizeSetting, seed: number): number | null {
  const { losses, others } = equalLosses(setting, seed)
  const found =
    setting.test === 'one-step'
      ? dieboldMariano(losses, others)
      : horizonTest(losses, others, { steps: setting.h })
  return found?.p ?? null
}

/** Losses of two forecasters that are equally good in truth: [n] each. */
export function equalLosses(
  { n, h, process }: Omit<SizeSetting, 'test'>,
  seed: number
): { readonly losses: Float64Array; readonly others: Float64Array } {
  const normal = makeNormal(seed)
  const rho = rhos[process]
  if (rho !== undefined) {
    const differences = autoregression(n, rho, normal)
    return { losses: differences.map(d => 5 + d), others: new Float64Array(n).fill(5) }
  }
  const shocks = process === 'iid' ? fill(n + h - 1, normal) : garch(n + h - 1, normal)
  const ahead = fill(n, t => shocks.subarray(t, t + h).reduce((sum, e) => sum + e + drift / 2, 0))
  return { losses: ahead.map(r => (r - h * drift) ** 2), others: ahead.map(r => r ** 2) }
}

/** A tenth of a day's deviation. */
const drift = 0.1

const rhos: Partial<Record<SizeProcess, number>> = { 'ar(.3)': 0.3, 'ar(.62)': 0.62, 'ar(.8)': 0.8 }

/** x_t = ρ x_{t−1} + ε_t from its stationary law. [n] */
function autoregression(n: number, rho: number, normal: () => number): Float64Array {
  let x = normal() / Math.sqrt(1 - rho * rho)
  return fill(n, t => (x = t === 0 ? x : rho * x + normal()))
}

/** r_t = √h_t z_t, h_t = .01 + .10 r²_{t−1} + .89 h_{t−1}, z Student-t₅ of variance 1; mean of h 1. [n] */
function garch(n: number, normal: () => number): Float64Array {
  let [h, r] = [1, 0]
  const draw = () => {
    h = 0.01 + 0.1 * r * r + 0.89 * h
    r = Math.sqrt(h) * student5(normal)
    return r
  }
  for (let t = 0; t < warmUp; t++) draw()
  return fill(n, draw)
}

/** Days that are thrown away, so that the first is like any other. */
const warmUp = 200

/** Student-t₅ over its deviation √(5/3): normal / √(χ²₅ / 5) · √(3/5). */
function student5(normal: () => number): number {
  const z = normal()
  let square = 0
  for (let k = 0; k < 5; k++) square += normal() ** 2
  return z * Math.sqrt(3 / square)
}
