import type { RunDetail } from '../../../../../shared/wire.ts'

export const SeedsPanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
