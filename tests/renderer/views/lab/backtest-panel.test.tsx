import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { BacktestPanel } from '../../../../src/renderer/src/views/lab/backtest/backtest-panel.tsx'
import { moveFold } from '../../../../src/renderer/src/views/lab/backtest/move-fold.ts'
import type { Fold } from '../../../../src/shared/lab-wire.ts'
import { backtestSummary, someBacktest } from '../../../support/some-backtest.ts'
import { openWindow } from '../../support/open-window.tsx'
import { someRun } from '../train/some-run.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({
    label,
    keyboard,
  }: {
    label: string
    keyboard?: { onKeyDown: (event: unknown) => void }
  }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as the real one
    <div role="img" tabIndex={0} aria-label={label} onKeyDown={keyboard?.onKeyDown} />
  ),
}))

const foldAt = (fold: number): Fold => ({
  study: 'kq3x7d',
  fold,
  origin: someBacktest.folds[fold]?.origin ?? '',
  dates: ['2024-01-09', '2024-01-10', '2024-01-11', '2024-01-12'],
  actual: [10, 11, 12, 13],
  paths: {
    persistence: [9, 9, 9, 9],
    drift: [9, 9, 9, 9],
    lstm: [9, 10, 11, 12],
    gru: [9, 9, 8, 7],
  },
})

function open() {
  const run = someRun('finished')
  return openWindow(<BacktestPanel run={run} />, [], {
    listStudies: () => [{ ...backtestSummary, run: run.summary.id }],
    readStudy: () => ({ summary: backtestSummary, results: someBacktest }),
    readFold: ({ fold }: { fold: number }) => foldAt(fold),
    startStudy: () => ({ id: 'kq3x7d' }),
  })
}

describe('the backtest panel', () => {
  it('asks with the choices made, and remembers them', async () => {
    const api = open()
    const stride = await screen.findByLabelText('Origins every')
    fireEvent.change(stride, { target: { value: '5' } })
    fireEvent.keyDown(stride, { key: 'Enter' })
    fireEvent.click(screen.getByRole('radio', { name: 'Train at each' }))
    fireEvent.click(screen.getByRole('button', { name: 'Start the backtest' }))
    await vi.waitFor(() =>
      expect(api.calls.find(({ name }) => name === 'startStudy')?.argument).toEqual({
        run: 'r1',
        spec: { kind: 'backtest', stride: 5, horizon: 30, training: 'each origin' },
      })
    )
  })

  it('begins at the worst origin, is led to others by the arrow keys, and says whose worst they are', async () => {
    open()
    await screen.findByText(/from Jan 4, 2024, the worst of LSTM, labels are RMSE/)
    const errors = screen.getByRole('img', { name: /Arrow keys|RMSE of the price over 4 days/ })
    fireEvent.keyDown(errors, { key: 'ArrowRight' })
    await screen.findByText(/from Jan 8, 2024, the worst of GRU/)
    fireEvent.keyDown(errors, { key: 'Home' })
    await screen.findByText(/from Jan 2, 2024, labels are RMSE/)
    fireEvent.click(screen.getByRole('button', { name: 'Worst of GRU' }))
    await screen.findByText(/from Jan 8, 2024, the worst of GRU/)
  })

  it('has persistence first in its table, and prints too few rather than a p', async () => {
    open()
    const region = await screen.findByRole('region', {
      name: 'Errors and verdicts by days ahead',
    })
    const rows = within(region)
      .getAllByRole('row')
      .map(row => [...row.children].map(cell => cell.textContent?.trim()))
    expect(rows[0]?.slice(0, 2)).toEqual(['Days', 'Persistence'])
    expect(rows[1]).toEqual(
      ['1', '1.00', '+1.0\u00a0%', '+10.0\u00a0%', '+20.0\u00a0%', 'better p .020'].concat([
        '+15.0\u00a0%',
        'better p .020',
      ])
    )
    expect(rows[4]?.slice(-4)).toEqual(['−2.0\u00a0%', 'too few', '–', 'too few'])
  })
})

describe('keys among origins', () => {
  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 11, 11],
    ['PageDown', 0, 10],
    ['PageUp', 4, 0],
    ['End', 3, 11],
    ['a', 3, null],
  ])('%s leads from %i to %j of 12', (key, row, next) => {
    expect(moveFold(key, row, 12)).toBe(next)
  })
})
