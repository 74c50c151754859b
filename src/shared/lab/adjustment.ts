import type { Bars, IsoDate } from '../types.ts'

/** A day from which on prices are not adjusted as those before it are. */
export interface AdjustmentStep {
  /** The first day after it: the ex-date of a dividend. */
  readonly date: IsoDate
  /** What every adjusted close before it was multiplied with: 0.994 after a dividend of 0.6 %. */
  readonly factor: number
}

/**
 * Days at which adjusted ÷ close changes, oldest first: what the bars themselves show of dividends,
 * and of splits where the source does not divide its closes. A change counts when rounding cannot
 * make it: Yahoo computes in 32-bit floats, a file may have two decimals.
 */
export function adjustmentSteps({ dates, close, adjusted }: Bars): AdjustmentStep[] {
  const rounding = [halfUnit(close), halfUnit(adjusted)] as const
  const noise = (i: number) =>
    3e-6 + 2 * (rounding[0] / (close[i] ?? 1) + rounding[1] / (adjusted[i] ?? 1))
  const steps: AdjustmentStep[] = []
  for (let i = 1; i < dates.length; i++) {
    const factor = (adjusted[i - 1]! / close[i - 1]!) * (close[i]! / adjusted[i]!) // NaN where one is missing
    if (Math.abs(factor - 1) > noise(i - 1) + noise(i)) steps.push({ date: dates[i]!, factor })
  }
  return steps
}

/** Half of the last decimal that the column is written with, the second to the sixth; 0 for more. */
function halfUnit(column: Float64Array): number {
  for (let decimals = 2; decimals <= 6; decimals++) {
    const scale = 10 ** decimals
    const isWhole = (value: number) =>
      Number.isNaN(value) || Math.abs(value * scale - Math.round(value * scale)) < 1e-7
    if (column.every(isWhole)) return 0.5 / scale
  }
  return 0
}

/** What a source says its prices are adjusted for. */
export type AdjustmentEvent =
  | { readonly kind: 'dividend'; readonly date: IsoDate; readonly amount: number }
  | {
      readonly kind: 'split'
      readonly date: IsoDate
      readonly numerator: number
      readonly denominator: number
    }

interface Events {
  readonly splits: readonly {
    readonly date: IsoDate
    readonly numerator: number
    readonly denominator: number
  }[]
  readonly dividends: readonly { readonly date: IsoDate; readonly amount: number }[]
  /** The newest day of any. */
  readonly adjustedFor: IsoDate | null
}

/** The stamp of a revision: its newest dividend or split, `dividend 0.24 on 2024-03-07`; null for none. */
export function stampOf({ splits, dividends, adjustedFor }: Events): string | null {
  const newest = <T extends { date: IsoDate }>(all: readonly T[]) =>
    all.filter(({ date }) => date === adjustedFor)
  const parts = [
    ...newest(splits).map(s => `split ${s.numerator}:${s.denominator} on ${s.date}`),
    ...newest(dividends).map(d => `dividend ${d.amount} on ${d.date}`),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

/** A stamp read back; what is not of its form is left out. */
export const readStamp = (stamp: string | null): AdjustmentEvent[] =>
  (stamp ?? '').split('; ').flatMap((part): AdjustmentEvent[] => {
    const [, kind, value = '', date = ''] =
      /^(dividend|split) (\S+) on (\d{4}-\d\d-\d\d)$/.exec(part) ?? []
    if (kind === 'dividend') return [{ kind, date, amount: Number(value) }]
    const [numerator, denominator] = value.split(':').map(Number)
    return kind === 'split' && numerator && denominator
      ? [{ kind, date, numerator, denominator }]
      : []
  })
