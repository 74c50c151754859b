// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExperimentForm } from '../../../src/renderer/src/experiment/experiment-form.tsx'
import { useFormUi } from '../../../src/renderer/src/experiment/form-ui.ts'
import { runCommand } from '../../../src/renderer/src/state/commands.ts'
import { changeDraft, useDraft } from '../../../src/renderer/src/state/draft.ts'
import { makeQueryClient } from '../../../src/renderer/src/state/query-client.ts'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { undo, useUndo } from '../../../src/renderer/src/state/undo.ts'
import { failed } from '../../../src/shared/failure.ts'
import { quickLook, sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'
import { defaultPreferences } from '../../../src/shared/schemas.ts'
import type { AppState, Estimate, Preferences, Preset } from '../../../src/shared/wire.ts'
import { type FakeApi, fakeApi } from '../support/fake-api.ts'
import { makeSeries } from '../support/make-run.ts'

const builtIn = (name: string, experiment: Preset['experiment']): Preset => ({
  name,
  about: '',
  experiment,
  locked: [],
  builtIn: true,
})
const exercise: Preset = {
  name: 'Exercise',
  about: 'Find out what patience does.',
  experiment: { ...sealedPreset, epochs: 300 },
  locked: ['protocol', 'epochs', 'models'],
  builtIn: false,
}
const presets = [
  builtIn('Quick look', quickLook.experiment),
  builtIn('Tutorial', tutorialPreset),
  builtIn('Sealed', sealedPreset),
  exercise,
]

const estimate: Estimate = {
  seconds: 525,
  seedSeconds: 0,
  spread: 0.15,
  atMost: false,
  models: [{ model: 'lstm', millisecondsPerEpoch: 1, seconds: 300, parameters: 3393 }],
}

/** A series of so many weekdays; what only a list would show is left out. */
function makeBars(count: number) {
  const start = Date.UTC(2020, 0, 1)
  const dates = Array.from({ length: count }, (_, i) =>
    new Date(start + i * 86_400_000).toISOString().slice(0, 10)
  )
  const column = Float64Array.from(dates, (_, i) => 100 + Math.sin(i))
  const bars = { dates, open: column, high: column, low: column, close: column, adjusted: column }
  const revision = { id: 1 }
  return {
    summary: makeSeries(),
    bars: { ...bars, volume: column },
    revision,
    revisions: [revision],
  }
}

interface Setting {
  readonly preferences?: Partial<Preferences>
  readonly engine?: AppState['engine']
  readonly bars?: number
  readonly runs?: readonly object[]
  readonly estimate?: () => unknown
}

async function open(setting: Setting = {}): Promise<FakeApi> {
  const preferences = { ...defaultPreferences, ...setting.preferences }
  const engine = setting.engine ?? { ready: true, tensorflow: '2.21', trainers: 2 }
  const api = fakeApi({
    readApp: () => ({ platform: 'linux', engine, preferences }),
    listPresets: () => presets,
    listRuns: () => setting.runs ?? [],
    readSeries: () => makeBars(setting.bars ?? 900),
    savePreferences: () => preferences,
    estimateRun: setting.estimate ?? (() => estimate),
    startRun: () => ({ id: 'r1' }),
    savePreset: (preset: Preset) => ({ ...preset, builtIn: false }),
    deletePreset: () => undefined,
    exportPreset: () => ({ token: '0123456789abcdef', path: '/home/me/exercise.json', bytes: 9 }),
    importPreset: () => exercise,
  })
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ExperimentForm />
    </QueryClientProvider>
  )
  await screen.findByRole('heading', { name: 'Experiment' })
  return api
}

const first = { draft: useDraft.getState(), ui: useUi.getState(), form: useFormUi.getState() }

beforeEach(() => {
  useDraft.setState(first.draft, true)
  useUi.setState({ ...first.ui, revision: 1 }, true)
  useUndo.setState({ steps: [] })
  useFormUi.setState(first.form, true)
})
afterEach(cleanup)

