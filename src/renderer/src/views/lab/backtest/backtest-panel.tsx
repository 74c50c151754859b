import type { RunDetail } from '../../../../../shared/wire.ts'

export const BacktestPanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
