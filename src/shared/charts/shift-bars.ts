import type { LagCurve } from '../lab/lag.ts'
import { formatSigned, formatValue, isNumber, minus, nbsp } from './format.ts'

/** One bar of the slider that shifts a prediction; places are shares of the track, 0 … 1. */
export interface ShiftBar {
  readonly shift: number
  readonly label: string
  readonly rmse: number | null
  /** Of the tallest bar. */
  readonly height: number
  readonly x: number
  readonly isBest: boolean
}

/** Bars of RMSE by shift, from zero, so that a bar half as tall is an error half as large. */
export function makeShiftBars({ fits, best }: LagCurve): ShiftBar[] {
  const tallest = Math.max(0, ...fits.map(fit => fit.rmse ?? 0))
  const last = Math.max(1, fits.length - 1)
  return fits.map(({ shift, rmse }, i) => ({
    shift,
    label: formatSigned(shift, 0),
    rmse,
    height: tallest > 0 && rmse !== null ? rmse / tallest : 0,
    x: i / last,
    isBest: shift === best,
  }))
}

const dayWords = (shift: number) =>
  `${shift === 0 ? '0' : formatSigned(shift, 0)}${nbsp}${Math.abs(shift) === 1 ? 'day' : 'days'}`

export interface ShiftReading {
  /** `−1 day: RMSE 0.0029` */
  readonly now: string
  /** What that means, in a sentence. */
  readonly meaning: string
}

/** What the slider says at one shift. */
export function describeShift({ fits, best }: LagCurve, shift: number): ShiftReading {
  const at = (wanted: number) => fits.find(fit => fit.shift === wanted)?.rmse ?? null
  const now = `${dayWords(shift)}: RMSE ${formatValue(at(shift))}`
  return { now, meaning: meaningOf(at, best, shift) }
}

function meaningOf(
  at: (shift: number) => number | null,
  best: number | null,
  shift: number
): string {
  const [here, unmoved] = [at(shift), at(0)]
  if (best === null || !isNumber(here) || !isNumber(unmoved)) return 'There is no error to compare.'
  if (shift === 0 && best === 0) return 'It fits the day it predicts best.'
  if (shift === 0)
    return best === -1
      ? `At ${minus}1${nbsp}day: ${formatValue(at(-1))}. It fits yesterday.`
      : `It fits best at ${dayWords(best)}: ${formatValue(at(best))}.`
  const ratio = unmoved / here
  if (shift === -1 && best === -1)
    return `This is yesterday: the fit is ${timesWords(ratio)} tighter.`
  if (ratio > 1.005) return `The fit is ${timesWords(ratio)} tighter than unmoved.`
  return ratio < 0.995
    ? `The error is ${timesWords(1 / ratio)} that of unmoved.`
    : 'The same as unmoved.'
}

/** `7 times`; small ratios with a decimal, so that 1.3 is not called 1. */
const timesWords = (ratio: number) =>
  ratio > 1000
    ? 'over 1,000 times'
    : `${ratio >= 5 ? Math.round(ratio) : Number(ratio.toFixed(ratio < 1.1 ? 2 : 1))} times`
