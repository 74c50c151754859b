import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ReplayPanel } from '../../../../src/renderer/src/views/lab/replay/replay-panel.tsx'
import type { Replay } from '../../../../src/shared/lab-wire.ts'
import { first, someReplay } from '../../../shared/lab/some-replay.ts'
import { openWindow } from '../../support/open-window.tsx'
import { someRun } from '../train/some-run.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))
afterEach(() => vi.useRealTimers())

const networks = (['lstm', 'gru'] as const).map(name => ({
  ...someRun('finished').experiment.models[0]!,
  name,
  cell: name,
}))

function open(changes: Partial<Replay> = {}) {
  const run = someRun('finished')
  const panel = (
    <ReplayPanel run={{ ...run, experiment: { ...run.experiment, models: networks } }} />
  )
  return openWindow(panel, [], {
    readReplay: ({ model }: { model: string }) => ({ ...someReplay, model, ...changes }),
  })
}

const slider = () => screen.getByRole('slider', { name: 'Epoch' }) as HTMLInputElement
/** So many frames, each drawn before the next. */
function wait(frames: number): void {
  for (let i = 0; i < frames; i++) void act(() => vi.advanceTimersByTime(130))
}
const words = () => screen.getByText(/^Epoch \d+/).textContent ?? ''
const drawn = () => screen.getAllByRole('img').map(image => image.getAttribute('aria-label'))

describe('the replay panel', () => {
  it('opens at the epoch whose weights were kept, and says that it is what was stored', async () => {
    open()
    await screen.findByText(/^Epoch 8 \(last epoch\)/)
    expect(words()).toContain('This is what the run stored, bit for bit')
    expect(slider().value).toBe('4')
    expect(slider().getAttribute('aria-valuetext')).toBe('Epoch 8, last epoch')
    expect(screen.getByRole('button', { name: 'Last epoch, 8', pressed: true })).toBeDefined()
  })

  it('moves loss marker, path and fitted curve together', async () => {
    open()
    await screen.findByText(/^Epoch 8/)
    fireEvent.change(slider(), { target: { value: '1' } })
    expect(words()).toMatch(/^Epoch 3: train loss 0\.02000/)
    expect(screen.getByRole('status').textContent).toBe(words())
    const [loss, path, fit] = drawn()
    expect(loss).toContain('The marker stands at epoch 3')
    expect(path).toContain('known days: cumulative return by LSTM after epoch 3')
    expect(fit).toContain(
      'One step ahead on the days that were watched: cumulative return by LSTM after epoch 3'
    )
    fireEvent.click(screen.getByRole('button', { name: 'Lowest test loss, 7' }))
    expect(words()).toMatch(/^Epoch 7 \(lowest test loss\)/)
    fireEvent.click(screen.getByRole('button', { name: 'Last epoch, 8' }))
    expect(words()).toMatch(/^Epoch 8/)
  })

  it('shows the second training, where nothing was watched, with its own path', async () => {
    open()
    fireEvent.click(await screen.findByRole('radio', { name: 'Second training' }))
    expect(words()).toContain('days ahead its path ends at 1.070')
    expect(drawn()).toHaveLength(2)
    expect(screen.getByText(/nothing was left to be watched/)).toBeDefined()
  })

  it('reads the other network when it is chosen', async () => {
    const api = open()
    fireEvent.click(await screen.findByRole('radio', { name: 'GRU' }))
    await screen.findByText(/^Epoch 8/)
    const asked = api.calls.filter(({ name }) => name === 'readReplay')
    expect(asked.map(({ argument }) => argument)).toEqual([
      { id: 'r1', model: 'lstm' },
      { id: 'r1', model: 'gru' },
    ])
  })

  it('plays from the beginning to the end, and stands still there', async () => {
    open()
    await screen.findByText(/^Epoch 8/)
    vi.useFakeTimers()
    fireEvent.click(screen.getByRole('button', { name: 'Play the training' }))
    expect(words()).toMatch(/^Epoch 1:/)
    expect(screen.getByRole('status').getAttribute('aria-live')).toBe('off')
    wait(3)
    expect(words()).toMatch(/^Epoch 7/)
    wait(5)
    expect(words()).toMatch(/^Epoch 8/)
    screen.getByRole('button', { name: 'Play the training' })
    expect(screen.getByRole('status').getAttribute('aria-live')).toBe('polite')
  })

  it('stops playing when the slider is moved by hand', async () => {
    open()
    await screen.findByText(/^Epoch 8/)
    vi.useFakeTimers()
    fireEvent.click(screen.getByRole('button', { name: 'Play the training' }))
    fireEvent.change(slider(), { target: { value: '2' } })
    void act(() => vi.advanceTimersByTime(3000))
    expect(words()).toMatch(/^Epoch 5:/)
  })

  it('shows loss and fit of a run from before, and says that paths were not kept', async () => {
    open({ trainings: [{ ...first, hindcast: null }] })
    await screen.findByText(/Paths were not kept when this run was trained/)
    expect(drawn()).toHaveLength(2)
  })

  it('says so when nothing was kept at all', async () => {
    open({ trainings: [] })
    await screen.findByText(/there is nothing to replay/)
  })
})
