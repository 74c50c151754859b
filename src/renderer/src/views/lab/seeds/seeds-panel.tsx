import { useState } from 'react'
import type { SeedsSpec } from '../../../../../shared/studies/seeds.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { StudyFrame } from '../study-frame.tsx'
import { SeedsChoices } from './seeds-choices.tsx'
import { SeedsFindings } from './seeds-findings.tsx'

/** The run from other first weights: how many, what they found. */
export function SeedsPanel({ run }: { readonly run: RunDetail }) {
  const [spec, setSpec] = useState<SeedsSpec>({ kind: 'seeds', count: 5, retrain: true })
  const asksRetrain = run.experiment.retrain && run.summary.seal !== 'closed'
  return (
    <StudyFrame<'seeds'>
      run={run.summary.id}
      spec={spec}
      start={`Train ${spec.count - 1} other ${spec.count === 2 ? 'seed' : 'seeds'}`}
      unit="network"
      describe={({ count, retrain }) =>
        `${count} seeds${asksRetrain && !retrain ? ', no forecasts' : ''}`
      }
      choices={<SeedsChoices spec={spec} asksRetrain={asksRetrain} onChange={setSpec} />}
    >
      {(found, study) => <SeedsFindings found={found} study={study} run={run} />}
    </StudyFrame>
  )
}
