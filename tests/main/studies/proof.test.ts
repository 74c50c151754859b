import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTest, startRun } from '../../../src/main/api/runs.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { readRun } from '../../../src/main/store/runs.ts'
import { readStudyResults } from '../../../src/main/store/studies.ts'
import { saveWeights } from '../../../src/main/store/weights.ts'
import { askStudy, workStudy } from '../../../src/main/studies/work-study.ts'
import { makeTrainJob } from '../../../src/main/training/make-job.ts'
import { weightsFile } from '../../../src/main/training/weights-file.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { headline, proofWords } from '../../../src/shared/lab/proof-words.ts'
import type { ProofResults } from '../../../src/shared/studies/proof.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from '../api/examples.ts'

// Real trainings, again: what comes out must be what the database holds, and what was changed in it
// behind our back must be named.

let opened: ReturnType<typeof openTemporary>
let revisionId = 0

beforeAll(async () => {
  opened = openTemporary()
  revisionId = (await importPrices(opened.h, 'again', makePrices(120))).id
})
afterAll(() => opened.dispose())

async function prove(run: string): Promise<ProofResults> {
  const { h } = opened
  const { id } = must(askStudy(h, run, { kind: 'proof' }))
  must(await workStudy(h, id, { signal: new AbortController().signal }))
  return readStudyResults(h.store, id) as ProofResults
}

const train = (changes: object) => finishRun(opened.h, makeExperiment(changes), revisionId)

const sql = (text: string, ...values: (string | number | Uint8Array)[]) =>
  opened.h.store.db.prepare(text).run(...values)

const modelId = (run: string, model: string) =>
  (
    opened.h.store.db
      .prepare(`SELECT id FROM run_models WHERE run_id = ? AND model = ? AND phase = 'train'`)
      .get(run, model) as { id: number }
  ).id

