import type { RunBands } from '../bands.ts'
import {
  displayName,
  formatCount,
  formatDate,
  formatNumber,
  formatPercent,
  joinWords,
} from '../charts/format.ts'
import type { Results } from '../results.ts'
import { type CoverageRow, coverageRows, stepsOfForecast } from './coverage-rows.ts'

/** `79.4 %`, or that there are too few days to say. */
export const measuredWords = ({ measured }: Pick<CoverageRow, 'measured'>): string =>
  measured === null ? tooFew : formatPercent(measured)

export const tooFew = 'too few'

/** `74.0 to 83.6 %`; an en dash where nothing was measured. */
export function intervalWords({ measured, low, high }: CoverageRow): string {
  if (measured === null) return '\u2013'
  return low === null || high === null
    ? tooFew
    : `${formatNumber(100 * low, 1)} to ${formatPercent(high)}`
}

/** `57 of 163`: how many independent days the measured ones are worth. */
export const effectiveWords = ({ effective, days }: CoverageRow): string =>
  effective === null ? '\u2013' : `${formatCount(Math.round(effective))} of ${formatCount(days)}`

/**
 * Promised and measured in one sentence: every network's bands and persistence's, at the first step and
 * at the last. Empty for a run from before bands.
 */
export function coverageLine({ bands }: Pick<Results, 'bands'>): string {
  if (bands === undefined) return ''
  const useless = uselessWords(bands)
  const rows = coverageRows(bands, [...new Set([1, bands.horizon])])
    .filter(({ promised, name }) => promised === 80 && name !== 'drift')
    // persistence, the reference, last
    .toSorted((a, b) => Number(a.name === 'persistence') - Number(b.name === 'persistence'))
  const at = (step: number) => rows.filter(row => row.step === step)
  const first = at(1).map(row => `${displayName(row.name)} ${measuredWords(row)}`)
  if (first.length === 0) return useless
  const last = bands.horizon === 1 ? [] : at(bands.horizon).map(measuredWords)
  const ends = last.length === 0 ? '' : `, and ${bands.horizon} days ahead ${lastWords(last)}`
  return `Bands meant for 80\u00a0% of the ${bands.part} days held, one day ahead, ${joinWords(first)}${ends}.${useless && ` ${useless}`}`
}

const lastWords = (last: readonly string[]) =>
  last.every(word => word === tooFew) ? 'too few to tell' : joinWords(last)

/** Forecasters whose bands would have said nothing, in a sentence; empty when all are good. */
export function uselessWords({ forecasters }: RunBands): string {
  const why = {
    infinite: 'it would have no end, because its errors have none',
    zero: 'it would have no width, because its errors have none',
  }
  return forecasters
    .flatMap(({ name, useless }) =>
      useless === null ? [] : [`${displayName(name)} has no band: ${why[useless]}.`]
    )
    .join(' ')
}

/** Where the bands come from and where they were measured, in sentences. */
export function bandsWords(
  bands: RunBands,
  { protocol, retrained }: { readonly protocol: 'tutorial' | 'sealed'; readonly retrained: boolean }
): string[] {
  const reach = stepsOfForecast(bands)
  if (reach === 0) return [tooFewWords(bands), uselessWords(bands)].filter(Boolean)
  return [
    `A band is made of the errors that the networks${retrained ? ' of the first training' : ''} made from every day after it, walked forward: at each day only what was known by then counts.`,
    whereWords(bands, protocol),
    ...(retrained
      ? ['The forecast itself is by networks trained again; they have no past errors of their own.']
      : []),
    ...(reach < bands.horizon
      ? [`Too few past origins for a band beyond ${reach} ${reach === 1 ? 'day' : 'days'} ahead.`]
      : []),
    ...[uselessWords(bands)].filter(Boolean),
  ]
}

function whereWords(
  { part, first, last, warmUp }: RunBands,
  protocol: 'tutorial' | 'sealed'
): string {
  const span = `${formatDate(first)} to ${formatDate(last)}`
  if (part === 'validation')
    return `The test part is closed, so coverage is measured inside validation, ${span}, after the first ${warmUp} errors of each step.`
  return protocol === 'sealed'
    ? `Calibrated on validation, measured on the test part, ${span}.`
    : `There is no validation part: the first ${warmUp} errors of each step in the test part are the warm-up, and coverage is measured on the rest, up to ${formatDate(last)}.`
}

const tooFewWords = ({ part, warmUp }: RunBands) =>
  `Too few past origins for a band: it takes the errors of ${warmUp} days after the train part, and the ${part} part has fewer. More days, or a smaller train share, give them.`
