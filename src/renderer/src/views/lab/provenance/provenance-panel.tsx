import type { RunDetail } from '../../../../../shared/wire.ts'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { useProvenance } from '../../../state/queries.ts'
import { StudyFrame } from '../study-frame.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { HistoryStrip } from './history-strip.tsx'
import { ProofAnswer } from './proof-answer.tsx'

/** Does it come out again, what was it made of, and has history moved since? */
export function ProvenancePanel({ run }: { readonly run: RunDetail }) {
  const { id, symbol, seal } = run.summary
  const provenance = useProvenance(id)
  return (
    <>
      {provenance.data?.since && (
        <HistoryStrip run={run} own={provenance.data.revision} since={provenance.data.since} />
      )}
      <StudyFrame<'proof'>
        run={id}
        spec={{ kind: 'proof' }}
        start="Prove it"
        unit="training"
        describe={() => 'trained again'}
        choices={
          seal === 'closed' ? (
            <span className="caption">Of the closed test part nothing is read.</span>
          ) : null
        }
      >
        {results => <ProofAnswer results={results} fileName={`${symbol}-${id}-proof`} />}
      </StudyFrame>
      {provenance.isError && <FailedState error={provenance.error} />}
      {provenance.isPending && <Waiting text="Hashing the bars again" />}
      {provenance.data && (
        <FactsPanel facts={provenance.data} fileName={`${symbol}-${id}-provenance`} />
      )}
    </>
  )
}
