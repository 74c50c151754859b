import type { RunDetail } from '../../../../../shared/wire.ts'

export const DiaryPanel = ({ run }: { readonly run: RunDetail }) => <p>{run.summary.id}</p>
