import type { QueryClient } from '@tanstack/react-query'

/**
 * What was read under a key is no longer true: whoever shows it asks again. Also what is being read for
 * the first time right now, whose answer react-query would keep although it may be older than the news.
 */
export async function askAgain(
  client: QueryClient,
  queryKey: readonly unknown[],
  { exact = false }: { readonly exact?: boolean } = {}
): Promise<void> {
  await client.cancelQueries({ queryKey, exact })
  await client.invalidateQueries({ queryKey, exact })
}
