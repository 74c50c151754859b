import type { BacktestResults } from '../../../../../shared/studies/backtest.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'

/** What every panel of a backtest is given. */
export interface BacktestView {
  readonly models: RunDetail['experiment']['models']
  readonly results: BacktestResults
  /** What its files begin with. */
  readonly fileName: string
  /** Over an exported picture. */
  readonly titleFor: (chart: string) => string
}
