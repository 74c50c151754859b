import { useCallback, useMemo, useRef, useState } from 'react'
import type { Look } from '../../../../shared/charts/frame.ts'
import type { PriceChoice, PriceInput } from '../../../../shared/charts/price-input.ts'
import { describePrices } from '../../../../shared/charts/price-words.ts'
import { candleDays, makePrices, priceMargins } from '../../../../shared/charts/prices.ts'
import type { View } from '../../../../shared/charts/stretches.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import { describeFailure } from '../../../../shared/failure.ts'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import type { Chart } from '../../charts/echarts.ts'
import { Segmented } from '../../components/segmented.tsx'
import { formatDay } from '../../format.ts'
import { fileTitleOf, titleOf } from '../../series-words.ts'
import { barsTable } from './bars-csv.ts'
import styles from './price-panel.module.css'
import type { UseOfBars } from './read-use.ts'
import { SplitHandles } from './split-handles.tsx'
import { presetOf, toView, type ViewPreset, viewOf } from './views-of.ts'

interface PricePanelProps {
  readonly series: SeriesDetail
  readonly use: UseOfBars
  readonly experiment: Experiment
}

const viewTexts: readonly { value: ViewPreset; text: string }[] = [
  { value: 'used', text: 'Used' },
  { value: '1y', text: '1 y' },
  { value: '3y', text: '3 y' },
  { value: 'all', text: 'All' },
]

/** The prices, the split over them, and the handles that move it. */
export function PricePanel({ series, use, experiment }: PricePanelProps) {
  const { bars, quality, summary } = series
  const count = bars.dates.length
  const [kind, setKind] = useState<'line' | 'candles'>('line')
  const { view, show, onOpen } = useZoom(viewOf('used', count, use.used), count)
  const name = experiment.price === 'close' ? 'Close' : 'Adjusted close'
  const input = useMemo(
    () => ({
      bars,
      price: experiment.price === 'close' ? bars.close : bars.adjusted,
      name,
      hasVolume: quality.hasVolume,
      used: use.used,
      parts: use.parts,
    }),
    [bars, experiment.price, name, quality.hasVolume, use.used, use.parts]
  )
  const choice = useMemo(
    () => ({ kind: quality.hasCandles ? kind : 'line', view, wheel: wheelZooms() }) as const,
    [kind, quality.hasCandles, view]
  )
  const make = useCallback((look: Look) => makePrices(input, choice, look), [input, choice])
  const margins = priceMargins(input, choice)
  const preset = presetOf(view, count, use.used)
  return (
    <ChartPanel
      className={styles['panel'] ?? ''}
      title={name}
      caption={`${captionOf(input, choice)} Drag a handle to move the split.`}
      fileTitle={fileTitleOf(summary, name)}
      fileCaption={captionOf(input, choice)}
      label={`${titleOf(summary)}. ${describePrices(input, choice)}`}
      make={make}
      mode="merge"
      onOpen={onOpen}
      fileName={`${summary.symbol}-prices`}
      table={() => barsTable(bars)}
      controls={
        <>
          {quality.hasCandles && (
            <Segmented
              label="Drawn as"
              options={[
                { value: 'line', text: 'Line' },
                { value: 'candles', text: 'Candles' },
              ]}
              value={kind}
              onChange={setKind}
            />
          )}
          <Segmented<ViewPreset | ''>
            label="Days in view"
            options={viewTexts}
            value={preset ?? ''}
            onChange={value => value !== '' && show(viewOf(value, count, use.used))}
          />
        </>
      }
      over={
        <>
          <SplitHandles {...{ bars, use, experiment, view, margins }} />
          {use.failure && (
            <p className={styles['failure']} role="status">
              {describeFailure(use.failure, 'window')}
            </p>
          )}
        </>
      }
    />
  )
}

/** In a low window the page itself scrolls, and a wheel that zooms would hold it fast. */
const wheelZooms = () => (matchMedia('(min-height: 761px)').matches ? true : 'ctrl')

/** The days in view, and what a candle is. */
function captionOf({ bars, price }: PriceInput, { view, kind }: PriceChoice): string {
  const days = candleDays(view)
  const candles = [
    days > 1 ? `A candle is ${days} days.` : '',
    price === bars.adjusted ? 'Candles are not adjusted.' : '',
  ]
  const range = `${formatDay(bars.dates[view.start] ?? '')} to ${formatDay(bars.dates[view.end] ?? '')}.`
  return [range, ...(kind === 'candles' ? candles : [])].filter(Boolean).join(' ')
}

/** The days in view: the chart's zoom tells them, and is told by buttons. */
function useZoom(first: View, count: number) {
  const [view, setView] = useState(first)
  const chart = useRef<Chart | null>(null)
  const onOpen = useCallback(
    (opened: Chart) => {
      chart.current = opened
      let frame = 0
      const read = () => {
        frame = 0
        const seen = zoomOf(opened, count)
        if (seen) setView(old => (old.start === seen.start && old.end === seen.end ? old : seen))
      }
      // the zoom speaks more often than the screen is drawn
      const hear = () => {
        frame ||= requestAnimationFrame(read)
      }
      opened.on('datazoom', hear)
      return () => {
        cancelAnimationFrame(frame)
        if (!opened.isDisposed()) opened.off('datazoom', hear)
        chart.current = null
      }
    },
    [count]
  )
  const show = ({ start, end }: View) => {
    setView({ start, end })
    chart.current?.dispatchAction({ type: 'dataZoom', startValue: start, endValue: end })
  }
  return { view, show, onOpen }
}

function zoomOf(chart: Chart, count: number): View | null {
  const { dataZoom } = chart.getOption() as {
    dataZoom?: readonly { startValue?: number; endValue?: number }[]
  }
  const { startValue, endValue } = dataZoom?.[0] ?? {}
  return startValue === undefined || endValue === undefined
    ? null
    : toView(startValue, endValue, count)
}
