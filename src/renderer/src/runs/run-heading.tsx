import type { RunSummary } from '../../../shared/wire.ts'
import { Tag } from '../components/tag.tsx'
import { runName } from './run-words.ts'

/** What run a view shows: its name, and loudly what it is no evidence of. */
export function RunHeading({ run }: { readonly run: RunSummary }) {
  return (
    <>
      <h1 className="clip" title={runName(run)}>
        {runName(run)}
      </h1>
      {run.source === 'simulated' && <Tag>simulated</Tag>}
      {run.quickLook && <Tag tone="warn">quick look</Tag>}
    </>
  )
}