const user = userEvent.setup()
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const draft = () => useDraft.getState().experiment
const startButton = () => screen.getByRole('button', { name: /^(Train \d|Queue run)/ })

async function type(name: string, text: string): Promise<void> {
  await user.clear(field(name))
  await user.type(field(name), text)
}

describe('typing', () => {
  it('takes a right number into the draft at once', async () => {
    await open()
    await type('Epochs', '700')
    expect(draft().epochs).toBe(700)
    await user.tab()
    expect(field('Epochs').value).toBe('700')
  })

  it('keeps a wrong one in the field, says what it takes, and how many fields need a look', async () => {
    await open()
    await type('Dropout', '1.2')
    expect(await screen.findByText('Dropout is a share from 0 to less than 1.')).toBeTruthy()
    expect(field('Dropout').ariaInvalid).toBe('true')
    expect(draft().dropout).toBe(0)
    expect(screen.getByText('One field needs a look')).toBeTruthy()
    await type('Hidden size of LSTM', 'many')
    expect(await screen.findByText('2 fields need a look')).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', true)
    expect(draft().models[1]?.hidden).toBe(16)
  })

  it('lets go of the error when the number is right again', async () => {
    await open()
    await type('Dropout', '1.2')
    await type('Dropout', '0,2')
    await waitFor(() => expect(screen.queryByText(/^Dropout is/)).toBeNull())
    expect(draft().dropout).toBe(0.2)
  })

  it('reads decimals with a comma and powers of ten', async () => {
    await open()
    await type('Rate of RNN', '1e-3')
    await type('Rate of GRU', '0,0005')
    expect(draft().models.map(model => model.learningRate)).toEqual([1e-3, 1e-4, 5e-4])
  })

  it('shows groups and units only while it is not edited', async () => {
    await open()
    expect(field('Epochs').value).toBe('5,000')
    expect(field('Horizon').value).toBe('30 days')
    await user.click(field('Epochs'))
    expect(field('Epochs').value).toBe('5000')
  })

  it('steps with the arrows by what makes sense', async () => {
    await open()
    await user.click(field('Epochs'))
    await user.keyboard('{ArrowUp}')
    expect(draft().epochs).toBe(5100)
    await user.click(field('Rate of LSTM'))
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    expect(draft().models[1]?.learningRate).toBe(1e-3)
    await user.click(field('Clip by norm'))
    await user.keyboard('{ArrowUp}')
    expect(draft().clip).toBe(1)
  })

  it('empties what may be none', async () => {
    await open({ preferences: { draft: sealedPreset, preset: 'Sealed' } })
    await user.clear(field('Patience'))
    expect(draft().patience).toBeNull()
    await user.tab()
    expect(field('Patience').value).toBe('none')
  })

  it('explains the field to those who cannot see the sentence', async () => {
    await open()
    const hint = field('Window').getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(hint)?.textContent).toContain('Days the network sees')
  })

  it('sees that shares leave nothing to test, and that mending either mends it', async () => {
    await open({ preferences: { draft: sealedPreset, preset: 'Sealed' } })
    await type('Train share', '0.9')
    expect(await screen.findByText(/leave nothing to test/)).toBeTruthy()
    await type('Train share', '0.6')
    await waitFor(() => expect(screen.queryByText(/leave nothing to test/)).toBeNull())
  })
})

describe('the draft', () => {
  it('shows what is changed elsewhere', async () => {
    await open()
    act(() => changeDraft({ trainShare: 0.8 }))
    expect(field('Train share').value).toBe('0.80')
  })

  it('is taken up as it was left, and kept when it changes', async () => {
    const api = await open({
      preferences: { draft: { ...tutorialPreset, epochs: 42 }, preset: 'Tutorial' },
    })
    expect(field('Epochs').value).toBe('42')
    await type('Window', '20')
    await waitFor(
      () =>
        expect(api.calls.findLast(call => call.name === 'savePreferences')?.argument).toMatchObject(
          { draft: { epochs: 42, window: 20 }, preset: 'Tutorial' }
        ),
      { timeout: 3000 }
    )
  })

  it('goes back one change with undo', async () => {
    await open()
    await user.selectOptions(field('Price'), 'Adjusted')
    expect(draft().price).toBe('adjusted')
    act(() => void undo())
    await waitFor(() => expect(field('Price').value).toBe('close'))
    expect(draft().price).toBe('close')
  })
})

