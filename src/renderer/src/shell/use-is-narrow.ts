import { useSyncExternalStore } from 'react'
import { narrow } from '../state/ui.ts'

const subscribe = (hear: () => void) => {
  narrow.addEventListener('change', hear)
  return () => narrow.removeEventListener('change', hear)
}

/** Whether runs and the experiment are rails now. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
