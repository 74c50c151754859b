import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { PlaceboPanel } from '../../../../src/renderer/src/views/lab/placebo/placebo-panel.tsx'
import type { PlaceboResults } from '../../../../src/shared/studies/placebo.ts'
import type { StudySummary } from '../../../../src/shared/studies/study.ts'
import { placeboSummary, somePlacebo } from '../../../support/some-placebo.ts'
import { openWindow } from '../../support/open-window.tsx'
import { someRun } from '../train/some-run.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

const networks = ['rnn', 'lstm', 'gru'].map(name => ({
  ...someRun('finished').experiment.models[0]!,
  name,
}))

function open(results: PlaceboResults | null, changes: Partial<StudySummary> = {}) {
  const run = someRun('finished')
  const summary = { ...placeboSummary, run: run.summary.id, ...changes }
  const panel = (
    <PlaceboPanel run={{ ...run, experiment: { ...run.experiment, models: networks } }} />
  )
  return openWindow(panel, [], {
    listStudies: () => (results ? [summary] : []),
    readStudy: () => ({ summary, results }),
    startStudy: () => ({ id: summary.id }),
  })
}

const asked = (api: ReturnType<typeof open>) =>
  api.calls.find(({ name }) => name === 'startStudy')?.argument

describe('the placebo panel', () => {
  it('says what was found, draws it, and has persistence first in its table', async () => {
    open(somePlacebo)
    const words = await screen.findByText(/^LSTM: of 39 shuffled copies, none did at least as well/)
    expect(words.closest('[role=status]')).not.toBeNull()
    screen.getByRole('img', { name: /Histogram of the one-step skill of RNN on 39 copies/ })
    fireEvent.click(screen.getByRole('radio', { name: 'LSTM' }))
    screen.getByRole('img', { name: /Histogram of the one-step skill of LSTM/ })
    const table = within(screen.getByRole('region', { name: 'Networks' }))
    const rows = table.getAllByRole('row').map(row => row.textContent)
    expect(rows[1]).toMatch(/^\s*Persistence0/)
    expect(rows[2]).toContain('12 of 39')
  })

  it('asks for shuffled copies and a small network unless told otherwise', async () => {
    const api = open(null)
    fireEvent.click(await screen.findByRole('button', { name: 'Start the placebo' }))
    await vi.waitFor(() =>
      expect(asked(api)).toEqual({
        run: 'r1',
        spec: { kind: 'placebo', placebo: 'permuted', count: 39, size: 'small', seed: 1 },
      })
    )
  })

  it('takes as many copies as the p of three networks needs', async () => {
    const api = open(null)
    fireEvent.click(await screen.findByRole('radio', { name: 'The run’s networks' }))
    fireEvent.click(screen.getByRole('radio', { name: 'Flipped signs' }))
    const copies = screen.getByRole('combobox', { name: 'Copies' }) as HTMLSelectElement
    expect([...copies.options].map(({ value }) => value)).toEqual(['59', '99', '199', '499', '999'])
    fireEvent.change(copies, { target: { value: '99' } })
    fireEvent.click(screen.getByRole('button', { name: 'Start the placebo' }))
    await vi.waitFor(() =>
      expect(asked(api)).toMatchObject({
        spec: { placebo: 'flipped', count: 99, size: 'own' },
      })
    )
  })

  it('shows how far it is, and no p before the end', async () => {
    const early = {
      ...somePlacebo,
      copies: somePlacebo.copies.slice(0, 5),
      networks: somePlacebo.networks.map(network => ({
        ...network,
        copies: 5,
        p: null,
        adjustedP: null,
      })),
    }
    open(early, { state: 'running', done: 10, finishedAt: null, secondsLeft: 30 })
    await screen.findByText(/10 of 78 trainings, about 30 s left/)
    const table = within(await screen.findByRole('region', { name: 'Networks' }))
    expect(table.getAllByRole('row')[2]?.textContent).toMatch(/––$/)
  })
})
