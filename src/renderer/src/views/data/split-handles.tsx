import { useRef } from 'react'
import type { Margins } from '../../../../shared/charts/frame.ts'
import type { View } from '../../../../shared/charts/stretches.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import type { Bars } from '../../../../shared/types.ts'
import { useDraft } from '../../state/draft.ts'
import { Handle } from './handle.tsx'
import { makeHandles } from './make-handles.ts'
import type { UseOfBars } from './read-use.ts'
import styles from './split-handles.module.css'

export interface SplitHandlesProps {
  readonly bars: Bars
  readonly use: UseOfBars
  readonly experiment: Experiment
  readonly view: View
  readonly margins: Margins
}

/** Over the plot: where each part begins and where the range ends, to be dragged or moved by arrows. */
export function SplitHandles({ bars, use, experiment, view, margins }: SplitHandlesProps) {
  const plot = useRef<HTMLDivElement>(null)
  const locked = useDraft(draft => draft.locked)
  const { left, right, top, bottom } = margins
  const span = Math.max(1, view.end - view.start)
  const barAt = (clientX: number): number => {
    const box = plot.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return view.start
    return Math.round(view.start + (span * (clientX - box.left)) / box.width)
  }
  const seen = makeHandles(bars.dates, use, experiment, locked).filter(
    ({ bar }) => bar >= view.start && bar <= view.end
  )
  return (
    <div ref={plot} className={styles['plot']} style={{ left, right, top, bottom }}>
      {seen.map(handle => (
        <Handle
          key={handle.name}
          handle={handle}
          place={(handle.bar - view.start) / span}
          barAt={barAt}
        />
      ))}
    </div>
  )
}
