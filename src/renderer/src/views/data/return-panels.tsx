import { memo, useCallback, useMemo } from 'react'
import {
  describeCumulativeReturn,
  makeCumulativeReturn,
} from '../../../../shared/charts/cumulative-return.ts'
import { describeDailyReturns, makeDailyReturns } from '../../../../shared/charts/daily-returns.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import { cumulativeReturns, simpleReturns } from '../../../../shared/lab/returns.ts'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { fileTitleOf } from '../../series-words.ts'
import type { UseOfBars } from './read-use.ts'
import styles from './return-panels.module.css'

interface ReturnPanelsProps {
  readonly series: SeriesDetail
  readonly use: UseOfBars
  readonly experiment: Experiment
}

/** What becomes of the prices: daily returns, and the cumulative return. Of the bars in use only. */
export const ReturnPanels = memo(function ReturnPanels({
  series,
  use,
  experiment,
}: ReturnPanelsProps) {
  const { chosen } = use
  const columns = useMemo(() => (chosen === null ? null : columnsOf(chosen.prices)), [chosen])
  const parts = useMemo(() => partsWithin(use), [use])
  if (chosen === null || columns === null) return null
  const { dates } = chosen
  const fileName = series.summary.symbol
  const isTutorial = experiment.protocol === 'tutorial'
  const titleFor = (chart: string) => fileTitleOf(series.summary, chart)
  return (
    <div className={styles['pair']}>
      <DailyPanel
        {...{ dates, parts, fileName, titleFor }}
        returns={columns.returns}
        isSeen={!isTutorial}
      />
      <CumulativePanel
        {...{ dates, parts, fileName, titleFor }}
        values={columns.cumulative}
        isSeen={isTutorial}
      />
    </div>
  )
})

const columnsOf = (prices: Float64Array) => ({
  returns: simpleReturns(prices),
  cumulative: cumulativeReturns(prices),
})

/** The parts as places among the bars in use. */
const partsWithin = ({ parts, used }: UseOfBars) =>
  parts.map(({ part, start, end, windows }) => ({
    part,
    start: start - (used?.start ?? 0),
    end: end - (used?.start ?? 0),
    windows,
  }))

interface PanelProps {
  readonly dates: readonly string[]
  readonly parts: ReturnType<typeof partsWithin>
  readonly fileName: string
  readonly titleFor: (chart: string) => string
  /** Networks see this one, under the protocol that was chosen. */
  readonly isSeen: boolean
}

function DailyPanel({
  dates,
  parts,
  fileName,
  titleFor,
  isSeen,
  returns,
}: PanelProps & { returns: Float64Array }) {
  const input = useMemo(
    () => ({ dates, returns, parts: parts.filter(p => p.part !== 'train') }),
    [dates, returns, parts]
  )
  const make = useCallback((look: Look) => makeDailyReturns(input, look), [input])
  return (
    <ChartPanel
      title="Daily return"
      fileTitle={titleFor('Daily return')}
      caption={
        isSeen ? 'what the networks see, as standardised logs' : 'from one close to the next'
      }
      label={describeDailyReturns(input)}
      make={make}
      fileName={`${fileName}-daily-return`}
      table={() => ({
        columns: ['date', 'return'],
        rows: dates.map((date, i) => [date, returns[i] ?? null]),
      })}
    />
  )
}

function CumulativePanel({
  dates,
  parts,
  fileName,
  titleFor,
  isSeen,
  values,
}: PanelProps & { values: Float64Array }) {
  const data = useMemo(
    () => ({
      series: { dates, price: [], cumulativeReturn: Array.from(values) },
      split: parts.map(p => ({
        part: p.part,
        count: p.windows,
        first: dates[p.start] ?? '',
        last: dates[p.end] ?? '',
      })),
      testClosed: false,
    }),
    [dates, values, parts]
  )
  const make = useCallback((look: Look) => makeCumulativeReturn(data, look), [data])
  return (
    <ChartPanel
      title="Cumulative return"
      fileTitle={titleFor('Cumulative return')}
      caption={isSeen ? 'what the networks see' : 'of the bars in use'}
      label={describeCumulativeReturn(data)}
      make={make}
      fileName={`${fileName}-cumulative-return`}
      table={() => ({
        columns: ['date', 'cumulative return', 'persistence'],
        rows: dates.map((date, i) => [date, values[i] ?? null, values[i - 1] ?? null]),
      })}
    />
  )
}