describe('networks', () => {
  it('unticks and ticks one with the sizes it had', async () => {
    await open()
    await type('Hidden size of LSTM', '48')
    await user.click(screen.getByLabelText('Train LSTM'))
    expect(draft().models.map(({ name }) => name)).toEqual(['rnn', 'gru'])
    expect(startButton().textContent).toBe('Train 2 networks')
    expect(field('Hidden size of LSTM').value).toBe('48')
    await user.click(screen.getByLabelText('Train LSTM'))
    expect(draft().models.map(({ hidden }) => hidden)).toEqual([16, 48, 16])
  })

  it('adds a second of a cell under a name of its own, renames and removes it', async () => {
    await open()
    await user.click(screen.getByRole('button', { name: 'Add a network' }))
    await user.click(await screen.findByRole('menuitem', { name: 'LSTM' }))
    // closing, the menu gives the focus back to its button
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(draft().models.map(({ name }) => name)).toEqual(['rnn', 'lstm', 'lstm-2', 'gru'])
    await user.click(screen.getByRole('button', { name: 'LSTM-2, more' }))
    await user.clear(field('Name'))
    await user.type(field('Name'), 'lstm-wide{Enter}')
    expect(draft().models[2]?.name).toBe('lstm-wide')
    await user.click(screen.getByRole('button', { name: 'Remove LSTM-wide' }))
    expect(draft().models.map(({ name }) => name)).toEqual(['rnn', 'lstm', 'gru'])
  })

  it('refuses a name that another has', async () => {
    await open()
    await user.click(screen.getByRole('button', { name: 'Add a network' }))
    await user.click(await screen.findByRole('menuitem', { name: 'LSTM' }))
    // closing, the menu gives the focus back to its button
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await user.click(screen.getByRole('button', { name: 'LSTM-2, more' }))
    await user.clear(field('Name'))
    await user.type(field('Name'), 'gru-2{Enter}')
    expect(await screen.findByText('The name begins with lstm-.')).toBeTruthy()
    expect(draft().models[2]?.name).toBe('lstm-2')
  })

  it('needs at least one', async () => {
    await open()
    for (const name of ['RNN', 'LSTM', 'GRU'])
      await user.click(screen.getByLabelText(`Train ${name}`))
    expect(await screen.findByText('Choose at least one network, at most 16.')).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', true)
  })

  it('says how many parameters one has, once they are counted', async () => {
    await open()
    expect(await screen.findByTitle('LSTM · 3,393 parameters', {}, { timeout: 3000 })).toBeTruthy()
  })

  it('offers a GRU its reset gate and an RNN its activation', async () => {
    await open()
    await user.click(screen.getByRole('button', { name: 'GRU, more' }))
    await user.selectOptions(field('Reset gate'), 'Before')
    expect(draft().models[2]?.reset).toBe('before')
    await user.click(screen.getByRole('button', { name: 'RNN, more' }))
    await user.selectOptions(field('Activation'), 'ReLU')
    expect(draft().models[0]?.activation).toBe('relu')
  })
})

it('takes back a switch of the protocol whole: every value, and the name of the preset', async () => {
  await open()
  await screen.findByRole('button', { name: 'Preset: Tutorial' })
  await user.click(screen.getByLabelText('Sealed'))
  await screen.findByRole('button', { name: 'Preset: Sealed' })
  await user.click(screen.getByRole('heading', { name: 'Experiment' }))
  act(() => void undo())
  await screen.findByRole('button', { name: 'Preset: Tutorial' })
  expect(draft()).toEqual(tutorialPreset)
  expect(field('Epochs').value).toBe('5,000')
  expect(useUndo.getState().steps).toEqual([])
})

