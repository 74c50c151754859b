import { useCallback, useMemo } from 'react'
import type { Numbers } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import {
  captionRunLosses,
  describeRunLosses,
  lossAt,
  makeRunLosses,
  type RunLoss,
  relativeLosses,
  seedsCaption,
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
    : `loss / loss of persistence, log axis: errors themselves do not compare${seedsCaption(losses)}`
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

/** A row for every epoch that some run tells of; a run on a coarser grid has its last value before it. */
function lossTable(losses: readonly RunLoss[]): ChartTable {
  const epochs = [...new Set(losses.flatMap(run => run.losses.epoch))].sort((a, b) => a - b)
  return {
    columns: ['epoch', ...losses.flatMap(columnsOf)],
    rows: epochs.map(epoch => [epoch, ...losses.flatMap(run => cellsAt(run, epoch))]),
  }
}

const columnsOf = ({ letter, watched, seeds }: RunLoss) =>
  seeds
    ? [`${letter} ${watched} median`, `${letter} lowest`, `${letter} highest`]
    : [`${letter} ${watched}`]

function cellsAt(run: RunLoss, epoch: number): readonly (number | null)[] {
  const { seeds, losses, watched } = run
  const of = (values: Numbers) =>
    lossAt({ ...run, losses: { ...losses, [watched]: values } }, epoch)
  const own = lossAt(run, epoch)
  return seeds ? [own, of(seeds.range.low), of(seeds.range.high)] : [own]
}
