import { sameValue } from '../../../shared/same-value.ts'
import type { ExperimentField } from '../../../shared/wire.ts'
import { type Draft, useDraft } from './draft.ts'
import { pushUndo, type Step, useUndo } from './undo.ts'

/** Changes of one field closer together than this are one: typing, dragging. In milliseconds. */
const pause = 1500

let isTracked = true

/** Changes the draft without a step of its own: whoever calls it remembers the step. */
export function putDraft(draft: Partial<Draft>): void {
  isTracked = false
  useDraft.setState(draft)
  isTracked = true
}

interface Last {
  readonly step: Step
  readonly fields: string
  readonly at: number
}

/** Lets ⌘Z take back what changes in the draft, wherever it was changed. Returns its undo. */
export function trackDraft(): () => void {
  let last: Last | null = null
  return useDraft.subscribe((now, before) => {
    if (!isTracked) return
    const fields = changedFields(now, before)
    if (fields.length === 0) return
    const names = fields.join(' ')
    const goesOn =
      last !== null &&
      last.fields === names &&
      Date.now() - last.at < pause &&
      useUndo.getState().steps.at(-1) === last.step
    const step =
      goesOn && last !== null
        ? last.step
        : { text: 'Changed the experiment', undo: () => putDraft(before) }
    if (!goesOn) pushUndo(step)
    last = { step, fields: names, at: Date.now() }
  })
}

const changedFields = ({ experiment: now }: Draft, { experiment: before }: Draft) =>
  (Object.keys(now) as ExperimentField[]).filter(field => !sameValue(now[field], before[field]))
