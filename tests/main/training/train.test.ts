import { describe, expect, it } from 'vitest'
import type { Batch, Program } from '../../../src/main/engine/program.ts'
import { apply } from '../../../src/main/training/apply.ts'
import type { TrainJob } from '../../../src/main/training/job.ts'
import { makeProgram } from '../../../src/main/training/make-program.ts'
import type { Schedule } from '../../../src/shared/experiment.ts'
import type { Weights } from '../../../src/shared/types.ts'
import { relativeError } from '../../support/relative-error.ts'
import { hashWeights, makeJob, paths, snapshots, trainHere } from './examples.ts'

const batches: Batch[] = [
  { start: 0, size: 16 },
  { start: 16, size: 16 },
  { start: 32, size: 8 },
]
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** A plain loop over the job's windows, a step a call; `after` sees the program after each epoch. */
function withProgram<T>(job: TrainJob, work: (program: Program) => T): T {
  const program = makeProgram(job.model, job.settings)
  try {
    program.load(job.windows)
    program.initialise(job.settings.seed)
    return work(program)
  } finally {
    program.close()
  }
}

function plainEpoch(program: Program, rate: number): { loss: number; norm: number } {
  const steps = batches.map(batch => program.run({ train: [batch], order: null, watch: [], rate }))
  return { loss: mean(steps.map(s => s.losses[0]!)), norm: mean(steps.map(s => s.norms[0]!)) }
}

const part = ({ windows, settings }: TrainJob, start: number, end: number) => ({
  count: end - start,
  inputs: windows.inputs.slice(start * settings.window, end * settings.window),
  targets: windows.targets.slice(start, end),
})

/** Mean squared error of the program's predictions, taken from them and not from its losses. */
function mse(program: Program, job: TrainJob, start: number, end: number): number {
  const { inputs, targets } = part(job, start, end)
  const errors = [...program.predict(inputs)].map((y, i) => (y - targets[i]!) ** 2)
  return mean(errors)
}

describe('the losses of an epoch', () => {
  it('are the mean over batches while weights move, and of the test part after (tutorial)', async () => {
    const job = makeJob({ settings: { epochs: 5 } })
    const { epochs, hash, outcome } = await trainHere(job)
    expect(outcome).toMatchObject({ stopped: 'finished', epoch: 5, trouble: null })
    withProgram(job, program => {
      for (const figures of epochs) {
        const { loss, norm } = plainEpoch(program, job.model.learningRate)
        expect([figures.train, figures.gradientNorm]).toEqual([loss, norm])
        const watched = mean([mse(program, job, 40, 56), mse(program, job, 56, 60)])
        expect(figures.watched).toBeCloseTo(watched, 6)
      }
      expect(hashWeights(program.weights())).toBe(hash)
    })
  })

  it('are the true mean over windows of the validation part under the sealed protocol', async () => {
    const job = makeJob({ protocol: 'sealed', settings: { epochs: 3 } })
    const { epochs } = await trainHere(job)
    withProgram(job, program => {
      for (const figures of epochs) {
        plainEpoch(program, job.model.learningRate)
        expect(figures.watched).toBeCloseTo(mse(program, job, 40, 60), 6)
      }
    })
  })

  it('have no watched value where nothing is watched', async () => {
    const { epochs, outcome } = await trainHere(makeJob({ watched: null, settings: { epochs: 2 } }))
    expect(epochs.map(({ watched }) => watched)).toEqual([Number.NaN, Number.NaN])
    expect(outcome.best).toBeNull()
  })

  it('do not depend on how many steps go into a call', async () => {
    const job = makeJob({ settings: { shuffle: true } })
    const [many, one] = [await trainHere(job), await trainHere(job, { tick: 300 })]
    expect(one.epochs).toEqual(many.epochs)
    expect(one.hash).toBe(many.hash)
  })
})

describe('a learning-rate schedule', () => {
  // torch.optim.lr_scheduler: StepLR, ExponentialLR, CosineAnnealingLR with eta_min
  const rates: [Schedule, (epoch: number) => number][] = [
    [{ kind: 'step', every: 2, factor: 0.1 }, e => 0.01 * [1, 1, 0.1, 0.1, 0.01, 0.01][e]!],
    [{ kind: 'exponential', factor: 0.5 }, e => 0.01 * [1, 0.5, 0.25, 0.125, 0.0625, 0.03125][e]!],
    [
      { kind: 'cosine', floor: 0.1 },
      e => 0.001 + 0.009 * [1, 0.9330127, 0.75, 0.5, 0.25, 0.0669873][e]!,
    ],
  ]

  it.each(rates)('trains at the rates of %o', async (schedule, rateOf) => {
    const job = makeJob({ settings: { schedule, epochs: 6 } })
    const { epochs, weights } = await trainHere(job)
    withProgram(job, program => {
      const losses = epochs.map((_, e) => plainEpoch(program, rateOf(e)).loss)
      expect(
        relativeError(
          epochs.map(e => e.train),
          losses
        )
      ).toBeLessThan(1e-6)
      expectNear(weights, program.weights())
    })
  })
})

