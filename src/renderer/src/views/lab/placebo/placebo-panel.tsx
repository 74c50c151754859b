import { useState } from 'react'
import { type PlaceboSpec, placeboWords } from '../../../../../shared/studies/placebo.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { StudyFrame } from '../study-frame.tsx'
import { PlaceboChoices } from './placebo-choices.tsx'
import { PlaceboFindings } from './placebo-findings.tsx'

const usual: PlaceboSpec = {
  kind: 'placebo',
  placebo: 'permuted',
  count: 39,
  size: 'small',
  seed: 1,
}

/** Could it be chance? The run beside shuffled copies of its series. */
export function PlaceboPanel({ run }: { readonly run: RunDetail }) {
  const [spec, setSpec] = useState(usual)
  return (
    <StudyFrame<'placebo'>
      run={run.summary.id}
      spec={spec}
      start="Start the placebo"
      unit="training"
      describe={placeboWords}
      choices={
        <PlaceboChoices spec={spec} networks={run.experiment.models.length} onChange={setSpec} />
      }
    >
      {(results, study) => (
        <PlaceboFindings found={results} study={study} run={run} key={study.id} />
      )}
    </StudyFrame>
  )
}
