import { describe, expect, it, vi } from 'vitest'
import { hashBytes } from '../../../src/main/hash-bytes.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { acquireLease } from '../../../src/main/store/leases.ts'
import { readModels } from '../../../src/main/store/models.ts'
import { readWatched } from '../../../src/main/store/watched.ts'
import { readWeights } from '../../../src/main/store/weights.ts'
import { TrainerPool } from '../../../src/main/training/pool.ts'
import type { RunTraining } from '../../../src/main/training/run.ts'
import type { Experiment } from '../../../src/shared/experiment.ts'
import { openForTest } from '../store/fixtures.ts'
import { rnn } from './examples.ts'
import { fakeLaunch } from './fake-trainers.ts'

import {
  begin,
  dump,
  empty,
  endless,
  finish,
  firstEpochs,
  makeRun,
  model,
  realTrainers,
  stateOf,
  weightsOf,
} from './run-fixtures.ts'

describe('a trainer that dies', () => {
  it('is noticed, and its run goes on once from the checkpoint to the same bits', async () => {
    const { pool, pids } = realTrainers()
    const whole = makeRun({ epochs: 400 })
    const weights = await finish(whole.store, pool, whole.id)
    const { store, id } = makeRun({ epochs: 400 })
    const notices: string[] = []
    let training: RunTraining | null = null
    training = begin(store, pool, id, {
      onNotice: text => notices.push(text),
      onEpochs: () => notices.length === 0 && training?.pause(),
      onPaused: () => {
        if (notices.length === 0) process.kill(pids.at(-1) ?? 0, 'SIGKILL')
        training?.goOn()
      },
    })
    expect(await training.end).toEqual({ kind: 'trained' })
    expect(notices).toEqual([
      'rnn: the trainer process was ended by SIGKILL. It goes on from its last checkpoint, in another process.',
    ])
    expect(weightsOf(store, id)).toEqual(weights)
    const key = { run: id, model: 'rnn', phase: 'train' } as const
    const wholeKey = { ...key, run: whole.id }
    expect(readLosses(store, key)).toEqual(readLosses(whole.store, wholeKey))
    expect(readWatched(store, key)).toEqual(readWatched(whole.store, wholeKey))
  })

  it('twice fails the run, which can be resumed; the other models wait', async () => {
    const { launch, trainers } = fakeLaunch()
    const { store, id } = makeRun({ models: [model('one'), model('two')] })
    const training = begin(store, new TrainerPool({ launch, size: 2 }), id)
    trainers[0]?.die({ signal: 'SIGSEGV' })
    await vi.waitFor(() => expect(trainers.length).toBe(3))
    trainers[2]?.die({ code: 9, said: 'Error: again' })
    await vi.waitFor(() => expect(trainers[1]?.heard.at(-1)).toEqual({ type: 'cancel' }))
    const outcome = { stopped: 'cancelled', epoch: 0, trouble: null, seconds: 1 } as const
    const result = { outcome, bestEpoch: null, weights: {}, parameters: 0 }
    trainers[1]?.say({ type: 'trained', result })
    expect(await training.end).toEqual({
      kind: 'failed',
      failure: {
        kind: 'trainer-died',
        model: 'one',
        reason: 'the trainer process ended with code 9 (Error: again)',
      },
    })
    expect(stateOf(store, id)).toBe('failed: the trainer process ended with code 9 (Error: again)')
    expect(readModels(store, id).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    const { pool } = realTrainers()
    expect((await finish(store, pool, id)).length).toBe(4)
  })

  it('for want of an engine says which, without a second try', async () => {
    const { launch, trainers } = fakeLaunch()
    const { store, id } = makeRun()
    const training = begin(store, new TrainerPool({ launch, size: 1 }), id)
    trainers[0]?.say({ type: 'failed', engine: true, reason: 'no libtensorflow' })
    expect(await training.end).toEqual({
      kind: 'failed',
      failure: { kind: 'no-engine', reason: 'no libtensorflow' },
    })
    expect(stateOf(store, id)).toBe('failed: no libtensorflow')
    expect(trainers.length).toBe(1)
  })
})

describe('a run', () => {
  it('tells all epochs in order, once, and those after the checkpoint again when resumed', async () => {
    const { pool } = realTrainers()
    const { store, id } = makeRun({ epochs: 2000, retrain: false })
    const [before, after]: [number[], number[]] = [[], []]
    const first = begin(store, pool, id, {
      onEpochs: (_, __, rows) => {
        before.push(...rows.map(({ epoch }) => epoch))
        first.kill()
      },
    })
    expect(await first.end).toEqual({ kind: 'interrupted' })
    expect(stateOf(store, id)).toBe('interrupted')
    const second = begin(store, pool, id, {
      onEpochs: (_, __, rows) => after.push(...rows.map(({ epoch }) => epoch)),
    })
    expect(await second.end).toEqual({ kind: 'trained' })
    const last = before.at(-1) ?? 0
    // on a machine so busy that we heard of the first epoch after the last, nothing is left to tell
    const from = after[0] ?? last + 1
    expect(before).toEqual(before.map((_, i) => 1 + i))
    expect(after).toEqual(after.map((_, i) => from + i))
    expect(from).toBeLessThanOrEqual(last + 1)
    expect(after.at(-1) ?? last).toBe(2000)
  })

  it('is paused when all that it has to train is, and goes on', async () => {
    const { pool } = realTrainers()
    const { store, id } = makeRun({ ...endless, models: [model('one'), model('two')] })
    const { promise, onEpochs } = firstEpochs(['one', 'two'])
    const paused: string[] = []
    const training = begin(store, pool, id, { onEpochs, onPaused: name => paused.push(name) })
    expect(stateOf(store, id)).toBe('training')
    await promise
    training.pause('one')
    expect(stateOf(store, id)).toBe('training')
    training.pause('two')
    expect(stateOf(store, id)).toBe('paused')
    await vi.waitFor(() => expect(paused.sort()).toEqual(['one', 'two']), { timeout: 10_000 })
    training.goOn('one')
    expect(stateOf(store, id)).toBe('training')
    training.pause()
    training.interrupt()
    expect(await training.end).toEqual({ kind: 'interrupted' })
    expect(stateOf(store, id)).toBe('interrupted')
    expect(readModels(store, id).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    training.pause()
    training.goOn()
    training.cancelModel('one')
    training.interrupt()
    training.cancel()
    training.kill()
    expect(stateOf(store, id)).toBe('interrupted')
  })

  it('keeps a model that is cancelled as it stands, trains the rest and ends', async () => {
    const { pool } = realTrainers(1) // the second model waits for its turn all along
    const models = [model('one'), model('two')]
    const { store, id } = makeRun({ ...endless, retrain: false, models })
    const { promise, onEpochs } = firstEpochs(['one'])
    const training = begin(store, pool, id, { onEpochs })
    await promise
    training.cancelModel('two') // still waiting
    training.pause('one')
    training.cancelModel('one') // paused
    expect(await training.end).toEqual({ kind: 'trained' })
    const rows = readModels(store, id)
    expect(rows.map(row => [row.model, row.state, row.stopped])).toEqual([
      ['one', 'finished', 'cancelled'],
      ['two', 'finished', 'cancelled'],
    ])
    expect(rows[0]?.epoch).toBeGreaterThan(0)
    expect(rows[1]?.epoch).toBe(0)
    for (const row of rows) {
      const key = { run: id, model: row.model, phase: 'train' } as const
      expect(readWeights(store, key)?.length).toBeGreaterThan(0)
      expect(readLosses(store, key).epoch.length).toBe(row.epoch)
    }
    expect(stateOf(store, id)).toBe('training') // measuring comes next
    training.pause()
    expect(stateOf(store, id)).toBe('training')
  })

  it('that is cancelled keeps its checkpoints, and can be resumed to the same bits', async () => {
    const { pool } = realTrainers()
    const settings = { epochs: 300, dropout: 0.2, norm: 'batch', shuffle: true } as const
    const models = [{ ...rnn, layers: 2 }]
    const whole = makeRun({ ...settings, models })
    const weights = await finish(whole.store, pool, whole.id)
    const { store, id } = makeRun({ ...settings, models })
    let stops = 0
    const stopSoon = (training: () => RunTraining) => ({
      onEpochs: () => {
        stops++
        if (stops % 2 === 0) training().cancel()
        else training().interrupt()
      },
    })
    for (let lives = 0; lives < 3; lives++) {
      const training: RunTraining = begin(
        store,
        pool,
        id,
        stopSoon(() => training)
      )
      const { kind } = await training.end
      if (kind !== 'trained') expect(stateOf(store, id)).toBe(kind)
    }
    expect(stops).toBeGreaterThan(0)
    if (stateOf(store, id) !== 'training') await finish(store, pool, id)
    expect(weightsOf(store, id)).toEqual(weights)
  })

  it('stops and writes nothing once another process owns it', async () => {
    const { pool } = realTrainers()
    const { folder, store, id } = makeRun(endless)
    const { promise, onEpochs } = firstEpochs(['rnn'])
    const training = begin(store, pool, id, { onEpochs })
    await promise
    store.db.prepare('UPDATE leases SET beat_at = 0').run() // as if we had slept
    const other = openForTest({ folder }).store
    const taken = acquireLease(other, id, 'another test')
    expect(taken.ok).toBe(true)
    const before = dump(other)
    training.pause() // asks for a checkpoint and for a mark
    const end = await training.end
    expect(end).toMatchObject({ kind: 'failed', failure: { kind: 'run-busy', id } })
    expect(end.kind === 'failed' && end.failure).toMatchObject({
      owner: expect.stringMatching(/^another test/),
    })
    expect(dump(other)).toEqual(before)
  })

  it('is left alone when the database is closed under it', async () => {
    const { launch, trainers } = fakeLaunch()
    const { folder, store, id } = makeRun()
    const pool = new TrainerPool({ launch, size: 1 })
    const training = begin(store, pool, id)
    pool.close()
    store.close()
    expect(await training.end).toEqual({ kind: 'interrupted' })
    expect(trainers.length).toBe(1)
    expect(stateOf(openForTest({ folder }).store, id)).toMatch(/^interrupted/)
  })

  it('waits for nobody when its pool is closed', async () => {
    const { launch } = fakeLaunch()
    const { store, id } = makeRun()
    const pool = new TrainerPool({ launch, size: 1 })
    const training = begin(store, pool, id)
    pool.close()
    expect(await training.end).toEqual({ kind: 'interrupted' })
    expect(stateOf(store, id)).toBe('interrupted')
  })

  it('that meets a bug stops all its trainers, gives its lease back and throws it', async () => {
    const { launch, trainers } = fakeLaunch()
    const { store, id } = makeRun({ models: [model('one'), model('two')] })
    const training = begin(store, new TrainerPool({ launch, size: 2 }), id)
    const checkpoint = { ...empty, blob: new Uint8Array(3), hash: 'another' }
    trainers[0]?.say({ type: 'checkpoint', checkpoint })
    await expect(training.end).rejects.toThrow('bytes do not match their hash')
    expect(trainers.map(({ alive }) => alive)).toEqual([false, false])
    expect(acquireLease(store, id, 'the next').ok).toBe(true)
  })

  it('fails clearly when the disk is full, and can be resumed', async () => {
    const { launch, trainers } = fakeLaunch()
    const { store, id } = makeRun()
    const training = begin(store, new TrainerPool({ launch, size: 1 }), id)
    store.db.pragma(`max_page_count = ${Number(store.db.pragma('page_count', { simple: true }))}`)
    const blob = new Uint8Array(5e6)
    trainers[0]?.say({ type: 'checkpoint', checkpoint: { ...empty, blob, hash: hashBytes(blob) } })
    expect(trainers[0]?.heard.at(-1)).toEqual({ type: 'cancel' })
    trainers[0]?.die({})
    expect(await training.end).toMatchObject({
      kind: 'failed',
      failure: { kind: 'database-unavailable', reason: 'the disk is full' },
    })
    expect(stateOf(store, id)).toBe('failed: the disk is full')
    store.db.pragma('max_page_count = 1000000')
    const { pool } = realTrainers()
    expect((await finish(store, pool, id)).length).toBe(2)
  })
})

describe('numbers that are not finite', () => {
  it.each(['tutorial', 'sealed'] as const)(
    'fail the model and not the run, which trains again for as long as it went well (%s)',
    async protocol => {
      const { pool } = realTrainers()
      const models = [{ ...rnn, learningRate: 1 }]
      const leaps = { optimizer: 'sgd', momentum: 0, weightDecay: 11, epochs: 60 } as const
      const own: Partial<Experiment> = { protocol, models, ...leaps }
      const { store, id } = makeRun(own)
      const weights = await finish(store, pool, id)
      const rows = readModels(store, id)
      expect(rows[0]).toMatchObject({ phase: 'train', state: 'failed', stopped: 'not finite' })
      expect(rows[0]?.epoch).toBeGreaterThan(2)
      expect(rows[0]?.trouble).toContain('lower the learning rate (now 1)')
      expect(weights.length).toBe(2)
      const again = makeRun(own)
      expect(await finish(again.store, pool, again.id)).toEqual(weights)
    }
  )
})
