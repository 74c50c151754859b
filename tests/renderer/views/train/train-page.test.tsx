import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCommand } from '../../../../src/renderer/src/state/commands.ts'
import { listenToMain } from '../../../../src/renderer/src/state/listen-to-main.ts'
import { useUi } from '../../../../src/renderer/src/state/ui.ts'
import { TrainPage } from '../../../../src/renderer/src/views/train/train-page.tsx'
import type { RunDetail } from '../../../../src/shared/wire.ts'
import { someEpochs, someProgress, someState } from '../../state/some-training.ts'
import { type FakeApi, fakeApi } from '../../support/fake-api.ts'
import { someRun } from './some-run.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

let api: FakeApi
function open(detail: RunDetail | null, state = someState(1200)): void {
  useUi.setState({ run: detail?.summary.id ?? null, revision: null, view: 'train' })
  api = fakeApi({
    listRuns: () => (detail === null ? [] : [detail.summary]),
    listSeries: () => [],
    readRun: () => detail,
    readTraining: () => state,
    pauseRun: () => undefined,
    continueRun: () => undefined,
    cancelRun: () => undefined,
    resumeRun: () => undefined,
    savePreferences: () => ({}),
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  stop = listenToMain(client)
  render(
    <QueryClientProvider client={client}>
      <TrainPage />
    </QueryClientProvider>
  )
}
let stop = () => {}
const asked = (name: string) => api.calls.filter(call => call.name === name).map(c => c.argument)
const card = (name: string) => screen.findByRole('region', { name })

beforeEach(() => useUi.setState({ formOpen: false }))
afterEach(() => {
  stop()
  cleanup()
})

describe('the Train view', () => {
  it('shows the next step when nothing trains and no run is chosen', async () => {
    open(null)
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a series' }))
    expect(useUi.getState().view).toBe('data')
  })

  it('shows a card a network, and figures that go on with what is told', async () => {
    open(someRun('training'))
    const gru = await card('GRU')
    expect(within(gru).getAllByText('1,200').length).toBe(2) // the epoch, and the best one
    api.tell('epochs', someEpochs('gru', 1201, 1777))
    expect(await within(gru).findAllByText('1,777')).not.toEqual([])
    expect(within(gru).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('18')
  })

  it('marks the second training as a part of its own', async () => {
    open(someRun('training'))
    const lstm = await card('LSTM')
    api.tell('model-changed', {
      run: 'r1',
      progress: someProgress('lstm', { phase: 'retrain', epoch: 10, epochs: 5000 }),
    })
    expect(await within(lstm).findByText(/again for the forecast/)).toBeDefined()
    expect(within(lstm).getByRole('progressbar').getAttribute('aria-label')).toContain('again')
  })

  it('pauses, goes on with and cancels one network, after saying what is kept', async () => {
    open(someRun('training'))
    const lstm = await card('LSTM')
    await userEvent.click(within(lstm).getByRole('button', { name: 'Pause LSTM' }))
    expect(asked('pauseRun')).toEqual([{ id: 'r1', model: 'lstm' }])
    api.tell('model-changed', { run: 'r1', progress: someProgress('lstm', { state: 'paused' }) })
    await userEvent.click(await within(lstm).findByRole('button', { name: 'Go on with LSTM' }))
    expect(asked('continueRun')).toEqual([{ id: 'r1', model: 'lstm' }])
    await userEvent.click(within(lstm).getByRole('button', { name: 'Cancel LSTM' }))
    expect(asked('cancelRun')).toEqual([])
    expect(await screen.findByText(/weights count as they are/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Stop LSTM' }))
    expect(asked('cancelRun')).toEqual([{ id: 'r1', model: 'lstm' }])
  })

  it('pauses all by its command', async () => {
    open(someRun('training'))
    await screen.findByRole('button', { name: 'Pause all' })
    runCommand('pause-run')
    expect(asked('pauseRun')).toEqual([{ id: 'r1' }])
  })

  it('resumes a run that was interrupted', async () => {
    open(someRun('interrupted'))
    await userEvent.click(await screen.findByRole('button', { name: 'Resume' }))
    expect(asked('resumeRun')).toEqual([{ id: 'r1' }])
    expect(screen.queryByRole('button', { name: 'Pause all' })).toBeNull()
  })

  it('says in a live region that a network is through, and nothing of epochs', async () => {
    open(someRun('training'))
    const gru = await card('GRU')
    api.tell('epochs', someEpochs('gru', 1201, 1300))
    await within(gru).findAllByText('1,300')
    const heard = () =>
      screen
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .join('')
    expect(heard()).toBe('')
    api.tell('model-changed', {
      run: 'r1',
      progress: someProgress('gru', { state: 'finished', epoch: 5000, stopped: 'finished' }),
    })
    await vi.waitFor(() => expect(heard()).toBe('GRU is done after 5000 epochs.'))
  })

  it('has the log as text that is not read out', async () => {
    open(someRun('training'))
    const log = await screen.findByRole('log')
    expect(log.getAttribute('aria-live')).toBe('off')
    expect(log.textContent).toContain('LSTM 1000  train 0.001000  test 0.002000')
  })

  it('stays with a run that is done, and leads to its results', async () => {
    const results = { headline: 'No network beat it.' } as RunDetail['results']
    open(someRun('finished', { results }))
    expect(await screen.findByText('No network beat it.')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'See the results' }))
    expect(useUi.getState().view).toBe('results')
  })
})
