import { Button } from '@blueprintjs/core'
import { useCallback, useMemo } from 'react'
import { displayName } from '../../../../../shared/charts/format.ts'
import type { Look } from '../../../../../shared/charts/frame.ts'
import {
  describeHindcast,
  type HindcastInput,
  makeHindcast,
} from '../../../../../shared/charts/hindcast.ts'
import { foldPathTable } from '../../../../../shared/lab/backtest-tables.ts'
import type { Fold } from '../../../../../shared/lab-wire.ts'
import type { BacktestResults } from '../../../../../shared/studies/backtest.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { formatDay } from '../../../format.ts'
import { useFold } from '../../../state/studies.ts'
import styles from './backtest.module.css'
import type { BacktestView } from './backtest-view.ts'

interface FoldPanelProps extends BacktestView {
  readonly study: string
  readonly fold: number | null
  readonly onFold: (fold: number) => void
}

/** One origin closely: every path from it against what came. */
export function FoldPanel({ study, fold, ...view }: FoldPanelProps) {
  const read = useFold(study, fold)
  if (read.isError) return <FailedState error={read.error} />
  if (read.data === undefined) return <Waiting text="Reading the origin" />
  return <Paths {...view} fold={read.data} />
}

interface PathsProps extends BacktestView {
  readonly fold: Fold
  readonly onFold: (fold: number) => void
}

function Paths({ models, results, fileName, titleFor, fold, onFold }: PathsProps) {
  const data = useMemo(() => hindcastOf(fold, models, results), [fold, models, results])
  const make = useCallback((look: Look) => makeHindcast(data, look), [data])
  const from = `from ${formatDay(fold.origin)}`
  return (
    <ChartPanel
      title="One origin"
      caption={`${from}, ${worstWords(fold.fold, results)}labels are RMSE`}
      label={describeHindcast(data)}
      make={make}
      controls={<Worst results={results} fold={fold.fold} onFold={onFold} />}
      table={() => foldPathTable(fold)}
      fileName={`${fileName}-from-${fold.origin}`}
      fileTitle={titleFor(`Forecast ${from}`)}
      className={styles['fold'] ?? ''}
    />
  )
}

/** A fold as the hindcast's chart reads it. */
function hindcastOf(
  { origin, fold, dates, actual, paths }: Fold,
  models: BacktestView['models'],
  results: BacktestResults
): HindcastInput {
  const networks = models.map(({ name }) => [name, paths[name] ?? []] as const)
  return {
    models: models.map(({ name, cell }) => ({ name, cell, bestEpoch: null })),
    unit: results.unit,
    hindcastRmse: results.folds.find(own => own.fold === fold)?.errors ?? {},
    hindcast: {
      origin,
      step: dates.map((_, h) => h + 1),
      dates,
      guessed: dates.map(() => false),
      actual,
      persistence: paths['persistence'] ?? [],
      drift: paths['drift'] ?? [],
      models: Object.fromEntries(networks),
    },
  }
}

function worstWords(fold: number, { forecasters }: BacktestResults): string {
  const worst = networksOf(forecasters).filter(own => own.worst === fold)
  const names = worst.map(({ name }) => displayName(name)).join(', ')
  return worst.length === 0 ? '' : `the worst of ${names}, `
}

const networksOf = (forecasters: BacktestResults['forecasters']) =>
  forecasters.filter(({ kind }) => kind === 'network')

interface WorstProps {
  readonly results: BacktestResults
  readonly fold: number
  readonly onFold: (fold: number) => void
}

/** Leads to each network's worst origin. */
const Worst = ({ results, fold, onFold }: WorstProps) => (
  <>
    {networksOf(results.forecasters).map(
      ({ name, worst }) =>
        worst !== null && (
          <Button
            key={name}
            size="small"
            variant="minimal"
            active={worst === fold}
            text={`Worst of ${displayName(name)}`}
            onClick={() => onFold(worst)}
          />
        )
    )}
  </>
)
