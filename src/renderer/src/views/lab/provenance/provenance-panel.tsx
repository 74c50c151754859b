import type { RunDetail } from '../../../../../shared/wire.ts'

export const ProvenancePanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
