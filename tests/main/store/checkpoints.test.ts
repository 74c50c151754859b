import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBytes } from '../../../src/main/hash-bytes.ts'
import {
  deleteCheckpoints,
  type NewCheckpoint,
  resumePoint,
  saveCheckpoint,
} from '../../../src/main/store/checkpoints.ts'
import { appendEpochs, cutEpochs, readLosses } from '../../../src/main/store/epochs.ts'
import { readGradients, saveGradients } from '../../../src/main/store/gradients.ts'
import { finishModel, markModel, readModelId, readModels } from '../../../src/main/store/models.ts'
import { readRow, readRows } from '../../../src/main/store/store.ts'
import { readWatched, saveWatched } from '../../../src/main/store/watched.ts'
import { readWeights, saveWeights } from '../../../src/main/store/weights.ts'
import { makeBytes, makeEpochs, makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

function prepare() {
  const { store } = openForTest()
  const run = makeRun(store)
  return { store, run, key: { run, model: 'rnn', phase: 'train' } as const }
}

const checkpoint = (epoch: number, from: number): NewCheckpoint => ({
  epoch,
  blob: makeBytes(150_000, epoch),
  seconds: epoch,
  epochs: makeEpochs(from, epoch),
})

const watched = (epoch: number, best: boolean, kept: boolean) => ({
  epoch,
  values: Float32Array.of(epoch, 0.1),
  paths: { hindcast: Float32Array.of(epoch, 0.3), forecast: Float32Array.of(epoch, 0.7, 0.9) },
  best,
  kept,
})

describe('epochs', () => {
  it('come back as they were appended, however they came and wherever they were cut', () => {
    const { store, key } = prepare()
    const pieces = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 })
    const cut = fc.double({ min: 0, max: 1, noNaN: true })
    const whole = (last: number) => makeEpochs(1, last)
    fc.assert(
      fc.property(pieces, cut, (sizes, share) => {
        const id = readModelId(store, key) as number
        cutEpochs(store, id, 0)
        let last = 0
        for (const size of sizes) {
          appendEpochs(store, key, makeEpochs(last + 1, last + size))
          last += size
        }
        expect(readLosses(store, key).train).toEqual(whole(last).map(row => row.train))
        const keep = Math.floor(share * last)
        cutEpochs(store, id, keep)
        appendEpochs(store, key, makeEpochs(keep + 1, keep + 3))
        const losses = readLosses(store, key)
        expect(losses.epoch).toEqual(whole(keep + 3).map(row => row.epoch))
        expect(losses.gradientNorm).toEqual(whole(keep + 3).map(row => row.gradientNorm))
        expect(losses.validation.every(Number.isNaN)).toBe(true)
        expect(readLosses(store, key, keep + 2).epoch).toEqual([keep + 2, keep + 3])
      }),
      { numRuns: 25 }
    )
  })

  it.each([[[1, 2, 4]], [[2]], [[1, 1]], [[0]]])('refuse gaps and repetitions: %j', epochs => {
    const { store, key } = prepare()
    const rows = epochs.map(epoch => ({ ...makeEpochs(1, 1)[0]!, epoch }))
    expect(() => appendEpochs(store, key, rows)).toThrow(/was due/)
    expect(readLosses(store, key).epoch).toEqual([])
  })

  it('take under 40 bytes each', () => {
    const { store, key } = prepare()
    appendEpochs(store, key, makeEpochs(1, 5000))
    const sql = 'SELECT sum(length(data)) AS bytes FROM epoch_chunks'
    expect(readRow<{ bytes: number }>(store, sql)?.bytes).toBe(5000 * 32)
  })
})

