import { displayName, joinWords } from '../../../../shared/charts/format.ts'

/**
 * What one hindcast showed, and that it proves nothing: one origin is one draw, and some network is
 * often nearer by luck.
 */
export function hindcastWords(
  rmse: Readonly<Record<string, number>>,
  models: readonly string[],
  days: number,
  format: (value: number) => string
): string {
  const own = rmse['persistence'] ?? Number.NaN
  const nearer = models
    .filter(name => (rmse[name] ?? Number.POSITIVE_INFINITY) < own)
    .sort((a, b) => (rmse[a] ?? 0) - (rmse[b] ?? 0))
  const best = nearer[0]
  const found =
    best === undefined
      ? 'no network was nearer than persistence'
      : `${joinWords(nearer.map(displayName))} ${nearer.length > 1 ? 'were' : 'was'} nearer than persistence, ${nearer.length > 1 ? `${displayName(best)} ` : ''}by ${format(own - (rmse[best] ?? 0))} (RMSE)`
  return `On these ${days} known days ${found}. One origin proves nothing: another day may say the opposite.`
}