describe('a proof', () => {
  it('finds a tutorial run bit-identical: both trainings of each network', async () => {
    const models = [makeModel('rnn'), makeModel('lstm'), makeModel('gru')]
    const { id } = await train({ models, dropout: 0.2, shuffle: true })
    const proof = await prove(id)
    expect(proof.identical).toBe(true)
    expect(proof.networks.map(({ model, phase }) => `${model} ${phase}`)).toEqual(
      ['rnn', 'lstm', 'gru'].flatMap(model => [`${model} train`, `${model} retrain`])
    )
    const [first, second] = proof.networks
    // 110 windows of 120 days; 5 days of hindcast; the forecast is the second training's
    expect(first).toMatchObject({
      weights: { difference: null },
      losses: { values: 6 * 3, difference: null },
      predictions: { values: 110, difference: null },
      hindcast: { values: 5, difference: null },
      forecast: null,
    })
    expect(second).toMatchObject({
      losses: { values: 6 * 2 },
      predictions: null,
      forecast: { values: 5 },
    })
    expect(headline(proof)).toMatch(/^Bit-identical: 6 trainings done again, and all /)
  })

  it('reads nothing of a closed test part, and proves the rest once it is open', async () => {
    const { id } = await train({ protocol: 'sealed', epochs: 8, patience: 3 })
    const closed = await prove(id)
    expect(closed).toMatchObject({ identical: true, testOpen: false, trainings: 1 })
    expect(closed.networks[0]?.forecast).toBeNull()
    expect(proofWords(closed).at(-1)).toContain('The test part is closed')
    must(await openTest(opened.h, id))
    const open = await prove(id)
    expect(open).toMatchObject({ identical: true, testOpen: true, trainings: 2 })
    const [before, after] = [closed, open].map(proof => proof.networks[0]?.predictions?.values ?? 0)
    expect(after).toBeGreaterThan(before ?? 0)
  })

  it('proves a network that the person stopped, within an epoch too', async () => {
    const { h } = opened
    const experiment = makeExperiment({
      epochs: 100_000,
      batch: 2,
      retrain: false,
      schedule: { kind: 'cosine', floor: 0 },
    })
    let last = 0
    const run = must(
      startRun(
        h,
        { experiment, revisionId, quickLook: false },
        {
          onEpochs(model, _phase, epochs) {
            last = epochs.at(-1)?.epoch ?? last
            if (last >= 5) run.cancelModel(model)
          },
        }
      )
    )
    expect(await run.end).toMatchObject({ kind: 'finished' })
    const proof = await prove(run.id)
    expect(proof.networks[0]?.stopped).toEqual({ before: 'cancelled', again: 'cancelled' })
    expect(proof.identical).toBe(true)
  })

  it('finds the batch within the epoch at which the person stopped', async () => {
    const { h } = opened
    const { id } = await train({ batch: 8, retrain: false })
    const run = readRun(h.store, id)
    const prepared = must(prepare(readBars(h.store, revisionId), run.experiment))
    const fresh = { checkpoint: null, secondsBefore: 0 }
    const job = makeTrainJob(prepared, run.experiment, run.experiment.models[0]!, fresh)
    const end = await h.pool.train({ ...job, stopAt: { epoch: 4, batches: 3 } }).end
    if (end.kind !== 'done') throw new Error(end.kind)
    const { bytes, hash } = weightsFile(end.result.weights)
    saveWeights(h.store, { run: id, model: 'rnn', phase: 'train' }, bytes)
    sql(
      `UPDATE run_models SET stopped = 'cancelled', epoch = 4, weights_hash = ? WHERE run_id = ?`,
      hash,
      id
    )
    const [network] = (await prove(id)).networks
    expect(network?.hashes).toEqual({ recorded: hash, stored: hash, again: hash })
    expect(network?.weights?.difference).toBeNull()
  })

  it('proves a training whose numbers ran off, too', async () => {
    const models = [makeModel('rnn', { learningRate: 10, activation: 'relu' })]
    const { id, training } = await train({ models, epochs: 300, optimizer: 'sgd', retrain: false })
    expect(training[0]?.stopped).toBe('not finite')
    const proof = await prove(id)
    expect(proof.networks[0]?.stopped).toEqual({ before: 'not finite', again: 'not finite' })
    expect(proof.identical).toBe(true)
  })

  it('names the stored weight that was changed, and that the record still holds', async () => {
    const { id } = await train({ retrain: false })
    const blob = `(SELECT blob_id FROM weights WHERE model_id = ${modelId(id, 'rnn')})`
    const { data } = opened.h.store.db
      .prepare(`SELECT data FROM blob_pieces WHERE blob_id = ${blob}`)
      .get() as { data: Buffer }
    data.writeFloatLE(0.25, data.length - 4) // the last tensor's last value
    sql(`UPDATE blob_pieces SET data = ? WHERE blob_id = ${blob}`, data)
    const proof = await prove(id)
    expect(proof.identical).toBe(false)
    expect(proof.networks[0]?.weights?.difference).toMatchObject({
      where: 'rnn.weight_ih_l0[2, 0]',
      before: 0.25,
      count: 1,
    })
    expect(proof.networks[0]?.losses.difference).toBeNull()
    expect(headline(proof)).toMatch(
      /^The stored weights of RNN were changed after the training: rnn\.weight_ih_l0\[2, 0\] is 0\.25 stored and /
    )
  })

  it('says so when the stored weights are no file of weights any more', async () => {
    const { id } = await train({ retrain: false })
    const blob = `(SELECT blob_id FROM weights WHERE model_id = ${modelId(id, 'rnn')})`
    sql(`UPDATE blob_pieces SET data = x'00' WHERE blob_id = ${blob}`)
    const proof = await prove(id)
    expect(proof.networks[0]?.weights).toBeNull()
    expect(headline(proof)).toContain('cannot be read any more')
  })

  it('names the loss that was changed, by its epoch', async () => {
    const { id } = await train({ retrain: false })
    const key = modelId(id, 'rnn')
    const { data } = opened.h.store.db
      .prepare('SELECT data FROM epoch_chunks WHERE model_id = ?')
      .get(key) as { data: Buffer }
    data.writeDoubleLE(0.125, 8 * (4 * 3)) // the train loss of epoch 4: four doubles an epoch
    sql('UPDATE epoch_chunks SET data = ? WHERE model_id = ?', data, key)
    const proof = await prove(id)
    expect(proof.networks[0]?.losses.difference).toMatchObject({
      where: 'epoch 4, train loss',
      before: 0.125,
      count: 1,
    })
    expect(headline(proof)).toMatch(
      /^RNN differs, first in its losses: epoch 4, train loss is 0\.125 the first time and /
    )
    expect(proofWords(proof)[1]).toContain('Please report it')
  })

  it('names the day whose stored prediction was changed', async () => {
    const { id } = await train({ retrain: false })
    const { data } = opened.h.store.db
      .prepare('SELECT data FROM prediction_values WHERE run_id = ?')
      .get(id) as { data: Buffer }
    data.writeDoubleLE(7, 8 * 100)
    sql('UPDATE prediction_values SET data = ? WHERE run_id = ?', data, id)
    const proof = await prove(id)
    expect(proof.networks[0]?.predictions?.difference).toMatchObject({ before: 7, count: 1 })
    expect(proof.networks[0]?.predictions?.difference?.where).toMatch(/^20\d\d-\d\d-\d\d \(test\)$/)
  })

  it('holds the bars against the hash that the run recorded', async () => {
    const { id } = await train({ retrain: false })
    sql('UPDATE runs SET used_hash = ? WHERE id = ?', 'f'.repeat(64), id)
    const proof = await prove(id)
    expect(proof.identical).toBe(false)
    expect(headline(proof)).toContain('The bars are not those that the run read')
  })
})