describe('a checkpoint', () => {
  it('gives back its bytes and exactly its epochs, the later ones gone', () => {
    const { store, key } = prepare()
    saveCheckpoint(store, key, { ...checkpoint(10, 1), watched: [watched(10, true, true)] })
    appendEpochs(store, key, makeEpochs(11, 17))
    saveWatched(store, key, watched(16, true, true))
    saveGradients(store, key, { epoch: 17, norms: [[1]] })
    const { checkpoint: found, losses } = resumePoint(store, key)
    expect(found).toMatchObject({ epoch: 10, seconds: 10, hash: hashBytes(makeBytes(150_000, 10)) })
    expect(Buffer.compare(found?.blob ?? Buffer.of(), makeBytes(150_000, 10))).toBe(0)
    expect(losses.epoch).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(readLosses(store, key)).toEqual(losses)
    expect(readWatched(store, key).map(w => w.epoch)).toEqual([10])
    expect(readGradients(store, key.run)).toEqual([])
  })

  it('is one of two that are kept', () => {
    const { store, key } = prepare()
    for (const epoch of [5, 10, 15, 20]) saveCheckpoint(store, key, checkpoint(epoch, epoch - 4))
    const epochs = readRows<{ epoch: number }>(store, 'SELECT epoch FROM checkpoints ORDER BY id')
    expect(epochs.map(row => row.epoch)).toEqual([15, 20])
    expect(readRows(store, 'SELECT * FROM blobs')).toHaveLength(2)
  })

  it.each([
    ['torn', 'DELETE FROM blob_pieces WHERE blob_id = 2 AND position = 2'],
    ['changed', `UPDATE blob_pieces SET data = x'00' WHERE blob_id = 2 AND position = 0`],
  ])('that is %s yields to the one before, with its epochs', (_, sql) => {
    const { store, key } = prepare()
    saveCheckpoint(store, key, checkpoint(5, 1))
    saveCheckpoint(store, key, checkpoint(10, 6))
    store.db.exec(sql)
    const { checkpoint: found, losses } = resumePoint(store, key)
    expect(found?.epoch).toBe(5)
    expect(losses.epoch).toEqual([1, 2, 3, 4, 5])
    saveCheckpoint(store, key, checkpoint(10, 6))
    expect(resumePoint(store, key).checkpoint?.epoch).toBe(10)
  })

  it('of which none is whole means to begin at the beginning', () => {
    const { store, key } = prepare()
    saveCheckpoint(store, key, checkpoint(5, 1))
    store.db.exec('DELETE FROM blob_pieces')
    expect(resumePoint(store, key)).toMatchObject({ checkpoint: null, losses: { epoch: [] } })
    expect(readModels(store, key.run)[0]).toMatchObject({ epoch: 0, seconds: 0 })
  })

  it('writes nothing when its epochs are missing or its hash is wrong', () => {
    const { store, key } = prepare()
    expect(() => saveCheckpoint(store, key, { ...checkpoint(9, 1), epoch: 10 })).toThrow(/without/)
    const hash = hashBytes(makeBytes(150_000, 3))
    expect(() => saveCheckpoint(store, key, { ...checkpoint(9, 1), hash })).toThrow(/hash/)
    expect(resumePoint(store, key)).toMatchObject({ checkpoint: null, losses: { epoch: [] } })
  })

  it('before the first epoch is complete has no epochs', () => {
    const { store, key } = prepare()
    saveCheckpoint(store, key, { epoch: 0, blob: Uint8Array.of(1), seconds: 0.5 })
    expect(resumePoint(store, key).checkpoint).toMatchObject({ epoch: 0, seconds: 0.5 })
  })

  it('belongs to one model and one phase', () => {
    const { store, key } = prepare()
    saveCheckpoint(store, key, checkpoint(5, 1))
    saveCheckpoint(store, { ...key, phase: 'retrain' }, checkpoint(7, 1))
    expect(resumePoint(store, key).checkpoint?.epoch).toBe(5)
    expect(resumePoint(store, { ...key, phase: 'retrain' }).checkpoint?.epoch).toBe(7)
    expect(resumePoint(store, { ...key, model: 'gru' }).checkpoint).toBeNull()
    expect(() => resumePoint(store, { ...key, model: 'lstm' })).toThrow(/no model lstm/)
    expect(deleteCheckpoints(store, key.run)).toBe(2)
    expect(readRows(store, 'SELECT * FROM blob_pieces')).toEqual([])
  })
})