it('turns to the sealed protocol with its values, keeping one’s own', async () => {
  await open()
  await type('Window', '10')
  await user.click(screen.getByLabelText('Sealed'))
  expect(draft()).toMatchObject({ protocol: 'sealed', window: 10, epochs: 500, patience: 30 })
  expect(screen.getByText(/stays closed until you open it/)).toBeTruthy()
  expect(field('Validation share').value).toBe('0.15')
  expect(screen.getByRole('button', { name: 'Preset: Sealed, changed' })).toBeTruthy()
})

describe('seldom changed fields', () => {
  it('stay away until asked for, and that is remembered', async () => {
    const api = await open()
    expect(screen.queryByLabelText('Optimizer')).toBeNull()
    await user.click(screen.getByRole('button', { name: /^More/ }))
    expect(api.calls).toContainEqual({ name: 'savePreferences', argument: { formMore: true } })
    await user.selectOptions(field('Optimizer'), 'SGD')
    await type('Momentum', '0.5')
    expect(draft()).toMatchObject({ optimizer: 'sgd', momentum: 0.5 })
  })

  it('offer each schedule its numbers', async () => {
    await open({ preferences: { formMore: true } })
    await user.selectOptions(field('Schedule'), 'Steps')
    expect(draft().schedule).toEqual({ kind: 'step', every: 1000, factor: 0.5 })
    await type('Every', '200')
    expect(draft().schedule).toEqual({ kind: 'step', every: 200, factor: 0.5 })
    await user.selectOptions(field('Schedule'), 'Cosine')
    expect(draft().schedule).toEqual({ kind: 'cosine', floor: 0 })
    await type('Ends at', '2')
    expect(await screen.findByText('Ends at is a share from 0 to 1.')).toBeTruthy()
  })

  it('know that two dates leave nothing to the number of days', async () => {
    await open({ preferences: { formMore: true } })
    act(() => changeDraft({ from: '2020-02-01', to: '2021-12-31' }))
    expect(field('Days')).toHaveProperty('disabled', true)
    expect(field('Days').value).toBe('by dates')
  })
})