describe('an optimizer', () => {
  it('is SGD with momentum and weight decay as torch.optim.SGD has them', async () => {
    const [rate, momentum, decay] = [0.05, 0.8, 0.01]
    const own = { optimizer: 'sgd', momentum, weightDecay: decay, epochs: 4 } as const
    const job = makeJob({ model: { learningRate: rate }, settings: own })
    const { weights } = await trainHere(job)
    withProgram(job, program => {
      const velocity: Record<string, Float64Array> = {}
      for (let epoch = 0; epoch < 4; epoch++)
        for (const { start, size } of batches) {
          const now = program.weights()
          const { gradients } = program.gradients(part(job, start, start + size))
          for (const [name, { data }] of Object.entries(now)) {
            const g = gradients[name]!.data
            const v = velocity[name] ?? new Float64Array(data.length)
            velocity[name] = v
            for (let i = 0; i < data.length; i++) {
              v[i] = momentum * v[i]! + g[i]! + decay * data[i]!
              data[i] = data[i]! - rate * v[i]!
            }
          }
          program.setWeights(now)
        }
      expectNear(weights, program.weights())
    })
  })

  it('adds weight decay to Adam’s gradient, and clips before it', async () => {
    const plain = await trainHere(makeJob())
    for (const own of [{ weightDecay: 0.1 }, { clip: 0.01 }, { optimizer: 'sgd' as const }])
      expect((await trainHere(makeJob({ settings: own }))).hash, JSON.stringify(own)).not.toBe(
        plain.hash
      )
    const huge = await trainHere(makeJob({ settings: { clip: 1e6 } }))
    expect(huge.hash).toBe(plain.hash)
  })
})

function expectNear(ours: Weights, theirs: Weights): void {
  expect(Object.keys(ours)).toEqual(Object.keys(theirs))
  for (const [name, { data }] of Object.entries(ours))
    expect(relativeError(data, theirs[name]!.data), name).toBeLessThan(1e-5)
}

/** What weights say in another program than the one that they were trained in. */
async function applyHere(job: TrainJob, weights: Weights) {
  const program = makeProgram(job.model, job.settings)
  try {
    program.setWeights(weights)
    const all = makeJob().windows.inputs
    return await apply(program, { windows: all, cuts: [40], paths }).then(said => ({
      ...said,
      predictions: said.predictions.slice(40),
    }))
  } finally {
    program.close()
  }
}

