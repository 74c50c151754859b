import { act, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useSeriesOfRun } from '../../../src/renderer/src/shell/use-series-of-run.ts'
import { chooseRun, useUi } from '../../../src/renderer/src/state/ui.ts'
import { makeRun, makeSeries } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

function Follower() {
  useSeriesOfRun()
  return null
}

const runs = [
  makeRun({ id: 'a', symbol: 'NFLX', source: 'yahoo', revisionId: 1 }),
  makeRun({ id: 'b', symbol: 'KO', source: 'csv', revisionId: 2 }),
]
const listSeries = () => [
  makeSeries({ revisionId: 4, symbol: 'NFLX', source: 'yahoo' }),
  makeSeries({ revisionId: 5, symbol: 'KO', source: 'csv' }),
]

it('trains next on the newest state of the series that the chosen run is about', async () => {
  openWindow(<Follower />, runs, { listSeries })
  act(() => chooseRun('b'))
  await waitFor(() => expect(useUi.getState().revision).toBe(5))
  act(() => chooseRun('a'))
  await waitFor(() => expect(useUi.getState().revision).toBe(4))
})

it('leaves what the last window kept, and a series chosen beside the run', async () => {
  useUi.setState({ run: 'b', revision: 4 })
  const main = openWindow(<Follower />, runs, { listSeries })
  await waitFor(() => expect(main.calls.some(({ name }) => name === 'listSeries')).toBe(true))
  await act(() => Promise.resolve())
  expect(useUi.getState().revision).toBe(4)
})
