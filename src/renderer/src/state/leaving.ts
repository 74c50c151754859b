import { create } from 'zustand'
import { watchAsks } from '../bridge.ts'

/** What leaves this computer: the symbols Yahoo is being asked for, and the last one it was. */
export interface Leaving {
  readonly asking: readonly string[]
  readonly asked: { readonly symbol: string; readonly at: number } | null
}

export const useLeaving = create<Leaving>(() => ({ asking: [], asked: null }))

/** Keeps `useLeaving` true: the only request that goes beyond this computer is a fetch. */
export const watchLeaving = (): (() => void) =>
  watchAsks((name, argument) => {
    if (name !== 'fetchSeries') return undefined
    const { symbol } = argument as { readonly symbol: string }
    useLeaving.setState(({ asking }) => ({ asking: [...asking, symbol] }))
    return () =>
      useLeaving.setState(({ asking }) => ({
        asking: asking.filter((_, index) => index !== asking.indexOf(symbol)),
        asked: { symbol, at: Date.now() },
      }))
  })