describe('what is kept for later', () => {
  it('is the watched part as predicted after log-spaced epochs, the last and the best', async () => {
    const job = makeJob({ settings: { epochs: 40 }, model: { learningRate: 0.05 } })
    const trained = await trainHere(job, { saveAt: q => q % 7 === 0 })
    const frames = trained.checkpoints.flatMap(({ watched }) => watched)
    const kept = frames.filter(f => f.kept && !f.best).map(f => f.epoch)
    const spaced = Array.from({ length: 26 }, (_, k) => Math.round(10 ** (k / 16)))
    expect(kept).toEqual([...new Set(spaced), 40])
    const { best } = trained.outcome
    const lowest = trained.epochs.reduce((a, b) => (b.watched < a.watched ? b : a))
    expect(best).toMatchObject({ epoch: lowest.epoch, loss: lowest.watched })
    expect(frames.filter(f => f.best).map(f => f.epoch)).toEqual([lowest.epoch])
    withProgram(job, program => {
      for (let epoch = 1; epoch <= 40; epoch++) {
        plainEpoch(program, 0.05)
        const predicted = program.predict(part(job, 40, 60).inputs)
        for (const frame of frames)
          if (frame.epoch === epoch) expect(frame.values).toEqual(predicted)
      }
    })
  })

  it('is each path with the very weights of its epoch, as stored weights tell it', async () => {
    const job = makeJob({ settings: { epochs: 9 }, model: { learningRate: 0.05 }, paths })
    const trained = await trainHere(job)
    const frames = trained.checkpoints.flatMap(({ watched }) => watched)
    expect(frames.map(f => f.epoch)).toEqual(expect.arrayContaining([1, 5, 9]))
    for (const frame of frames) {
      const until = await trainHere({ ...job, settings: { ...job.settings, epochs: frame.epoch } })
      const said = await applyHere(job, until.weights)
      expect([frame.epoch, frame.values, frame.paths]).toEqual([
        frame.epoch,
        said.predictions,
        said.paths,
      ])
    }
  })

  it('is the path alone where nothing is watched', async () => {
    const job = makeJob({ watched: null, settings: { epochs: 3 }, paths })
    const { checkpoints, weights } = await trainHere(job)
    const frames = checkpoints.flatMap(({ watched }) => watched)
    expect(frames.map(f => [f.epoch, f.kept, f.values.length])).toEqual([
      [1, true, 0],
      [2, true, 0],
      [3, true, 0],
    ])
    expect(frames[2]?.paths).toEqual((await applyHere(job, weights)).paths)
  })

  it('is also what the weights say that a cancelled training leaves, even within an epoch', async () => {
    const job = makeJob({ settings: { epochs: 400 }, paths })
    const whole = await trainHere(job, { abortAt: 27 }) // nearly all in a call each: 25 epochs
    const within = await trainHere(job, { tick: 300, abortAt: 78 }) // a batch a call: 25 ⅔
    for (const [trained, epoch] of [
      [whole, 25],
      [within, 26],
    ] as const) {
      expect(trained.outcome.epoch).toBe(25)
      const last = trained.checkpoints.at(-1)?.watched.findLast(f => !f.kept && !f.best)
      expect(last?.epoch).toBe(epoch)
      expect(last?.values).toEqual((await applyHere(job, trained.weights)).predictions)
    }
  })

  it('does not change what is learned', async () => {
    const [with_, without] = [await trainHere(makeJob({ paths })), await trainHere(makeJob())]
    expect(with_.hash).toBe(without.hash)
    expect(with_.epochs).toEqual(without.epochs)
  })

  it('is how large the gradient is by step, at epochs 1, 10 and the last', async () => {
    const job = makeJob({ settings: { epochs: 12 }, model: { layers: 2 } })
    const { checkpoints } = await trainHere(job)
    const profiles = checkpoints.flatMap(c => c.profiles)
    expect(profiles.map(p => p.epoch)).toEqual([1, 10, 12])
    withProgram(job, program => {
      plainEpoch(program, job.model.learningRate)
      expect(profiles[0]?.norms).toEqual(program.hiddenGradients(part(job, 0, 16)))
    })
    expect(profiles[0]?.norms.map(layer => layer.length)).toEqual([6, 6])
  })

  it('is every epoch once and in order, each before or with the checkpoint that follows it', async () => {
    const { checkpoints, story } = await trainHere(makeJob(), {
      tick: 300,
      saveAt: q => q % 4 === 0,
    })
    const epochs = checkpoints.flatMap(c => c.epochs.map(e => e.epoch))
    expect(epochs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    for (const { epoch, epochs: own } of checkpoints)
      if (own.length > 0) expect(own.at(-1)?.epoch).toBe(epoch)
    expect(story.filter(line => !line.startsWith('saved'))).toEqual(epochs.map(String))
  })

  it('is a checkpoint each interval, as the clock says', async () => {
    // five looks a call, a batch a call, 36 calls: 54 s
    const { checkpoints } = await trainHere(makeJob(), { tick: 300, checkpointEvery: 5000 })
    expect(checkpoints.length).toBeGreaterThan(7)
    expect(checkpoints.length).toBeLessThan(13)
  })
})

describe('the sealed protocol', () => {
  const sealed = (patience: number | null) =>
    makeJob({
      protocol: 'sealed',
      settings: { epochs: 60, patience, batch: 8 },
      model: { learningRate: 0.1 },
    })

  it('stops when validation has not improved for so many epochs, at the best epoch’s weights', async () => {
    const [all, early] = [await trainHere(sealed(null)), await trainHere(sealed(4))]
    expect(all.outcome.stopped).toBe('finished')
    const { outcome, epochs } = early
    expect(outcome.stopped).toBe('early')
    expect(outcome.epoch).toBe((outcome.best?.epoch ?? 0) + 4)
    expect(epochs).toEqual(all.epochs.slice(0, outcome.epoch))
    const until = await trainHere(
      makeJob({
        ...sealed(null),
        settings: { ...sealed(null).settings, epochs: outcome.best!.epoch },
      })
    )
    expect(early.hash).toBe(until.hash)
  })

  it('has the best epoch’s weights when it is cancelled, too', async () => {
    const job = sealed(null)
    const { outcome, hash } = await trainHere(job, { abortAt: 40 })
    expect(outcome.stopped).toBe('cancelled')
    expect(outcome.best!.epoch).toBeLessThan(outcome.epoch)
    const until = await trainHere(
      makeJob({ ...job, settings: { ...job.settings, epochs: outcome.best!.epoch } })
    )
    expect(hash).toBe(until.hash)
  })

  it('keeps the last epoch’s weights under the tutorial, whatever the best', async () => {
    const job = { ...sealed(null), protocol: 'tutorial' as const }
    const trained = await trainHere(job)
    expect(trained.outcome.best!.epoch).toBeLessThan(60)
    const last = snapshots(trained).at(-1)!
    const half = await trainHere({ ...job, checkpoint: trained.checkpoints.at(-1)!.blob })
    expect(last.epoch).toBe(60)
    expect(half.hash).toBe(trained.hash)
    expect(last.state.parameters).not.toEqual(last.best!.parameters)
  })
})
