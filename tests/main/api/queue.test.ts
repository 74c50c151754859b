import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import { startRun } from '../../../src/main/api/runs.ts'
import { readRun } from '../../../src/main/store/runs.ts'
import type { Launch, TrainerProcess } from '../../../src/main/training/launch.ts'
import type { FromTrainer } from '../../../src/main/training/messages.ts'
import type { Experiment } from '../../../src/shared/experiment.ts'
import type { Phase } from '../../../src/shared/wire.ts'
import { runChild } from '../../support/kill.ts'
import { makeExperiment, makeModel, must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let revisionId: number

beforeEach(async () => {
  window = new TestWindow().open()
  revisionId = (await window.must('takeSample', { name: 'momentum' })).revisionId
})
afterEach(() => window.dispose())

/** Long enough to be met in the middle; some hundred epochs a second. */
const long = (changes: object = {}) =>
  makeExperiment({ days: 200, epochs: 100_000, retrain: false, ...changes })
const short = (seed = 1) => makeExperiment({ days: 120, epochs: 3, seed, retrain: false })

const start = async (experiment: Experiment) =>
  (await window.must('startRun', { experiment, revisionId, quickLook: false })).id
const stateOf = async (id: string) => (await window.must('readRun', { id })).summary.state
const epochsOf = (id: string, phase: Phase = 'train') =>
  window.events('epochs').filter(e => e.run === id && e.phase === phase)
const untilEpochs = (id: string) => window.until(() => epochsOf(id).length > 2, `epochs of ${id}`)

describe('several runs', () => {
  it('train one after the other, in the order they were started', async () => {
    const ids = [await start(short(1)), await start(short(2)), await start(short(3))]
    const places = await Promise.all(
      ids.map(async id => (await window.must('readRun', { id })).place)
    )
    expect(places).toEqual([null, 1, 2])
    for (const id of ids) await window.untilState(id, 'finished')
    const began = window.events('model-changed').filter(e => e.progress.state === 'training')
    expect([...new Set(began.map(e => e.run))]).toEqual(ids)
    const firsts = ids.map(id => window.events('epochs').findIndex(e => e.run === id))
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
  })

  it('go on after one that failed', async () => {
    const hopeless = makeExperiment({ days: 120, models: [makeModel('rnn', { hidden: 4 })] })
    const first = await start(long())
    const doomed = await start(hopeless)
    const last = await start(short())
    // its trainer cannot make the network that the database says it has
    const { hindcast } = must(openHindcast({ folder: `${window.folder}/data`, kind: 'a test' }))
    hindcast.store.db.prepare(`UPDATE run_models SET model = 'nobody' WHERE run_id = ?`).run(doomed)
    hindcast.close()
    await window.must('cancelRun', { id: first })
    await window.untilState(last, 'finished')
    expect(await stateOf(first)).toBe('cancelled')
    expect(await stateOf(doomed)).toBe('failed')
    expect(window.events('notice').some(n => n.intent === 'failure')).toBe(true)
  })
})

describe('without an engine', () => {
  const dead = () =>
    ({
      ready: false,
      reason: 'libtensorflow is missing',
      remedy: 'Run npm run setup.',
    }) as const

  it('nothing is queued, and the reason is told', async () => {
    await window.close()
    window.open({ engine: dead })
    expect((await window.must('readApp')).engine).toEqual(dead())
    const ask = { experiment: short(), revisionId, quickLook: false }
    expect(await window.refusal('startRun', ask)).toMatchObject({ kind: 'no-engine' })
    expect(await window.must('listRuns')).toEqual([])
  })

  it('that is found out in a trainer, one run fails and the others wait', async () => {
    await window.close()
    const launch: Launch = () => {
      const trainer = makeFake()
      setTimeout(() => trainer.tell({ type: 'failed', reason: 'no library', engine: true }), 50)
      return trainer.process
    }
    window.open({ launch })
    const ids = [await start(short(1)), await start(short(2))]
    await window.untilState(ids[0] ?? '', 'failed')
    expect(await stateOf(ids[1] ?? '')).toBe('queued')
    expect(window.events('notice').map(({ text }) => text)).toEqual([
      expect.stringContaining('no library'),
    ])
    await window.close()
    window.open()
    await window.untilState(ids[1] ?? '', 'finished')
  })
})

/** A trainer process that does nothing until it is told what to say. */
function makeFake() {
  let hear: (message: FromTrainer) => void = () => {}
  let leave: (how: { code: number | null; signal: string | null; said: string }) => void = () => {}
  const process: TrainerProcess = {
    pid: undefined,
    send: () => {},
    onMessage: listen => {
      hear = listen
    },
    onExit: listen => {
      leave = listen
    },
    kill: () => leave({ code: null, signal: 'SIGKILL', said: '' }),
  }
  return { process, tell: (message: FromTrainer) => hear(message) }
}

describe('a run in training', () => {
  it('pauses, goes on and is cancelled, each network alone or all', async () => {
    const id = await start(long({ models: [makeModel('rnn'), makeModel('gru')] }))
    await untilEpochs(id)
    await window.must('pauseRun', { id, model: 'gru' })
    const one = await window.must('readTraining', { id })
    expect(one.models.map(({ state }) => state)).toEqual(['training', 'paused'])
    expect(await stateOf(id)).toBe('training')
    await window.must('pauseRun', { id })
    expect([await stateOf(id), window.desk.awake]).toEqual(['paused', false])
    await window.must('continueRun', { id })
    expect([await stateOf(id), window.desk.awake]).toEqual(['training', true])
    await window.must('cancelRun', { id, model: 'gru' })
    await window.until(async () => {
      const { models } = await window.must('readTraining', { id })
      return models[1]?.stopped === 'cancelled'
    })
    await window.must('cancelRun', { id })
    await window.untilState(id, 'cancelled')
    expect(await window.refusal('pauseRun', { id })).toEqual({ kind: 'not-training', id })
    expect(await window.refusal('cancelRun', { id, model: 'lstm' })).toMatchObject({
      kind: 'no-such-model',
      models: ['rnn', 'gru'],
    })
  })

  it('shows its losses to this moment, without a gap', async () => {
    const id = await start(long())
    await untilEpochs(id)
    const { losses, models, watched, persistenceLoss } = await window.must('readTraining', { id })
    const epochs = losses['rnn']?.epoch ?? []
    expect(epochs.length).toBeGreaterThan(2)
    expect(epochs).toEqual(epochs.map((_, i) => i + 1))
    expect(models[0]).toMatchObject({ model: 'rnn', phase: 'train', state: 'training' })
    expect(models[0]?.epoch).toBeGreaterThanOrEqual(epochs.length)
    expect([watched, persistenceLoss.validation]).toEqual(['test', Number.NaN])
  })

  it('gives way to one that waits when it is paused, and goes on afterwards', async () => {
    const id = await start(long())
    await untilEpochs(id)
    await window.must('pauseRun', { id })
    const other = await start(short())
    await window.untilState(other, 'finished')
    const { summary } = await window.must('readRun', { id })
    expect([summary.state, summary.reason]).toEqual([
      'interrupted',
      'paused; another run took its turn',
    ])
    await window.must('continueRun', { id })
    await window.untilState(id, 'training')
  })

  it('is not deleted, and one that waits leaves the queue', async () => {
    const [id, waits] = [await start(long()), await start(short())]
    expect(await window.refusal('deleteRun', { id })).toMatchObject({ kind: 'run-busy', id })
    await window.must('deleteRun', { id: waits })
    await window.must('restoreRun', { id: waits })
    expect(await window.must('readRun', { id: waits })).toMatchObject({
      summary: { state: 'interrupted' },
      place: null,
      seedsDue: null,
    })
    await window.must('resumeRun', { id: waits })
    expect((await window.must('readRun', { id: waits })).place).toBe(1)
  })
})

describe('after a closing', () => {
  it('what trained goes on from its checkpoint, and what waited trains after it', async () => {
    const ids = [await start(long({ epochs: 4000 })), await start(short())]
    const [first = '', second = ''] = ids
    await untilEpochs(first)
    expect(window.service.training()).toBe(2)
    await window.close()
    window.told.length = 0
    window.open()
    expect(window.notices.join()).toContain('2 runs')
    await untilEpochs(first)
    expect(epochsOf(first)[0]?.epoch[0]).toBeGreaterThan(1)
    expect(await stateOf(second)).toBe('queued')
    await window.untilState(second, 'finished')
    expect(await stateOf(first)).toBe('finished')
  })

  it('what a person cancelled, paused or interrupted stays as it is', async () => {
    const [cancelled, waiting] = [await start(long()), await start(short(2))]
    await untilEpochs(cancelled)
    await window.must('pauseRun', { id: waiting })
    await window.must('cancelRun', { id: cancelled })
    await window.untilState(cancelled, 'cancelled')
    const paused = await start(long({ seed: 3 }))
    await untilEpochs(paused)
    await window.must('pauseRun', { id: paused })
    await window.untilState(paused, 'paused')
    await window.close()
    window.open()
    expect(window.service.training()).toBe(0)
    const states = await Promise.all([cancelled, waiting, paused].map(stateOf))
    expect(states).toEqual(['cancelled', 'interrupted', 'interrupted'])
    expect(window.notices).toEqual([])
  })
})

describe('after a crash', () => {
  it('what trained goes on by itself, and ends as if nothing had been', async () => {
    const experiment = makeExperiment({ days: 150, epochs: 4000, retrain: false })
    const undisturbed = await start(experiment)
    await window.untilState(undisturbed, 'finished')
    const id = await start(experiment)
    await window.must('pauseRun', { id })
    await window.close()
    const script = fileURLToPath(new URL('./app-worker.ts', import.meta.url))
    const env = { HINDCAST_CHECKPOINT_MS: '50' }
    await runChild({ script, args: [`${window.folder}/data`, id], env }, 300)
    window.open()
    expect(window.notices.join()).toContain('goes on from its last checkpoint')
    await window.untilState(id, 'finished')
    const [ours, theirs] = [
      await window.must('readFigures', { id }),
      await window.must('readFigures', { id: undisturbed }),
    ]
    expect(ours.losses).toEqual(theirs.losses)
    expect(ours.predictions).toEqual(theirs.predictions)
  })
})

describe('a run that the command line trains', () => {
  it('is left alone', async () => {
    const { hindcast } = must(openHindcast({ folder: `${window.folder}/data`, kind: 'a terminal' }))
    const run = must(startRun(hindcast, { experiment: long(), revisionId, quickLook: false }, {}))
    const { id } = run
    await window.untilState(id, 'training')
    expect(await window.refusal('pauseRun', { id })).toEqual({ kind: 'not-training', id })
    expect(await window.refusal('deleteRun', { id })).toMatchObject({ kind: 'run-busy' })
    expect(await window.refusal('resumeRun', { id })).toMatchObject({ kind: 'run-busy', id })
    expect(readRun(hindcast.store, id).state).toBe('training')
    run.interrupt()
    expect((await run.end).kind).toBe('interrupted')
    hindcast.close()
    await window.close()
    window.open()
    expect(await stateOf(id)).toBe('interrupted') // not ours to go on with
  })
})
