import { OverlayToaster, Position, type Toaster } from '@blueprintjs/core'
import { createRoot } from 'react-dom/client'
import { AskFailure } from '../bridge.ts'

let toaster: Promise<Toaster> | null = null

const getToaster = (): Promise<Toaster> => {
  toaster ??= OverlayToaster.create(
    { position: Position.TOP, maxToasts: 3 },
    { domRenderer: (element, container) => createRoot(container).render(element) }
  )
  return toaster
}

export interface Saying {
  readonly text: string
  /** What a button in it does: undo, show the file. */
  readonly action?: { readonly text: string; readonly onClick: () => void }
  readonly isFailure?: boolean
}

/** A sentence in the bar, where it covers neither table nor control, read out by screen readers; failures stay until dismissed. */
export async function say({ text, action, isFailure = false }: Saying): Promise<void> {
  const shown = await getToaster()
  shown.show({
    message: text,
    timeout: isFailure ? 0 : action ? 10_000 : 5_000,
    ...(action ? { action } : {}),
  })
}

/** Shows a failure as its sentence; a bug is thrown on, for the window's own handler. */
function sayFailure(error: unknown): void {
  if (!(error instanceof AskFailure)) throw error
  if (error.failure.kind === 'cancelled') return
  void say({ text: error.message, isFailure: true })
}

/** Does what was asked and shows its failure; answers undefined then. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    sayFailure(error)
    return undefined
  }
}
