import { useCallback, useState } from 'react'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { describeReplayCurve, makeReplayCurve } from '../../../../../shared/charts/replay-curve.ts'
import type { CurveKind, ReplayInput } from '../../../../../shared/charts/replay-data.ts'
import {
  captionReplayLoss,
  describeReplayLoss,
  makeReplayLoss,
} from '../../../../../shared/charts/replay-loss.ts'
import { curveTable, replayTable } from '../../../../../shared/charts/replay-tables.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { formatCount, formatDay } from '../../../format.ts'
import { fileNameOf } from '../../results/run-title.ts'
import styles from './replay.module.css'

interface ReplayChartsProps {
  readonly run: RunDetail
  readonly input: ReplayInput
  /** Which frame is shown. */
  readonly at: number
}

/** Loss, fitted curve and path, all at one epoch. */
export function ReplayCharts({ run, input, at }: ReplayChartsProps) {
  const { replay, training } = input
  const symbol = run.results ? fileNameOf(run.results) : run.summary.id
  const name = `${symbol}-replay-${replay.model}${training.phase === 'retrain' ? '-second' : ''}`
  return (
    <div className={styles['charts']}>
      <LossChart input={input} at={at} fileName={`${name}-loss`} />
      <PathChart input={input} at={at} fileName={name} />
      {training.fit && (
        <CurveChart
          input={input}
          kind="fit"
          title="Fitted curve"
          caption={`${replay.unit}, one step ahead, ${replay.watched} days`}
          at={at}
          fileName={`${name}-fit`}
        />
      )}
    </div>
  )
}

interface ChartProps {
  readonly input: ReplayInput
  readonly at: number
  readonly fileName: string
}

function LossChart({ input, at, fileName }: ChartProps) {
  const make = useCallback((look: Look) => makeReplayLoss(input, at, look), [input, at])
  return (
    <ChartPanel
      title="Loss"
      caption={captionReplayLoss(input)}
      label={describeReplayLoss(input, at)}
      make={make}
      mode="merge"
      table={() => replayTable(input)}
      fileName={fileName}
      fileCaption={`${captionReplayLoss(input)}; marker at ${epochOf(input, at)}`}
    />
  )
}

const ahead = [
  { value: 'hindcast', text: 'Known' },
  { value: 'forecast', text: 'Ahead' },
] as const

/** The recursive path: over known days, ahead, or both to choose from. */
function PathChart({ input, at, fileName }: ChartProps) {
  const [wanted, want] = useState<'hindcast' | 'forecast'>('hindcast')
  const { training } = input
  const offered = ahead.filter(({ value }) => training[value] !== null)
  const kind = offered.find(({ value }) => value === wanted)?.value ?? offered[0]?.value
  const path = kind && training[kind]
  if (!path) return null
  return (
    <CurveChart
      input={input}
      kind={kind}
      title={`${path.dates.length}-day path`}
      caption={`${input.replay.unit}, from ${formatDay(path.origin)}, fed its own predictions`}
      at={at}
      fileName={`${fileName}-${kind}`}
      controls={
        offered.length > 1 && (
          <Segmented label="Days of the path" options={offered} value={kind} onChange={want} />
        )
      }
    />
  )
}

interface CurveChartProps extends ChartProps {
  readonly kind: CurveKind
  readonly title: string
  readonly caption: string
  readonly controls?: React.ReactNode
}

function CurveChart({ input, kind, title, caption, at, fileName, controls }: CurveChartProps) {
  const make = useCallback(
    (look: Look) => makeReplayCurve(input, kind, at, look),
    [input, kind, at]
  )
  return (
    <ChartPanel
      title={title}
      caption={caption}
      label={describeReplayCurve(input, kind, at)}
      make={make}
      mode="merge"
      table={() => curveTable(input, kind, at)}
      fileName={fileName}
      fileCaption={`${caption}, after ${epochOf(input, at)}`}
      controls={controls}
      className={styles[kind === 'fit' ? 'fit' : 'path'] ?? ''}
    />
  )
}

const epochOf = ({ training }: ReplayInput, at: number): string =>
  `epoch ${formatCount(training.frames[at]?.epoch ?? 0)}`
