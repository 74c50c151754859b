import { QueryClient } from '@tanstack/react-query'
import { AskFailure } from '../bridge.ts'

/** Main is always there and tells when something changed, so nothing is asked again unasked. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        staleTime: Number.POSITIVE_INFINITY,
        // an ordinary failure stays one; a bug is not made better by trying again
        retry: false,
        throwOnError: error => !(error instanceof AskFailure),
      },
      mutations: { networkMode: 'always' },
    },
  })
