import { useState } from 'react'
import { quickLook } from '../../../shared/presets.ts'
import { sameValue } from '../../../shared/same-value.ts'
import { ask } from '../bridge.ts'
import { useDraft } from '../state/draft.ts'
import { attempt } from '../state/toaster.ts'
import { chooseRun, useUi } from '../state/ui.ts'
import { useFormUi } from './form-ui.ts'

/** Starts or queues the draft on the chosen series and goes to Train; once at a time. */
export function useStart(): { readonly start: () => void; readonly isStarting: boolean } {
  const [isStarting, setIsStarting] = useState(false)
  const run = async () => {
    const revisionId = useUi.getState().revision
    if (revisionId === null || isStarting) return
    setIsStarting(true)
    const { experiment } = useDraft.getState()
    const seeds = Number(useFormUi.getState().seeds)
    const isQuick = sameValue(experiment, quickLook.experiment)
    const started = await attempt(() =>
      ask('startRun', { experiment, revisionId, quickLook: isQuick, seeds })
    )
    setIsStarting(false)
    if (started) chooseRun(started.id, 'train')
  }
  return { start: () => void run(), isStarting }
}
