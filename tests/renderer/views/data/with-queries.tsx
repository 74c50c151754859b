import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { makeQueryClient } from '../../../../src/renderer/src/state/query-client.ts'

/** Puts a part of the view on the page, with what it reads main through. */
export const show = (children: ReactNode) =>
  render(<QueryClientProvider client={makeQueryClient()}>{children}</QueryClientProvider>)
