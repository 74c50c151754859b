import { useCallback } from 'react'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import { describeHindcast, makeHindcast } from '../../../../shared/charts/hindcast.ts'
import type { FullPath } from '../../../../shared/wire.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { formatDay } from '../../format.ts'
import { pathFile, seedPath } from './path-file.ts'

interface HindcastChartProps {
  readonly data: ChartData
  readonly path: FullPath
  /** Whose bands are drawn. */
  readonly fan: string
  readonly fileName: string
  readonly fileTitle: string
}

/** The last known days, forecast as if they were not known, against the truth. */
export function HindcastChart({ data, path, fan, fileName, fileTitle }: HindcastChartProps) {
  const seeds = seedPath(data, 'hindcast')
  const make = useCallback((look: Look) => makeHindcast(data, look, { fan }), [data, fan])
  return (
    <ChartPanel
      title="Hindcast"
      caption={`from ${formatDay(path.origin)}, labels are ${seeds === null ? 'RMSE' : `medians of ${data.ranges?.seeds} seeds’ RMSE`}`}
      label={describeHindcast(data, { fan })}
      make={make}
      table={() => pathFile(path, seeds, { path: data.hindcast, fan })}
      fileName={fileName}
      fileTitle={fileTitle}
    />
  )
}
