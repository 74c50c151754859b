import type { ForecasterBands, RunBands, StepBands } from '../../src/shared/bands.ts'

/**
 * Bands one can check by hand: at step h the 80 % band has a half-width of 0.01 · h and the 95 % one of
 * 0.02 · h, and both hold 2 h points less than they promise. The last step has too few past origins.
 */
export function makeBands(
  networks: readonly string[],
  horizon: number,
  facts: Partial<RunBands> = {}
): RunBands {
  const own = (name: string, kind: ForecasterBands['kind']): ForecasterBands => ({
    name,
    kind,
    useless: null,
    bands: { 80: columns(0.8, 0.01, horizon), 95: columns(0.95, 0.02, horizon) },
  })
  return {
    horizon,
    part: 'test',
    first: '2024-02-06',
    last: '2024-02-09',
    warmUp: 39,
    rate: 0.01,
    forecasters: [
      own('persistence', 'baseline'),
      own('drift', 'baseline'),
      ...networks.map(name => own(name, 'network')),
    ],
    ...facts,
  }
}

function columns(promised: number, width: number, horizon: number): StepBands {
  const each = (value: (h: number) => number) =>
    Array.from({ length: horizon }, (_, k) => (k === horizon - 1 ? null : value(k + 1)))
  return {
    forecast: each(h => width * h),
    hindcast: each(h => 0.9 * width * h),
    meanWidth: each(h => 2 * width * h),
    share: each(h => promised - 0.02 * h),
    low: each(h => promised - 0.02 * h - 0.05),
    high: each(h => Math.min(1, promised - 0.02 * h + 0.05)),
    effective: each(h => 100 / h),
    days: Array.from({ length: horizon }, (_, k) => (k === horizon - 1 ? 0 : 100 - k)),
  }
}
