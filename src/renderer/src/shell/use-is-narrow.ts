import { useMedia } from '../state/media.ts'
import { narrow } from '../state/ui.ts'

/** Whether runs and the experiment are rails now. */
export const useIsNarrow = (): boolean => useMedia(narrow)
