import type { SeriesSummary } from '../../../../shared/wire.ts'
import { titleOf } from '../../series-words.ts'

/** A line under the ticker box: a series that is here, or a question to Yahoo. */
export type TickerChoice =
  | { readonly kind: 'open'; readonly series: SeriesSummary }
  | { readonly kind: 'ask'; readonly symbol: string }

const most = 8

/**
 * What is offered for what is typed: series that are here, most recently used first, and Yahoo.
 * Yahoo comes first, so that Enter asks it, unless the very symbol is here. Nothing is asked yet.
 */
export function tickerChoices(series: readonly SeriesSummary[], typed: string): TickerChoice[] {
  const query = typed.trim().toUpperCase()
  const recent = series.toSorted((a, b) => b.usedAt.localeCompare(a.usedAt))
  const found = recent.filter(s => matches(s, query)).slice(0, most)
  const open = found.map(s => ({ kind: 'open' as const, series: s }))
  if (query === '') return open
  const isHere = found.some(s => s.source === 'yahoo' && s.symbol === query)
  const question = { kind: 'ask' as const, symbol: query }
  if (!isHere) return [question, ...open]
  const rank = (choice: TickerChoice) =>
    choice.kind === 'open' && choice.series.source === 'yahoo' && choice.series.symbol === query
      ? 0
      : 1
  return [...open.toSorted((a, b) => rank(a) - rank(b)), question]
}

const matches = (series: SeriesSummary, query: string): boolean =>
  [series.symbol, titleOf(series), series.name ?? ''].some(text =>
    text.toUpperCase().includes(query)
  )

export const choiceKey = (choice: TickerChoice): string =>
  choice.kind === 'ask' ? `ask ${choice.symbol}` : `open ${choice.series.revisionId}`
