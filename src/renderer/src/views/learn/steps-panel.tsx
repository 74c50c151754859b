import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import { displayName, formatDate } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import { describeHeat, makeHeat } from '../../../../shared/charts/heat.ts'
import type { Cell, ModelSpec } from '../../../../shared/types.ts'
import type { RunDetail, Trace } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import type { ChartTable } from '../../charts/table-csv.ts'
import { Panel } from '../../components/panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { fileTitleOf } from '../../series-words.ts'
import styles from './learn-page.module.css'
import { placeIn, useLearn } from './learn-state.ts'
import { StepControls } from './step-controls.tsx'

interface StepsPanelProps {
  readonly run: RunDetail | null
  readonly cell: Cell | null
  readonly model: ModelSpec | null
  readonly trace: UseQueryResult<Trace>
}

/** One window of one's own series through the network, a day at a time. */
export function StepsPanel({ run, cell, model, trace }: StepsPanelProps) {
  const { layer, step } = placeIn(trace.data, useLearn())
  const make = useCallback(
    (look: Look) => (trace.data ? makeHeat(trace.data, { layer, step }, look) : {}),
    [trace.data, layer, step]
  )
  if (trace.error) return <FailedState error={trace.error} />
  if (run === null || run.results === null || model === null) return <NoNetwork cell={cell} />
  if (trace.data === undefined)
    return (
      <Panel title="Step by step" className={styles['panel'] ?? ''}>
        <Waiting text="Following the window through the network" />
      </Panel>
    )
  const data = trace.data
  return (
    <ChartPanel
      className={styles['panel'] ?? ''}
      title="Step by step"
      caption={`${displayName(model.name)}, window to ${formatDate(data.dates.at(-1) ?? '')}; units down, days across`}
      label={describeHeat(data, { layer, step })}
      make={make}
      table={() => heatTable(data, layer)}
      fileName={`${run.summary.symbol}-${run.summary.id}-${model.name}-window-${data.window}`}
      fileTitle={fileTitleOf(run.revision.series, 'Step by step')}
      controls={<LayerChoice count={data.layers.length} layer={layer} />}
    >
      <StepControls trace={data} />
    </ChartPanel>
  )
}

function LayerChoice({ count, layer }: { readonly count: number; readonly layer: number }) {
  if (count < 2) return null
  const options = Array.from({ length: count }, (_, i) => ({
    value: String(i),
    text: `Layer ${i + 1}`,
  }))
  return (
    <Segmented
      label="Layer"
      options={options}
      value={String(layer)}
      onChange={value => useLearn.setState({ layer: Number(value) })}
    />
  )
}

const NoNetwork = ({ cell }: { readonly cell: Cell | null }) => (
  <EmptyState
    title="Nothing to step through yet"
    text={`Choose a finished run with ${cell === null ? 'a network' : `a network of the kind ${cell.toUpperCase()}`} on the left; then a window of its series goes through it here, day by day.`}
  />
)

/** A row for each step: the day, its input, and every unit of every map. */
function heatTable(trace: Trace, layer: number): ChartTable {
  const maps = trace.layers[layer] ?? []
  const units = maps.flatMap(({ symbol, values }) =>
    (values[0] ?? []).map((_, unit) => ({ symbol, values, unit }))
  )
  return {
    columns: ['Step', 'Date', 'Input', ...units.map(({ symbol, unit }) => `${symbol} ${unit + 1}`)],
    rows: trace.inputs.map((input, t) => [
      t + 1,
      trace.dates[t] ?? '',
      input,
      ...units.map(({ values, unit }) => values[t]?.[unit] ?? null),
    ]),
  }
}
