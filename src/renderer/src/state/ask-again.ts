import type { QueryClient } from '@tanstack/react-query'

/**
 * What was read under a key is no longer true: whoever shows it asks again. What is being read for the
 * first time right now may have been answered before the news, and react-query would keep that answer:
 * it is asked once more when it has come.
 */
export async function askAgain(
  client: QueryClient,
  queryKey: readonly unknown[],
  { exact = false }: { readonly exact?: boolean } = {}
): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll({ queryKey, exact })
    .filter(({ state }) => state.fetchStatus === 'fetching' && state.data === undefined)
  await client.invalidateQueries({ queryKey, exact })
  if (first.length === 0) return
  // `fetch` joins the one that is under way
  await Promise.allSettled(first.map(query => query.fetch()))
  await client.invalidateQueries({ predicate: query => first.includes(query) })
}
