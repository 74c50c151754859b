import { useCallback } from 'react'
import { changesOf, describeChange, makeChange } from '../../../../shared/charts/change.ts'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import {
  describeResiduals,
  makeResiduals,
  verdictRows,
} from '../../../../shared/charts/residuals.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import type { ChartTable } from '../../charts/table-csv.ts'
import styles from './results.module.css'

interface ErrorPanelProps {
  readonly data: ChartData
  readonly model: string
  readonly fileName: string
}

/** Predicted change against actual change; a network that knew something would lie along the diagonal. */
export function ChangePanel({ data, model, fileName }: ErrorPanelProps) {
  const make = useCallback((look: Look) => makeChange(data, model, look), [data, model])
  return (
    <ChartPanel
      title="Change"
      caption={displayName(model)}
      label={describeChange(data, model)}
      make={make}
      table={() => changeTable(data, model)}
      fileName={`${fileName}-change-${model}`}
      className={styles['change'] ?? ''}
    />
  )
}

/** Predicted minus actual by day, persistence beside it. */
export function ResidualsPanel({ data, model, fileName }: ErrorPanelProps) {
  const make = useCallback((look: Look) => makeResiduals(data, model, look), [data, model])
  return (
    <ChartPanel
      title="Residuals"
      caption={`predicted − actual ${data.unit}, ${data.verdictPart} days, ${displayName(model)}`}
      label={describeResiduals(data, model)}
      make={make}
      table={() => residualTable(data, model)}
      fileName={`${fileName}-residuals-${model}`}
      className={styles['residuals'] ?? ''}
    />
  )
}

const changeTable = (data: ChartData, model: string): ChartTable => ({
  columns: [
    'predicted change',
    'actual change',
    ...(data.ranges ? ['predicted lowest', 'predicted highest'] : []),
  ],
  rows: changesOf(data, model).map(({ predicted, actual, low, high }) => [
    predicted,
    actual,
    ...(data.ranges ? [low ?? null, high ?? null] : []),
  ]),
})

const rangeHeads = (model: string, count: number): string[] =>
  count === 0 ? [] : [`${displayName(model)} lowest`, `${displayName(model)} highest`]

const minusOf = (a: number | null | undefined, b: number | null | undefined) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : null

const residualTable = (data: ChartData, model: string): ChartTable => {
  const { dates, actual, persistence, models } = data.predictions
  const range = data.ranges?.predictions[model]
  const ends = range === undefined ? [] : [range.low, range.high]
  return {
    columns: ['date', 'persistence', displayName(model), ...rangeHeads(model, ends.length)],
    rows: verdictRows(data).map(i => [
      dates[i] ?? null,
      minusOf(persistence[i], actual[i]),
      minusOf(models[model]?.[i], actual[i]),
      ...ends.map(end => minusOf(end[i], actual[i])),
    ]),
  }
}
