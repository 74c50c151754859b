import { create } from 'zustand'

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
