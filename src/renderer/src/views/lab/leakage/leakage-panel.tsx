import { Button } from '@blueprintjs/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { describeLeakage, makeLeakage } from '../../../../../shared/charts/leakage.ts'
import {
  nameOf,
  stageCells,
  stageColumns,
  violationMark,
  violationSentence,
  wholeSentence,
} from '../../../../../shared/lab/leakage-words.ts'
import type { LeakageMap } from '../../../../../shared/lab-wire.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ask } from '../../../bridge.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { saySaved } from '../../../components/save-file.ts'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { keys } from '../../../state/queries.ts'
import { attempt } from '../../../state/toaster.ts'
import styles from './leakage.module.css'
import { StageTable } from './stage-table.tsx'

/** Which days each stage of the run read: a sentence, a timeline, a table, a certificate. */
export function LeakagePanel({ run }: { readonly run: RunDetail }) {
  const { id } = run.summary
  const map = useQuery({
    queryKey: keys.leakage(id),
    queryFn: () => ask('readLeakage', { id }),
  })
  if (map.isError) return <FailedState error={map.error} />
  if (map.data === undefined) return <Waiting text="Watching the run’s stages read" />
  return <Found map={map.data} fileName={`hindcast-${id}-leakage`} />
}

function Found({ map, fileName }: { readonly map: LeakageMap; readonly fileName: string }) {
  const make = useCallback((look: Look) => makeLeakage(map, look), [map])
  const table = () => ({
    columns: [...stageColumns],
    rows: map.stages.map(stage => stageCells(stage, map)),
  })
  return (
    <>
      <Verdict map={map} />
      <ChartPanel
        title="Days that each stage read"
        caption="a bar: read; an upright: the last day it may see"
        label={describeLeakage(map)}
        make={make}
        table={table}
        fileName={fileName}
        className={styles['timeline'] ?? ''}
      />
      <StageTable map={map} table={table} fileName={fileName} />
    </>
  )
}

/** What was found, and what can be taken away of it. */
function Verdict({ map }: { readonly map: LeakageMap }) {
  const [isWriting, setIsWriting] = useState(false)
  const save = async () => {
    setIsWriting(true)
    const saved = await attempt(() => ask('saveCertificate', { id: map.run }))
    setIsWriting(false)
    if (saved) saySaved(saved)
  }
  return (
    <section className={styles['verdict']} aria-label="What was found">
      <div>
        <p className={styles['sentence']}>{wholeSentence(map)}</p>
        {map.violations.map(violation => (
          <p key={violation.stage} className={styles['violation']} role="alert">
            {violationMark} {violationSentence(nameOf(map, violation.stage), violation)}
          </p>
        ))}
        <p className="caption">
          The run’s own functions went over its bars once more, without a network, through readers
          that note every row. Then every later day was altered: what comes out of a stage must stay
          the same, bit for bit.
        </p>
      </div>
      <Button
        text={isWriting ? 'Writing…' : 'Save the certificate'}
        aria-busy={isWriting}
        disabled={isWriting}
        onClick={() => void save()}
      />
    </section>
  )
}
