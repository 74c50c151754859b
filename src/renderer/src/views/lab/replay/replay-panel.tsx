import type { RunDetail } from '../../../../../shared/wire.ts'

export const ReplayPanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
