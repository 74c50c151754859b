import { create } from 'zustand'
import { attempt, say } from './toaster.ts'

/** One thing a person did, and the way back. */
export interface Step {
  /** What was done, as a sentence without its full stop: “Deleted NFLX”. */
  readonly text: string
  readonly undo: () => unknown
}

/** What can be taken back, oldest first. */
export const useUndo = create<{ readonly steps: readonly Step[] }>(() => ({ steps: [] }))

/** More than anybody remembers, so that a long day does not fill memory. */
const most = 100

/** Remembers a step; ⌘Z takes back the last one. Says nothing: see `sayUndoable`. */
export function pushUndo(step: Step): void {
  useUndo.setState(({ steps }) => ({ steps: [...steps.slice(1 - most), step] }))
}

/** Remembers a step and says so, with a button that takes back this very step. */
export function sayUndoable(step: Step): void {
  pushUndo(step)
  const onClick = () => void takeBack(step)
  void say({ text: `${step.text}.`, action: { text: 'Undo', onClick } })
}

/** Takes back the last step; says so. Nothing happens when there is none. */
export async function undo(): Promise<void> {
  const last = useUndo.getState().steps.at(-1)
  if (last === undefined) return
  if (await takeBack(last)) await say({ text: `Undone: ${lowerFirst(last.text)}.` })
}

/** False when the step was taken back before, or could not be: it stays then. */
async function takeBack(step: Step): Promise<boolean> {
  const { steps } = useUndo.getState()
  if (!steps.includes(step)) return false
  useUndo.setState({ steps: steps.filter(other => other !== step) })
  const undone = await attempt(async () => {
    await step.undo()
    return true
  })
  if (!undone) pushUndo(step)
  return undone === true
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
