import { create } from 'zustand'
import type { Failure } from '../../../shared/failure.ts'
import type { FetchedSeries } from '../../../shared/wire.ts'
import { AskFailure, ask, listen } from '../bridge.ts'
import { chooseSeries } from './ui.ts'

/** A symbol that is being asked for, and why it takes long. */
export interface Fetching {
  readonly symbol: string
  readonly wait: { readonly reason: string; readonly until: number } | null
}

interface Fetches {
  /** One at a time: a person asks, and waits or cancels. */
  readonly now: Fetching | null
  readonly failed: { readonly symbol: string; readonly failure: Failure } | null
  /** What the last answer changed, until it is read. */
  readonly outcome: (FetchedSeries & { readonly symbol: string }) | null
}

export const useFetches = create<Fetches>(() => ({ now: null, failed: null, outcome: null }))

/** Asks Yahoo for a symbol and shows the series; true when there is one to show. */
export async function fetchSymbol(asked: string): Promise<boolean> {
  const symbol = asked.trim().toUpperCase()
  useFetches.setState({ now: { symbol, wait: null }, failed: null, outcome: null })
  const stop = listen('fetch-waits', event => {
    if (event.symbol.toUpperCase() !== symbol) return
    const until = Date.now() + 1000 * event.seconds
    useFetches.setState({ now: { symbol, wait: { reason: event.reason, until } } })
  })
  try {
    const outcome = await ask('fetchSeries', { symbol })
    useFetches.setState({ now: null, outcome: { ...outcome, symbol } })
    chooseSeries(outcome.revisionId)
    return true
  } catch (error) {
    useFetches.setState({ now: null })
    if (!(error instanceof AskFailure)) throw error
    const { failure } = error
    if (failure.kind !== 'cancelled') useFetches.setState({ failed: { symbol, failure } })
    return false
  } finally {
    stop()
  }
}

export function cancelFetch(): void {
  const { now } = useFetches.getState()
  if (now !== null) void ask('cancelFetch', { symbol: now.symbol })
}

/** The person begins anew: what failed is no longer of interest. */
export const forgetFailedFetch = (): void => useFetches.setState({ failed: null })
export const forgetOutcome = (): void => useFetches.setState({ outcome: null })
