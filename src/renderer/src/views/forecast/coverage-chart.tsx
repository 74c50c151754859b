import { useCallback } from 'react'
import type { RunBands } from '../../../../shared/bands.ts'
import type { ChartModel } from '../../../../shared/charts/chart-data.ts'
import { describeCoverage, makeCoverage } from '../../../../shared/charts/coverage.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import { bandsWords } from '../../../../shared/lab/coverage-words.ts'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import styles from './coverage.module.css'
import { coverageFile } from './coverage-file.ts'

interface CoverageChartProps {
  readonly run: RunDetail
  readonly models: readonly ChartModel[]
  readonly bands: RunBands
  readonly shown: string
  readonly fileName: string
  readonly fileTitle: string
}

/** How often the bands held, by days ahead, beside what they promise, and where they come from. */
export function CoverageChart({
  run,
  models,
  bands,
  shown,
  fileName,
  fileTitle,
}: CoverageChartProps) {
  const { protocol, retrain: retrained } = run.experiment
  const data = { models, bands, shown }
  const make = useCallback(
    (look: Look) => makeCoverage({ models, bands, shown }, look),
    [models, bands, shown]
  )
  return (
    <ChartPanel
      title="Coverage by days ahead"
      caption={`${bands.part} days within the bands of ${displayName(shown)} and persistence; shaded, 95 % intervals`}
      label={describeCoverage(data)}
      make={make}
      table={() => coverageFile(bands)}
      fileName={fileName}
      fileTitle={fileTitle}
    >
      <div className={styles['words']}>
        {bandsWords(bands, { protocol, retrained }).map(words => (
          <p key={words}>{words}</p>
        ))}
      </div>
    </ChartPanel>
  )
}
