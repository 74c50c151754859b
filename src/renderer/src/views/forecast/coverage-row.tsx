import type { RunBands } from '../../../../shared/bands.ts'
import type { ChartModel } from '../../../../shared/charts/chart-data.ts'
import { stepsOfForecast } from '../../../../shared/lab/coverage-rows.ts'
import { bandsWords } from '../../../../shared/lab/coverage-words.ts'
import type { RunDetail } from '../../../../shared/wire.ts'
import { fileTitleOf } from '../../series-words.ts'
import coverageStyles from './coverage.module.css'
import { CoverageChart } from './coverage-chart.tsx'
import { CoverageTable } from './coverage-table.tsx'
import styles from './forecast-page.module.css'

interface CoverageRowProps {
  readonly run: RunDetail
  readonly models: readonly ChartModel[]
  /** Null where they could not be made. */
  readonly bands: RunBands | null
  /** The forecaster beside persistence. */
  readonly shown: string
  readonly fileName: string
}

/** How often the bands held, drawn and in numbers; a sentence where there are none. */
export function CoverageRow({ run, models, bands, shown, fileName }: CoverageRowProps) {
  if (bands === null)
    return (
      <p className="small muted">
        There are no bands: they need the networks applied once more, and the engine is missing.
      </p>
    )
  const { protocol, retrain: retrained } = run.experiment
  if (stepsOfForecast(bands) === 0)
    return <p className="small muted">{bandsWords(bands, { protocol, retrained }).join(' ')}</p>
  const common = { models, bands, shown, fileName }
  return (
    <div className={`${styles['split']} ${coverageStyles['row']}`}>
      <CoverageChart
        run={run}
        {...common}
        fileTitle={fileTitleOf(run.revision.series, 'Coverage by days ahead')}
      />
      <CoverageTable {...common} />
    </div>
  )
}