describe('watched predictions', () => {
  it('keep the log-spaced epochs, the best one and the end', () => {
    const { store, key } = prepare()
    for (const epoch of [1, 2, 3, 4, 5, 6]) {
      const seen = [watched(epoch, epoch < 6, epoch === 1 || epoch === 4)]
      saveCheckpoint(store, key, { ...checkpoint(epoch, epoch), watched: seen })
    }
    const replay = readWatched(store, key)
    expect(replay.map(w => [w.epoch, w.best, w.kept])).toEqual([
      [1, false, true],
      [4, false, true],
      [5, true, false],
      [6, false, false],
    ])
    expect(replay[2]?.values).toEqual(Float32Array.of(5, 0.1))
    expect(readRows(store, 'SELECT epoch FROM watched WHERE epoch IN (2, 3)')).toEqual([])
  })

  it('still have the former best when the newest checkpoint turns out torn', () => {
    const { store, key } = prepare()
    for (const epoch of [1, 2, 3]) {
      const seen = [watched(epoch, true, false)]
      saveCheckpoint(store, key, { ...checkpoint(epoch, epoch), watched: seen })
    }
    store.db.exec('DELETE FROM blob_pieces WHERE blob_id = 3')
    expect(resumePoint(store, key).checkpoint?.epoch).toBe(2)
    expect(readWatched(store, key)).toEqual([watched(2, true, false)])
  })

  it('forget the end when training goes on after it, and keep it with its paths until then', () => {
    const { store, key } = prepare()
    const end = { ...watched(3, false, false), values: new Float32Array(0) }
    const early = { ...watched(1, false, true), paths: {} }
    saveCheckpoint(store, key, { ...checkpoint(3, 1), watched: [early, end] })
    const seen = readWatched(store, key)
    expect(seen).toEqual([early, end])
    resumePoint(store, key)
    expect(readWatched(store, key)).toEqual([early])
  })
})

describe('a model', () => {
  it('waits, trains and ends; networks trained again have a row of their own', () => {
    const { store, key, run } = prepare()
    markModel(store, key, 'training')
    const end = { epoch: 9, seconds: 2, bestEpoch: 7, trouble: null, weightsHash: 'ab' }
    finishModel(store, key, { ...end, stopped: 'early' })
    finishModel(store, { ...key, phase: 'retrain' }, { ...end, stopped: 'not finite' })
    expect(readModels(store, run)).toEqual([
      { model: 'rnn', phase: 'train', state: 'finished', ...end, stopped: 'early' },
      expect.objectContaining({ model: 'gru', phase: 'train', state: 'waiting', stopped: null }),
      { model: 'rnn', phase: 'retrain', state: 'failed', ...end, stopped: 'not finite' },
    ])
  })

  it('keeps its weights, newer ones in their place, and notices when they were changed', () => {
    const { store, key } = prepare()
    expect(readWeights(store, key)).toBeNull()
    saveWeights(store, key, makeBytes(70_000, 1))
    saveWeights(store, key, makeBytes(70_000, 2))
    expect(Buffer.compare(readWeights(store, key) ?? Buffer.of(), makeBytes(70_000, 2))).toBe(0)
    expect(readRows(store, 'SELECT * FROM blobs')).toHaveLength(1)
    store.db.exec(`UPDATE blob_pieces SET data = x'00' WHERE position = 1`)
    expect(() => readWeights(store, key)).toThrow(/weights of rnn .* were changed/)
  })

  it('keeps its gradient norms by layer and step', () => {
    const { store, key, run } = prepare()
    const norms = [
      [1, 2, Number.NaN],
      [0.5, 1e-9, 3],
    ]
    saveGradients(store, { ...key, model: 'gru' }, { epoch: 1, norms })
    saveGradients(store, key, { epoch: 20, norms })
    saveGradients(store, key, { epoch: 3, norms })
    expect(readGradients(store, run)).toEqual([
      { model: 'rnn', epoch: 3, norms },
      { model: 'rnn', epoch: 20, norms },
      { model: 'gru', epoch: 1, norms },
    ])
  })
})
