import { useCallback, useMemo } from 'react'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import {
  captionRunLosses,
  describeRunLosses,
  makeRunLosses,
  type RunLoss,
  relativeLosses,
} from '../../../../shared/charts/run-losses.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import type { ChartTable } from '../../charts/table-csv.ts'
import { Segmented } from '../../components/segmented.tsx'
import styles from './compare.module.css'

interface LossesPanelProps {
  readonly losses: readonly RunLoss[]
  readonly models: readonly { readonly name: string }[]
  readonly model: string
  readonly onModel: (model: string) => void
  /** All runs are judged by the same days, so their losses have one scale. */
  readonly isShared: boolean
}

const nameOf = (model: string) => (model === 'closest' ? 'Closest' : displayName(model))

/** The watched loss of every run, one over the other. */
export function LossesPanel(props: LossesPanelProps) {
  const { losses: own, models, model, onModel, isShared } = props
  const losses = useMemo(() => (isShared ? own : relativeLosses(own)), [own, isShared])
  const make = useCallback((look: Look) => makeRunLosses(losses, look), [losses])
  const watched = [...new Set(losses.map(run => run.watched))].join(' and ')
  const caption = isShared
    ? captionRunLosses(losses)
    : 'loss / loss of persistence, log axis: errors themselves do not compare'
  return (
    <ChartPanel
      title={`${nameOf(model)} ${watched} loss`}
      caption={caption}
      label={describeRunLosses(losses)}
      make={make}
      table={() => lossTable(losses)}
      fileName={`compare-${model}-loss`}
      controls={
        <Segmented
          label="Network"
          options={models.map(({ name }) => ({ value: name, text: nameOf(name) }))}
          value={model}
          onChange={onModel}
        />
      }
      className={styles['losses'] ?? ''}
    />
  )
}

function lossTable(losses: readonly RunLoss[]): ChartTable {
  const longest = losses.reduce<readonly number[]>(
    (epochs, run) => (run.losses.epoch.length > epochs.length ? run.losses.epoch : epochs),
    []
  )
  return {
    columns: ['epoch', ...losses.map(run => `${run.letter} ${run.watched}`)],
    rows: longest.map((epoch, i) => [
      epoch,
      ...losses.map(run => run.losses[run.watched][i] ?? null),
    ]),
  }
}
