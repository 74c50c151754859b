import { useCallback, useMemo, useState } from 'react'
import type { Look } from '../../../../shared/charts/frame.ts'
import { captionLoss, describeLoss, makeLoss } from '../../../../shared/charts/loss.ts'
import { lossesWithSeeds } from '../../../../shared/charts/seed-data.ts'
import { seedLossTable } from '../../../../shared/charts/seed-tables.ts'
import type { SeedsResults } from '../../../../shared/studies/seeds.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { lossTable, type TrainingCharts } from './loss-data.ts'
import styles from './train.module.css'

const axes = [
  { value: 'log', text: 'Log' },
  { value: 'linear', text: 'Linear' },
] as const

interface PanelProps {
  readonly charts: TrainingCharts
  /** What several seeds found, where that is to be shown. */
  readonly seeds: SeedsResults | null
  readonly fileName: string
}

/** Loss by epoch: strong the watched part, thin train, persistence dashed. */
export function LossPanel({ charts, seeds, fileName }: PanelProps) {
  const [axis, setAxis] = useState<'log' | 'linear'>('log')
  const drawn = useMemo(
    () => ({ ...(seeds === null ? charts : lossesWithSeeds(charts, seeds)), axis }),
    [charts, seeds, axis]
  )
  const make = useCallback((look: Look) => makeLoss(drawn, look), [drawn])
  return (
    <ChartPanel
      title="Loss"
      caption={captionLoss(drawn)}
      make={make}
      mode="merge"
      label={describeLoss(drawn)}
      table={() =>
        seeds === null
          ? lossTable(charts)
          : seedLossTable(seeds, charts.persistenceLoss[charts.watched])
      }
      fileName={`${fileName}-loss`}
      className={styles['loss'] ?? ''}
      controls={
        <Segmented label="Axis of the loss" options={axes} value={axis} onChange={setAxis} />
      }
    />
  )
}
