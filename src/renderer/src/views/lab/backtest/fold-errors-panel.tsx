import { type KeyboardEvent, useCallback, useMemo } from 'react'
import { describeFoldErrors, makeFoldErrors } from '../../../../../shared/charts/fold-errors.ts'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { foldTable } from '../../../../../shared/lab/backtest-tables.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import type { Chart } from '../../../charts/echarts.ts'
import styles from './backtest.module.css'
import type { BacktestView } from './backtest-view.ts'
import { moveFold } from './move-fold.ts'

interface FoldErrorsPanelProps extends BacktestView {
  readonly fold: number | null
  readonly onFold: (fold: number) => void
}

const title = 'Error of each origin'

/** Every fold's error by its date. A click or the arrow keys choose the one that is looked at. */
export function FoldErrorsPanel(props: FoldErrorsPanelProps) {
  const { models, results, fileName, titleFor, fold, onFold } = props
  const { folds } = results
  const row = folds.findIndex(own => own.fold === fold)
  const data = useMemo(
    () => ({ models, results, chosen: row < 0 ? null : row }),
    [models, results, row]
  )
  const make = useCallback((look: Look) => makeFoldErrors(data, look), [data])
  const onOpen = useCallback(
    (chart: Chart) =>
      listenToClicks(chart, at => {
        const own = folds[Math.min(folds.length - 1, Math.max(0, at))]
        if (own) onFold(own.fold)
      }),
    [folds, onFold]
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveFold(event.key, row, folds.length)
    if (next === null) return
    event.preventDefault()
    const own = folds[next]
    if (own) onFold(own.fold)
  }
  return (
    <ChartPanel
      title={title}
      caption={`RMSE of the ${results.unit} over all days ahead; a ring marks a network’s worst`}
      label={describeFoldErrors(data)}
      make={make}
      makeForFile={look => makeFoldErrors({ ...data, chosen: null }, look)}
      onOpen={onOpen}
      keyboard={{ hint: 'Arrow keys choose an origin.', onKeyDown }}
      table={() => foldTable(results)}
      fileName={`${fileName}-folds`}
      fileTitle={titleFor(title)}
      className={styles['errors'] ?? ''}
    />
  )
}

/** Row of the fold nearest to each click inside the plot. Returns its undo. */
function listenToClicks(chart: Chart, onRow: (row: number) => void): () => void {
  const hear = ({ offsetX, offsetY }: { readonly offsetX: number; readonly offsetY: number }) => {
    const [x = Number.NaN] = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])
    if (Number.isFinite(x)) onRow(Math.round(x))
  }
  const surface = chart.getZr()
  surface.on('click', hear)
  return () => surface.off('click', hear)
}
