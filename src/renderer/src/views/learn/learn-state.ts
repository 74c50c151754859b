import { create } from 'zustand'
import type { Trace } from '../../../../shared/wire.ts'
import { useUi } from '../../state/ui.ts'

/** What is read in Learn, and which step of which window is looked at. Others may set it to lead here. */
export interface Learn {
  readonly topic: string
  /** The network of the run; null for the first that fits the topic. */
  readonly model: string | null
  readonly window: number
  /** From 0. */
  readonly layer: number
  readonly step: number
  /** Plays through the steps. */
  readonly isPlaying: boolean
}

export const useLearn = create<Learn>(() => ({
  topic: 'windows',
  model: null,
  window: 0,
  layer: 0,
  step: 0,
  isPlaying: false,
}))

// another run has other windows, perhaps fewer
useUi.subscribe((ui, before) => {
  if (ui.run !== before.run) useLearn.setState({ window: 0, step: 0, isPlaying: false })
})

/**
 * Which layer and step of a window are looked at: those chosen, as far as it has them. Another run
 * may have fewer layers and a shorter window than the one they were chosen in.
 */
export function placeIn(
  trace: Pick<Trace, 'layers' | 'inputs'> | undefined,
  { layer, step }: Pick<Learn, 'layer' | 'step'>
): { readonly layer: number; readonly step: number } {
  const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1))
  return {
    layer: within(layer, trace?.layers.length ?? 1),
    step: within(step, trace?.inputs.length ?? 1),
  }
}
