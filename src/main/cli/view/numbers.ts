import { isNumber } from '../../../shared/charts/format.ts'

const dash = '\u2013'

/** A loss as the tutorial prints it: three significant digits, 0.00276; at most eight characters. */
export function formatLoss(loss: number | null | undefined): string {
  if (!isNumber(loss)) return dash
  return loss !== 0 && Math.abs(loss) < 1e-4
    ? loss.toExponential(2).replace('e-', 'e\u2212')
    : loss.toPrecision(3)
}

/** Short enough for a column: `12 s`, `3 min`, `2.5 h`. */
export function formatTime(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return dash
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 100) return `${Math.round(seconds)} s`
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

/** Milliseconds with as many digits as mean something. */
export const formatPace = (ms: number | null): string =>
  ms === null ? dash : ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)
