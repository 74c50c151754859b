import { useCallback, useState } from 'react'
import type { Look } from '../../../../shared/charts/frame.ts'
import { captionLoss, describeLoss, makeLoss } from '../../../../shared/charts/loss.ts'
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
  readonly fileName: string
}

/** Loss by epoch: strong the watched part, thin train, persistence dashed. */
export function LossPanel({ charts, fileName }: PanelProps) {
  const [axis, setAxis] = useState<'log' | 'linear'>('log')
  const data = { ...charts, axis }
  const make = useCallback((look: Look) => makeLoss({ ...charts, axis }, look), [charts, axis])
  return (
    <ChartPanel
      title="Loss"
      caption={captionLoss(data)}
      make={make}
      mode="merge"
      label={describeLoss(data)}
      table={() => lossTable(charts)}
      fileName={`${fileName}-loss`}
      className={styles['loss'] ?? ''}
      controls={
        <Segmented label="Axis of the loss" options={axes} value={axis} onChange={setAxis} />
      }
    />
  )
}