describe('presets', () => {
  const menu = () => user.click(screen.getByRole('button', { name: /^Preset:/ }))
  const choose = async (name: RegExp) => {
    await menu()
    await user.click(await screen.findByRole('menuitem', { name }))
  }

  it('shows that it was changed, and goes back', async () => {
    await open()
    await screen.findByRole('button', { name: 'Preset: Tutorial' })
    await type('Epochs', '10')
    expect(screen.getByRole('button', { name: 'Preset: Tutorial, changed' })).toBeTruthy()
    await choose(/^Reset to Tutorial/)
    expect(draft()).toEqual(tutorialPreset)
    expect(field('Epochs').value).toBe('5,000')
  })

  it('starts from one with its locks: locked fields say so and cannot be changed', async () => {
    await open()
    await choose(/^Exercise/)
    expect(draft()).toEqual(exercise.experiment)
    expect(field('Epochs')).toHaveProperty('disabled', true)
    expect(screen.getByLabelText('Train RNN')).toHaveProperty('disabled', true)
    expect(screen.getAllByText(/Locked by the preset Exercise\./).length).toBeGreaterThan(1)
    act(() => changeDraft({ epochs: 9, window: 9 }))
    expect(draft()).toMatchObject({ epochs: 300, window: 9 })
  })

  it('keeps locks over a restart', async () => {
    await open({ preferences: { draft: exercise.experiment, preset: 'Exercise' } })
    await waitFor(() => expect(field('Epochs')).toHaveProperty('disabled', true))
  })

  it('saves the draft under a name with what is locked', async () => {
    const api = await open()
    await type('Epochs', '50')
    await choose(/^Save as preset/)
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Name'), 'Tutorial')
    expect(within(dialog).getByText(/comes with the app/)).toBeTruthy()
    await user.type(within(dialog).getByLabelText('Name'), ' short')
    await user.type(within(dialog).getByLabelText('What it is for'), 'For class.')
    await user.click(within(dialog).getByLabelText('Epochs'))
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const { argument } = api.calls.findLast(call => call.name === 'savePreset') ?? {}
    expect(argument).toEqual({
      name: 'Tutorial short',
      about: 'For class.',
      experiment: { ...tutorialPreset, epochs: 50 },
      locked: ['epochs'],
    })
  })

  it('imports a file and starts from it', async () => {
    const api = await open()
    const file = new File(['{}'], 'exercise.json', { type: 'application/json' })
    await user.upload(screen.getByTestId('preset-file'), file)
    await waitFor(() => expect(draft()).toEqual(exercise.experiment))
    const { argument } = api.calls.find(call => call.name === 'importPreset') ?? {}
    expect(argument).toMatchObject({ name: 'exercise.json' })
  })

  it('deletes one’s own, and brings it back', async () => {
    const api = await open()
    await choose(/^Manage presets/)
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByRole('button', { name: 'Delete Tutorial' })).toHaveProperty(
      'disabled',
      true
    )
    await user.click(within(dialog).getByRole('button', { name: 'Delete Exercise' }))
    expect(api.calls).toContainEqual({ name: 'deletePreset', argument: { name: 'Exercise' } })
    await screen.findByText('Deleted the preset Exercise.')
    act(() => void undo())
    await waitFor(() =>
      expect(api.calls.findLast(call => call.name === 'savePreset')?.argument).toMatchObject({
        name: 'Exercise',
        locked: exercise.locked,
      })
    )
  })
})

describe('the foot', () => {
  it('says how long a run takes once it is measured', async () => {
    const api = await open()
    expect(await screen.findByText('Measuring')).toBeTruthy()
    expect(await screen.findByText('About 8 min 45 s', {}, { timeout: 3000 })).toBeTruthy()
    expect(screen.getByText(/^measured, ± 15/)).toBeTruthy()
    expect(api.calls.find(call => call.name === 'estimateRun')?.argument).toEqual({
      experiment: tutorialPreset,
      revisionId: 1,
      seeds: 1,
    })
  })

  it('counts the other seeds, and starts as many', async () => {
    const api = await open({ estimate: () => ({ ...estimate, seconds: 610, seedSeconds: 75 }) })
    await type('Seeds', '3')
    expect(await screen.findByText('About 10 min 10 s', {}, { timeout: 3000 })).toBeTruthy()
    expect(screen.getByText('1 min 15 s of it for the other seeds')).toBeTruthy()
    const asked = api.calls.findLast(call => call.name === 'estimateRun')
    expect(asked?.argument).toMatchObject({ seeds: 3 })
    expect(startButton().textContent).toBe('Train 3 networks × 3 seeds')
    await user.click(startButton())
    const started = api.calls.find(call => call.name === 'startRun')
    expect(started?.argument).toMatchObject({ seeds: 3 })
  })

  it('does not start with seeds that are no number from 1 to 20', async () => {
    await open()
    for (const wrong of ['0', '21', '1.5', 'many']) {
      await type('Seeds', wrong)
      expect(screen.getByText('Seeds is a whole number from 1 to 20.')).toBeTruthy()
      expect(startButton()).toHaveProperty('disabled', true)
    }
  })

  it('calls it a bound when training may stop early', async () => {
    await open({ estimate: () => ({ ...estimate, atMost: true }) })
    expect(await screen.findByText('At most 8 min 45 s', {}, { timeout: 3000 })).toBeTruthy()
  })

  it('asks once when several changes follow each other', async () => {
    const api = await open()
    await type('Epochs', '1234')
    await screen.findByText('About 8 min 45 s', {}, { timeout: 3000 })
    const asked = api.calls.filter(call => call.name === 'estimateRun')
    expect(
      asked.map(call => (call.argument as { experiment: { epochs: number } }).experiment.epochs)
    ).toEqual([1234])
  })

  it('says why the time could not be measured, and lets one start', async () => {
    await open({
      estimate: () => failed({ kind: 'trainer-died', model: 'lstm', reason: 'it fell' }),
    })
    expect(await screen.findByText('Time unknown', {}, { timeout: 3000 })).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', false)
  })

  it('asks for a series first', async () => {
    useUi.setState({ revision: null })
    await open()
    expect(screen.getByText('No series chosen')).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', true)
  })

  it('says when the series is too short', async () => {
    await open({ bars: 300 })
    expect(await screen.findByText(/needs at least 800 days and has 300/)).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', true)
    await type('Days', '300')
    await waitFor(() => expect(startButton()).toHaveProperty('disabled', false))
  })

  it('says what to do without an engine', async () => {
    await open({ engine: { ready: false, reason: 'TensorFlow is missing.', remedy: 'Run setup.' } })
    expect(await screen.findByText('TensorFlow is missing. Run setup.')).toBeTruthy()
    expect(startButton()).toHaveProperty('disabled', true)
  })

  it('queues while something trains', async () => {
    await open({ runs: [{ id: 'a', state: 'training' }] })
    expect(await screen.findByText('starts when this one ends')).toBeTruthy()
    expect(startButton().textContent).toBe('Queue run')
  })
})

