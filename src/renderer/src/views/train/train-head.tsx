import { Button } from '@blueprintjs/core'
import { History, Pause, Play } from 'lucide-react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Icon } from '../../components/icon.tsx'
import { RunHeading } from '../../runs/run-heading.tsx'
import { runName } from '../../runs/run-words.ts'
import { useCommand } from '../../state/commands.ts'
import { attempt } from '../../state/toaster.ts'
import { openQuestion } from '../lab/lab-state.ts'
import styles from './train.module.css'

/** The run, how it goes, and what can be done with all of it. */
export function TrainHead({ detail, words }: { detail: RunDetail; words: string }) {
  const { summary } = detail
  const { id, state } = summary
  const isPaused = state === 'paused'
  const canPause = state === 'training' || isPaused
  const toggle = () => void attempt(() => ask(isPaused ? 'continueRun' : 'pauseRun', { id }))
  useCommand('pause-run', toggle, canPause)
  return (
    <header className={styles['head']}>
      <RunHeading run={summary} />
      <span className={styles['words']} title={words}>
        {words}
      </span>
      {canPause && (
        <Button
          size="small"
          icon={<Icon of={isPaused ? Play : Pause} />}
          text={isPaused ? 'Go on' : 'Pause all'}
          onClick={toggle}
        />
      )}
      {state === 'finished' && (
        <Button
          size="small"
          icon={<Icon of={History} />}
          text="Replay"
          onClick={() => openQuestion('replay')}
        />
      )}
      {(canPause || state === 'queued') && <CancelRun detail={detail} />}
    </header>
  )
}

function CancelRun({ detail: { summary } }: { detail: RunDetail }) {
  const { id, state } = summary
  const cancel = () => void attempt(() => ask('cancelRun', { id }))
  return (
    <ConfirmButton
      isNamed
      label="Cancel"
      question={`Cancel ${runName(summary)}?`}
      text={
        state === 'queued'
          ? 'It leaves the queue and stays in the list; it can be resumed later.'
          : 'All its networks stop. Curves and the last checkpoint are kept, and it can be resumed later; there are no results until then.'
      }
      yes="Cancel the run"
      no={state === 'queued' ? 'Keep it' : 'Keep training'}
      onYes={cancel}
    />
  )
}
