import { create } from 'zustand'
import { listen } from '../bridge.ts'

/** What main does beside training, by run: “Measuring”. */
const useStages = create<Readonly<Record<string, string>>>(() => ({}))

export const useStage = (run: string): string | null => useStages(stages => stages[run] ?? null)

/** Returns its undo. */
export const listenToStages = (): (() => void) =>
  listen('stage', ({ run, text }) => useStages.setState({ [run]: text }))
