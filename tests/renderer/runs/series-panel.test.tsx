import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { SeriesPanel } from '../../../src/renderer/src/runs/series-panel.tsx'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { makeSeries } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

it('lists the series used last first, and shows one in Data', async () => {
  const series = [
    makeSeries({ revisionId: 1, symbol: 'OLD', usedAt: '2024-01-01T00:00:00.000Z' }),
    makeSeries({ revisionId: 2, symbol: 'NEW', usedAt: '2024-05-01T00:00:00.000Z' }),
  ]
  openWindow(<SeriesPanel />, [], { listSeries: () => series })
  const [first] = await screen.findAllByRole('button', { name: /bars/ })
  expect(first?.textContent).toContain('NEW')
  await userEvent.setup().click(first as HTMLElement)
  expect(useUi.getState()).toMatchObject({ revision: 2, view: 'data' })
})

it('says in words how many weekdays are missing', async () => {
  openWindow(<SeriesPanel />, [], { listSeries: () => [makeSeries({ missingDays: 4 })] })
  expect(await screen.findByText('4 weekdays missing')).toBeTruthy()
})

it('marks a series whose older revision is chosen', async () => {
  const summary = makeSeries({ revisionId: 5, symbol: 'NFLX', revisions: 2 })
  openWindow(<SeriesPanel />, [], {
    listSeries: () => [summary],
    readSeries: () => ({ summary: { ...summary, revisionId: 4 } }),
  })
  useUi.setState({ revision: 4 })
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /NFLX/ }).getAttribute('aria-current')).toBe('true')
  )
})
