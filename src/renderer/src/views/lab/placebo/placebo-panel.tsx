import type { RunDetail } from '../../../../../shared/wire.ts'

export const PlaceboPanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
