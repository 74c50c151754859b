import { useMemo } from 'react'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { useDraft } from '../../state/draft.ts'
import { FetchOutcome } from './fetch-outcome.tsx'
import { PricePanel } from './price-panel.tsx'
import { QualityStrip } from './quality-strip.tsx'
import { readUse } from './read-use.ts'
import { ReturnPanels } from './return-panels.tsx'
import { SeriesHead } from './series-head.tsx'
import styles from './series-view.module.css'
import { useSettled } from './use-settled.ts'

/** A series: what it is, how good it is, its prices with the split, and what networks see of it. */
export function SeriesView({ series }: { readonly series: SeriesDetail }) {
  const experiment = useDraft(draft => draft.experiment)
  const use = useMemo(() => readUse(series.bars, experiment), [series.bars, experiment])
  const now = useMemo(() => ({ use, experiment }), [use, experiment])
  const settled = useSettled(now)
  return (
    <div className={styles['view']}>
      <SeriesHead series={series} />
      <FetchOutcome revisionId={series.revision.id} />
      <QualityStrip series={series} price={experiment.price} />
      <PricePanel series={series} use={use} experiment={experiment} />
      <ReturnPanels series={series} {...settled} />
    </div>
  )
}
