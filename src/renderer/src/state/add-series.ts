import { create } from 'zustand'

/** Whether the box that adds a series is open; anything may open it. */
export const useAddSeries = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens the box: a ticker, a sample, or a file. */
export const openAddSeries = (): void => useAddSeries.setState({ isOpen: true })
export const closeAddSeries = (): void => useAddSeries.setState({ isOpen: false })
