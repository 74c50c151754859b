import { useCallback, useId, useMemo, useState } from 'react'
import { toChartData } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import {
  describeGradients,
  lastProfiles,
  makeGradients,
} from '../../../../shared/charts/gradients.ts'
import type { RunDetail, RunFigures } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { EmptyState, FailedState, Waiting } from '../../components/state.tsx'
import { formatCount } from '../../format.ts'
import { fileTitleOf } from '../../series-words.ts'
import { useFigures } from '../../state/queries.ts'
import styles from './learn-page.module.css'

/** ‖∂loss/∂h_t‖ by t for the run's networks side by side, at an epoch to choose. */
export function GradientPanel({ run }: { readonly run: RunDetail | null }) {
  const id = run?.results ? run.summary.id : null
  const figures = useFigures(id)
  if (run === null || id === null)
    return (
      <EmptyState
        title="No gradients yet"
        text="Choose a finished run on the left; its networks’ gradients are drawn here side by side."
      />
    )
  if (figures.error) return <FailedState error={figures.error} />
  if (figures.data === undefined) return <Waiting text="Reading the gradients" />
  return <Drawn run={run} figures={figures.data} />
}

function Drawn({ run, figures }: { readonly run: RunDetail; readonly figures: RunFigures }) {
  const slider = useId()
  const epochs = useMemo(
    () => [...new Set(figures.gradients.map(({ epoch }) => epoch))].sort((a, b) => a - b),
    [figures]
  )
  const [at, setAt] = useState(epochs.length - 1)
  const epoch = epochs[at] ?? 0
  const data = useMemo(() => {
    const upTo = figures.gradients.filter(profile => profile.epoch <= epoch)
    return { ...toChartData(figures), gradients: upTo }
  }, [figures, epoch])
  const make = useCallback((look: Look) => makeGradients(data, look), [data])
  return (
    <ChartPanel
      className={styles['panel'] ?? ''}
      title="Gradient by step"
      caption="‖∂loss/∂hₜ‖, log axis, on the first batch; a strong line for the top layer"
      label={describeGradients(data)}
      make={make}
      fileName={`${run.summary.symbol}-${run.summary.id}-gradients`}
      fileTitle={fileTitleOf(run.revision.series, 'Gradient by step')}
      table={() => {
        const profiles = lastProfiles(data)
        const lines = profiles.flatMap(({ model, norms }) =>
          norms.map((values, layer) => ({
            name: `${displayName(model)}, layer ${layer + 1}`,
            values,
          }))
        )
        return {
          columns: ['Step', ...lines.map(({ name }) => name)],
          rows: Array.from({ length: run.experiment.window }, (_, t) => [
            t + 1,
            ...lines.map(({ values }) => values[t] ?? null),
          ]),
        }
      }}
    >
      <div className={styles['controls']}>
        <label htmlFor={slider}>Epoch</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={Math.max(0, epochs.length - 1)}
          value={at}
          aria-valuetext={`Epoch ${formatCount(epoch)}`}
          onChange={event => setAt(Number(event.currentTarget.value))}
        />
        <output className={styles['read']} htmlFor={slider}>
          up to epoch {formatCount(epoch)}
        </output>
      </div>
    </ChartPanel>
  )
}
