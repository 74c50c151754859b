import { readUse, type UseOfBars } from '../../../../src/renderer/src/views/data/read-use.ts'
import { makeSample } from '../../../../src/shared/lab/samples.ts'
import { tutorialPreset } from '../../../../src/shared/presets.ts'
import type { SeriesDetail, SeriesSummary } from '../../../../src/shared/wire.ts'

/** A series as the list has it. */
export const summaryOf = (changes: Partial<SeriesSummary> = {}): SeriesSummary => ({
  revisionId: 1,
  symbol: 'NFLX',
  source: 'yahoo',
  name: 'Netflix, Inc.',
  currency: 'USD',
  exchange: 'NMS',
  count: 800,
  first: '2021-02-23',
  asOf: '2024-05-01',
  revisions: 1,
  missingDays: 0,
  usedAt: '2024-05-02T10:00:00.000Z',
  ...changes,
})

/** A series with simulated bars and nothing wrong with it. */
export function seriesOf(changes: Partial<SeriesSummary> = {}): SeriesDetail {
  const summary = summaryOf(changes)
  const { symbol, source, name, currency, exchange } = summary
  const bars = makeSample('random-walk', 5, { days: summary.count, lastDate: summary.asOf })
  const series = { symbol, source, name, currency, exchange, file: null }
  const revision = {
    id: summary.revisionId,
    series,
    hash: 'abcdef0123456789',
    createdAt: '2024-05-02T10:00:00.000Z',
    asOf: summary.asOf,
    count: summary.count,
  }
  return {
    summary,
    revision,
    bars,
    revisions: [revision],
    quality: {
      gaps: { count: 0, days: [] },
      outliers: { threshold: 10, days: [] },
      splits: [],
      hasVolume: true,
      hasCandles: true,
      hasAdjusted: true,
    },
  }
}

/** What the tutorial would do with it. */
export const useOfTutorial = ({ bars }: SeriesDetail): UseOfBars => readUse(bars, tutorialPreset)
