import { Button } from '@blueprintjs/core'
import type { RunDetail, RunState } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { EmptyState } from '../../components/state.tsx'
import { formatPercent } from '../../format.ts'
import { attempt } from '../../state/toaster.ts'
import { show } from '../../state/ui.ts'

const titles: Readonly<Record<RunState, string>> = {
  queued: 'This run waits for its turn',
  training: 'This run is training',
  paused: 'This run is paused',
  interrupted: 'This run was interrupted',
  finished: 'This run is being measured',
  failed: 'This run failed',
  cancelled: 'This run was cancelled',
}

/** A run without results: where it stands, why, and the way on. */
export function Unfinished({ detail }: { readonly detail: RunDetail }) {
  const { state, id } = detail.summary
  const resume = () => void attempt(() => ask('resumeRun', { id })).then(() => show('train'))
  return (
    <EmptyState title={titles[state]} text={textOf(detail)}>
      <Button
        intent="primary"
        text={state === 'training' ? 'Watch it train' : 'Go to Train'}
        onClick={() => show('train')}
      />
      {state === 'interrupted' && <Button text="Resume" onClick={resume} />}
    </EmptyState>
  )
}

function textOf({ summary, models, place }: RunDetail): string {
  const troubles = models.flatMap(m => (m.trouble === null ? [] : [m.trouble]))
  const said = [summary.reason, ...troubles].filter(text => text !== null).join(' ')
  switch (summary.state) {
    case 'queued':
      return place === null || place <= 1
        ? 'It is next. The verdict appears here when it has finished.'
        : `${place - 1} before it. The verdict appears here when it has finished.`
    case 'training':
    case 'paused':
      return `${formatPercent(summary.progress, 0)} of all epochs. The verdict appears here when it has finished.`
    case 'interrupted':
      return `${said} What was learned is kept: it goes on from its last checkpoint.`.trim()
    case 'finished':
      return 'The figures appear here in a moment.'
    default:
      return `${said} Its losses and what was learned are kept under Train.`.trim()
  }
}
