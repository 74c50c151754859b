import { useDeferredValue, useMemo } from 'react'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { useDraft } from '../../state/draft.ts'
import { FetchOutcome } from './fetch-outcome.tsx'
import { PricePanel } from './price-panel.tsx'
import { QualityStrip } from './quality-strip.tsx'
import { readUse } from './read-use.ts'
import { ReturnPanels } from './return-panels.tsx'
import { SeriesHead } from './series-head.tsx'
import styles from './series-view.module.css'

/** A series: what it is, how good it is, its prices with the split, and what networks see of it. */
export function SeriesView({ series }: { readonly series: SeriesDetail }) {
  const experiment = useDraft(draft => draft.experiment)
  const use = useMemo(() => readUse(series.bars, experiment), [series.bars, experiment])
  // the panels beneath may lag behind a handle that is dragged
  const later = useDeferredValue(use)
  const laterExperiment = useDeferredValue(experiment)
  return (
    <div className={styles['view']}>
      <SeriesHead series={series} />
      <FetchOutcome revisionId={series.revision.id} />
      <QualityStrip series={series} price={experiment.price} />
      <PricePanel series={series} use={use} experiment={experiment} />
      <ReturnPanels series={series} use={later} experiment={laterExperiment} />
    </div>
  )
}
