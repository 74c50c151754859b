import { describe, expect, it } from 'vitest'
import type { TrainJob } from '../../../src/main/training/job.ts'
import { hashWeights, makeJob, resumed, snapshots, type Trained, trainHere } from './examples.ts'

/** Weight decay of 11 at a rate of 1 makes each weight −10 times as large a step: finite for a while. */
const leaping = {
  model: { learningRate: 1 },
  settings: { optimizer: 'sgd', momentum: 0, weightDecay: 11, epochs: 40, shuffle: true },
} as const

const numbersOf = (trained: Trained) =>
  snapshots(trained).flatMap(({ state, start, best }) => [
    ...[state, ...(start ? [start] : [])].flatMap(s => [s.parameters, ...s.slots, s.running]),
    ...(best ? [best.parameters, best.running] : []),
  ])

const jobs: [string, TrainJob][] = [
  ['tutorial', makeJob(leaping)],
  ['sealed', makeJob({ ...leaping, protocol: 'sealed' })],
  [
    'training again on all known days',
    makeJob({ ...leaping, watched: null, train: { start: 0, end: 60 } }),
  ],
  [
    'Adam with batch normalisation',
    makeJob({
      model: { activation: 'relu', learningRate: 10, layers: 2 },
      settings: { norm: 'batch', epochs: 40, window: 24 },
    }),
  ],
]

describe('numbers that are not finite', () => {
  it.each(jobs)('end training at the last good epoch (%s)', async (_, job) => {
    const trained = await trainHere(job)
    const { outcome, epochs } = trained
    expect(outcome.stopped).toBe('not finite')
    expect(outcome.epoch).toBe(epochs.length)
    expect(outcome.epoch).toBeLessThan(40)
    expect(outcome.trouble).toContain(`no longer finite in epoch ${outcome.epoch + 1}`)
    expect(outcome.trouble).toMatch(/the gradient norm is (NaN|Infinity|[\d.e+]+)/)
    expect(outcome.trouble).toContain(`lower the learning rate (now ${job.model.learningRate})`)
    expect(outcome.trouble).toContain('set a clip (--clip 1)')
    for (const { data } of Object.values(trained.weights))
      expect(data.every(Number.isFinite)).toBe(true)
    for (const numbers of numbersOf(trained)) expect(numbers.every(Number.isFinite)).toBe(true)
    expect(trained.checkpoints.at(-1)?.epoch).toBe(outcome.epoch)
  })

  it.each(jobs)('leave the weights of as many epochs without trouble (%s)', async (_, job) => {
    const { outcome, hash } = await trainHere(job)
    const epochs = job.protocol === 'sealed' ? (outcome.best?.epoch ?? 0) : outcome.epoch
    expect(outcome.epoch).toBeGreaterThan(job.settings.norm === 'batch' ? -1 : 2)
    if (epochs === 0) {
      expect(outcome.trouble).toContain('The fresh weights are kept')
      return
    }
    const until = await trainHere(makeJob({ ...job, settings: { ...job.settings, epochs } }))
    expect(until.outcome.stopped).toBe('finished')
    expect(hash).toBe(until.hash)
  })

  it.each(jobs)('leave the same whatever the clock and the checkpoints (%s)', async (_, job) => {
    const plain = await trainHere(job)
    const others = [
      await trainHere(job, { tick: 300 }),
      await trainHere(job, { tick: 300, saveAt: () => true }),
      await trainHere(job, { tick: 7, checkpointEvery: 50 }),
    ]
    const stopped = await trainHere(job, { tick: 300, abortAt: 2 })
    if (stopped.outcome.stopped === 'cancelled')
      others.push(await trainHere(resumed(job, stopped), { tick: 300 }))
    for (const other of others) {
      expect(other.hash).toBe(plain.hash)
      expect(other.outcome).toMatchObject({
        epoch: plain.outcome.epoch,
        trouble: plain.outcome.trouble,
        best: plain.outcome.best,
      })
    }
    for (const other of others.slice(0, 3)) {
      expect(other.epochs).toEqual(plain.epochs)
      expect(other.checkpoints.flatMap(c => c.epochs)).toEqual(plain.epochs)
    }
  })

  it('name the clip when there is one', async () => {
    const job = makeJob({ ...leaping, settings: { ...leaping.settings, clip: 1e30 } })
    expect((await trainHere(job)).outcome.trouble).toContain('lower the clip (now 1e+30)')
  })

  it('are found in the watched part alone', async () => {
    const job = makeJob()
    const inputs = job.windows.inputs.slice()
    inputs[55 * 6] = Number.NaN
    const { outcome, weights, hash } = await trainHere({
      ...job,
      windows: { ...job.windows, inputs },
    })
    expect(outcome).toMatchObject({ stopped: 'not finite', epoch: 0, best: null })
    expect(outcome.trouble).toMatch(/gradient norm is \d/)
    expect(hash).toBe(hashWeights(weights))
  })
})
