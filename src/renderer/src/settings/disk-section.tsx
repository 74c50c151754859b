import { Button } from '@blueprintjs/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DiskUse } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { saySaved } from '../components/save-file.ts'
import { FailedState } from '../components/state.tsx'
import { formatBytes, formatCount } from '../format.ts'
import { keys } from '../state/queries.ts'
import { attempt, say } from '../state/toaster.ts'
import { useUndo } from '../state/undo.ts'
import { RestoreLine } from './restore-line.tsx'
import { Line, Section } from './section.tsx'
import styles from './settings.module.css'

/** What is kept on this computer: how much, where, and what may go. */
export function DiskSection() {
  // read anew each time the settings open: training writes without telling
  const { data: use, error } = useQuery({
    queryKey: keys.diskUse,
    queryFn: () => ask('readDiskUse'),
    staleTime: 0,
  })
  return (
    <Section title="On this computer">
      {error && <FailedState error={error} />}
      {use && <Numbers use={use} />}
      {use && <CleanUp use={use} />}
      <Line
        text="Back up"
        about="One file with every series, run and preset. It can be made while something trains."
      >
        <Button size="small" text="Back up…" onClick={() => void backUp()} />
      </Line>
      <RestoreLine />
    </Section>
  )
}

async function backUp() {
  const saved = await attempt(() => ask('backUp'))
  if (saved) saySaved(saved)
}

const Numbers = ({ use }: { readonly use: DiskUse }) => (
  <>
    <dl className={styles['use']}>
      <Amount name="Database" value={formatBytes(use.databaseBytes)} />
      <Amount name="Checkpoints in it" value={formatBytes(use.checkpointBytes)} />
      <Amount
        name="Runs"
        value={`${formatCount(use.runs)}${use.deletedRuns > 0 ? ` and ${formatCount(use.deletedRuns)} deleted` : ''}`}
      />
      <Amount name="Series" value={formatCount(use.series)} />
      <Amount name="Bars" value={formatCount(use.bars)} />
    </dl>
    <p className={`caption ${styles['path']}`}>
      In {use.folder}, {formatBytes(use.freeBytes)} free
    </p>
  </>
)

const Amount = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

function CleanUp({ use }: { readonly use: DiskUse }) {
  const client = useQueryClient()
  const [purgeDeleted, setPurgeDeleted] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const onCleanUp = async () => {
    setIsBusy(true)
    const cleaned = await attempt(() => ask('cleanUp', { purgeDeleted }))
    setIsBusy(false)
    if (cleaned === undefined) return
    // what is gone for good cannot be brought back by an undo
    if (purgeDeleted) useUndo.setState({ steps: [] })
    setPurgeDeleted(false)
    void client.invalidateQueries({ queryKey: keys.diskUse })
    void say({ text: `Freed ${formatBytes(cleaned.freedBytes)}.` })
  }
  return (
    <Line text="Clean up" about={idleWords(use)}>
      {use.deletedRuns > 0 && (
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={purgeDeleted}
            onChange={({ currentTarget: { checked } }) => setPurgeDeleted(checked)}
          />
          and {formatCount(use.deletedRuns)} deleted {use.deletedRuns === 1 ? 'run' : 'runs'}, for
          good
        </label>
      )}
      <Button
        size="small"
        intent={purgeDeleted ? 'danger' : 'none'}
        text={purgeDeleted ? 'Remove for good' : 'Clean up'}
        loading={isBusy}
        onClick={() => void onCleanUp()}
      />
    </Line>
  )
}

const idleWords = ({ idleCheckpointBytes }: DiskUse): string =>
  idleCheckpointBytes === 0
    ? 'No checkpoint is idle: there is nothing to remove but empty space in the file.'
    : `Removes ${formatBytes(idleCheckpointBytes)} of checkpoints that nothing needs: results and weights of finished runs stay.`
