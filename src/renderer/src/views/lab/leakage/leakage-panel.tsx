import type { RunDetail } from '../../../../../shared/wire.ts'

export const LeakagePanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