describe('start', () => {
  it('starts the draft on the chosen series and shows it in Train', async () => {
    const api = await open()
    await waitFor(() => expect(startButton()).toHaveProperty('disabled', false))
    await user.click(startButton())
    const { argument } = api.calls.find(call => call.name === 'startRun') ?? {}
    expect(argument).toEqual({
      experiment: tutorialPreset,
      revisionId: 1,
      quickLook: false,
      seeds: 1,
    })
    expect(useUi.getState()).toMatchObject({ run: 'r1', view: 'train' })
  })

  it('calls a run a quick look only when it is the preset’s', async () => {
    const api = await open({ preferences: { draft: quickLook.experiment, preset: 'Quick look' } })
    await waitFor(() => expect(startButton()).toHaveProperty('disabled', false))
    await user.click(startButton())
    await type('Epochs', '301')
    await user.click(startButton())
    const asked = api.calls.filter(call => call.name === 'startRun')
    expect(asked.map(call => (call.argument as { quickLook: boolean }).quickLook)).toEqual([
      true,
      false,
    ])
  })

  it('starts by its command, and says what is in the way', async () => {
    const api = await open()
    await waitFor(() => expect(startButton()).toHaveProperty('disabled', false))
    await type('Dropout', 'x')
    await screen.findByText('One field needs a look')
    act(() => runCommand('start-run'))
    expect(api.calls.some(call => call.name === 'startRun')).toBe(false)
    await type('Dropout', '0')
    await waitFor(() => expect(startButton()).toHaveProperty('disabled', false))
    act(() => runCommand('start-run'))
    await waitFor(() => expect(api.calls.some(call => call.name === 'startRun')).toBe(true))
  })
})

it('says which series it trains on', async () => {
  await open()
  expect((await screen.findByText(/^Trains on/)).textContent).toBe('Trains on NFLX')
})

it('folds away and comes back with the focus in it', async () => {
  await open()
  await user.click(screen.getByRole('button', { name: 'Fold the form away' }))
  const tab = screen.getByRole('button', { name: 'Experiment' })
  await waitFor(() => expect(document.activeElement).toBe(tab))
  await user.click(tab)
  await waitFor(() => expect(document.activeElement?.closest('form')).not.toBeNull())
  act(() => runCommand('toggle-form'))
  expect(useUi.getState().formOpen).toBe(false)
})
