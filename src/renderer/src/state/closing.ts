import { create } from 'zustand'

/** How many runs closing the window would stop; null while nobody asks to close it. */
export const useClosing = create<{ readonly training: number | null }>(() => ({ training: null }))
