import { useId, useState } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { Panel } from '../../components/panel.tsx'
import { FailedState, Waiting } from '../../components/state.tsx'
import { formatCount, formatDay, formatNumber } from '../../format.ts'
import { useFigures } from '../../state/queries.ts'
import styles from './learn-page.module.css'
import drawing from './windows-panel.module.css'

/** The run's own series with one window on it, which can be slid along. */
export function WindowsPanel({ run }: { readonly run: RunDetail }) {
  const figures = useFigures(run.results ? run.summary.id : null)
  if (run.results === null) return null
  if (figures.error) return <FailedState error={figures.error} />
  if (figures.data === undefined) return <Waiting text="Reading the series" />
  const { dates, cumulativeReturn } = figures.data.series
  return (
    <Slide
      dates={dates}
      values={cumulativeReturn}
      window={run.experiment.window}
      testFrom={figures.data.results.split.find(({ part }) => part === 'test')?.first ?? null}
    />
  )
}

interface SlideProps {
  readonly dates: readonly string[]
  readonly values: readonly number[]
  readonly window: number
  readonly testFrom: string | null
}

const [width, height] = [720, 150]

function Slide({ dates, values, window, testFrom }: SlideProps) {
  const slider = useId()
  const last = values.length - window - 1
  const [start, setStart] = useState(Math.floor(last * 0.55))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (i: number) => (i / Math.max(1, values.length - 1)) * width
  const y = (v: number) => 8 + (1 - (v - low) / (high - low || 1)) * (height - 16)
  const target = start + window
  const part = testFrom !== null && (dates[target] ?? '') >= testFrom ? 'test' : 'train'
  const words = `Days ${formatDay(dates[start] ?? '')} to ${formatDay(dates[target - 1] ?? '')} say ${formatDay(dates[target] ?? '')}: ${formatNumber(values[target], 3)} (${part} part)`
  return (
    <Panel
      className={styles['short'] ?? ''}
      title="A window on your series"
      caption={`${formatCount(values.length)} days make ${formatCount(last + 1)} windows of ${window}`}
    >
      <svg
        className={drawing['drawing']}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <rect
          className={drawing['window']}
          x={x(start)}
          width={x(target - 1) - x(start)}
          y="0"
          height={height}
        />
        <path
          className={drawing['line']}
          d={values
            .map((v, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`)
            .join('')}
        />
        <path className={drawing['target']} d={`M${x(target)} 0V${height}`} />
      </svg>
      <div className={styles['controls']}>
        <label htmlFor={slider}>Window</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={Math.max(0, last)}
          value={start}
          aria-valuetext={words}
          onChange={event => setStart(Number(event.currentTarget.value))}
        />
      </div>
      <p className={drawing['words']} aria-live="polite">
        {words}
      </p>
    </Panel>
  )
}
