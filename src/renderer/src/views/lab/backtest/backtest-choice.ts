import { create } from 'zustand'
import { type BacktestSpec, backtestSpecSchema } from '../../../../../shared/studies/backtest.ts'

/** What the next backtest asks; remembered while the window lives. */
export const useBacktestChoice = create<BacktestSpec>(() =>
  backtestSpecSchema.parse({ kind: 'backtest' })
)
