// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useFetches } from '../../../../src/renderer/src/state/fetches.ts'
import { useUi } from '../../../../src/renderer/src/state/ui.ts'
import { TickerBox } from '../../../../src/renderer/src/views/data/ticker-box.tsx'
import { type Failure, failed } from '../../../../src/shared/failure.ts'
import type { FetchedSeries } from '../../../../src/shared/wire.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { summaryOf } from './series-of.ts'
import { show } from './with-queries.tsx'

const fetched: FetchedSeries = {
  revisionId: 9,
  kind: 'first',
  asOf: '2024-05-01',
  added: 800,
  moved: [],
  failure: null,
}
const list = [
  summaryOf({ revisionId: 1, symbol: 'AAPL', name: 'Apple Inc.', usedAt: '2024-05-01' }),
  summaryOf({ revisionId: 2, symbol: 'NFLX', usedAt: '2024-05-03' }),
  summaryOf({ revisionId: 3, symbol: 'random-walk', source: 'simulated', usedAt: '2024-05-02' }),
]

beforeEach(() => {
  useFetches.setState({ now: null, failed: null, outcome: null })
  useUi.setState({ revision: null })
})
afterEach(cleanup)

function open(fetchSeries: () => unknown = () => fetched) {
  const api = fakeApi({
    listSeries: () => list,
    fetchSeries,
    cancelFetch: () => undefined,
    savePreferences: () => ({}),
  })
  const onDone = vi.fn<() => void>()
  show(<TickerBox listsRecent onDone={onDone} />)
  return { api, onDone, box: screen.getByRole<HTMLInputElement>('combobox', { name: 'Ticker' }) }
}

const texts = () => screen.getAllByRole('option').map(option => option.textContent)

it('lists what is here, the most recently used first, and asks nobody', async () => {
  const { api } = open()
  await screen.findAllByRole('option')
  expect(texts().map(text => text?.slice(0, 4))).toEqual(['NFLX', 'Rand', 'AAPL'])
  expect(api.calls.map(call => call.name)).toEqual(['listSeries'])
})

it('finds what is here as one types, by symbol and by name, without asking Yahoo', async () => {
  const { api, box } = open()
  await screen.findAllByRole('option')
  await userEvent.type(box, 'apple')
  expect(texts()).toEqual([
    expect.stringContaining('Ask Yahoo for APPLE'),
    expect.stringContaining('AAPL'),
  ])
  expect(api.calls.some(call => call.name === 'fetchSeries')).toBe(false)
})

it('asks Yahoo on Enter and shows the series', async () => {
  const { api, box, onDone } = open()
  await userEvent.type(box, 'msft{Enter}')
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  expect(api.calls).toContainEqual({ name: 'fetchSeries', argument: { symbol: 'MSFT' } })
  expect(useUi.getState().revision).toBe(9)
})

it('opens the copy that is here on Enter when its very symbol is typed', async () => {
  const { api, box, onDone } = open()
  await screen.findAllByRole('option')
  await userEvent.type(box, 'nflx{Enter}')
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  expect(useUi.getState().revision).toBe(2)
  expect(api.calls.some(call => call.name === 'fetchSeries')).toBe(false)
})

it('takes the arrows to a series, and says which one is meant', async () => {
  const { box } = open()
  await screen.findAllByRole('option')
  await userEvent.type(box, 'a')
  await userEvent.keyboard('{ArrowDown}')
  const active = document.getElementById(box.getAttribute('aria-activedescendant') ?? '')
  expect(active?.textContent).toMatch(/^(?!Ask)/)
  await userEvent.keyboard('{Enter}')
  expect(useUi.getState().revision).not.toBeNull()
})

const failures: [Failure, RegExp][] = [
  [{ kind: 'unknown-symbol', symbol: 'NFLXX' }, /no symbol NFLXX.*spelling, or drop a CSV/],
  [{ kind: 'no-network', symbol: 'NFLXX', reason: 'offline' }, /could not be reached.*connection/],
  [{ kind: 'rate-limited', symbol: 'NFLXX', retryAfterSeconds: 40 }, /asks us to wait.*40 seconds/],
]

it.each(failures)('says what to do on %o, and keeps what was typed', async (failure, words) => {
  const { box, onDone } = open(() => failed(failure))
  await userEvent.type(box, 'nflxx{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(words)
  expect(box.value).toBe('nflxx')
  expect(onDone).not.toHaveBeenCalled()
  await userEvent.type(box, 'y')
  expect(screen.queryByRole('alert')).toBeNull()
})

it('says what it waits for and can be cancelled', async () => {
  const answer = Promise.withResolvers<unknown>()
  const { api, box } = open(() => answer.promise)
  await userEvent.type(box, 'ko{Enter}')
  expect((await screen.findByRole('status')).textContent).toBe('Asking Yahoo for KO')
  act(() => api.tell('fetch-waits', { symbol: 'KO', seconds: 40, reason: 'Yahoo asks us to wait' }))
  expect(screen.getByRole('status').textContent).toMatch(/Yahoo asks us to wait; next try in 40 s/)
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(api.calls.at(-1)).toEqual({ name: 'cancelFetch', argument: { symbol: 'KO' } })
  await act(async () => answer.resolve(failed({ kind: 'cancelled' })))
  expect(screen.queryByRole('alert')).toBeNull()
})
