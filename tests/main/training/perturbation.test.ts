import { describe, expect, it } from 'vitest'
import { makeTrainJob } from '../../../src/main/training/make-job.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { makeSample } from '../../../src/shared/lab/samples.ts'
import { targetBar } from '../../../src/shared/lab/split.ts'
import type { Bars, Prepared } from '../../../src/shared/types.ts'
import { rnn, snapshots, type Trained, trainHere } from './examples.ts'

const bars = makeSample('momentum', 3, { days: 160 })

const experimentOf = (changes: Partial<Experiment>): Experiment => ({
  ...experimentSchema.parse({ models: [rnn] }),
  days: null,
  window: 6,
  batch: 32,
  epochs: 20,
  horizon: 5,
  shuffle: true,
  norm: 'batch' as const,
  models: [{ ...rnn, cell: 'lstm', layers: 2, learningRate: 0.02 }],
  ...changes,
})

function ready(own: Bars, experiment: Experiment): Prepared {
  const prepared = prepare(own, experiment)
  if (!prepared.ok) throw new Error(prepared.failure.kind)
  return prepared.value
}

/** Trained with a checkpoint after every epoch. */
async function trainOn(own: Bars, experiment: Experiment) {
  const prepared = ready(own, experiment)
  const going = { checkpoint: null, secondsBefore: 0 }
  const job = makeTrainJob(prepared, experiment, experiment.models[0]!, going)
  const trained = await trainHere(job, { saveAt: () => true })
  return { prepared, trained, job }
}

/** The bars with one close, or all from there on, changed. */
function change(day: number, onwards = false): Bars {
  const close = bars.close.map((price, i) =>
    i === day || (onwards && i > day) ? price * (1.1 + (i % 7) / 50) : price
  )
  return { ...bars, close }
}

const lastTarget = (prepared: Prepared, end: number) => targetBar(prepared, end - 1)
const trainCurve = ({ epochs }: Trained) => epochs.map(e => [e.epoch, e.train, e.gradientNorm])
const weightsByEpoch = (trained: Trained) =>
  new Map(snapshots(trained).map(({ epoch, state }) => [epoch, state]))

describe('the tutorial protocol', () => {
  const experiment = experimentOf({ epochs: 6 })

  it('lets nothing after the train part’s last target touch weights or train curve', async () => {
    const plain = await trainOn(bars, experiment)
    const last = lastTarget(plain.prepared, plain.prepared.split.train.end)
    for (const changed of [change(last + 1), change(159), change(last + 1, true)]) {
      const other = await trainOn(changed, experiment)
      expect(other.prepared.scaler).toEqual(plain.prepared.scaler)
      expect(other.trained.hash).toBe(plain.trained.hash)
      expect(trainCurve(other.trained)).toEqual(trainCurve(plain.trained))
      expect(other.trained.epochs).not.toEqual(plain.trained.epochs) // the test curve saw it
    }
  })

  it('lets the train part’s last target touch them', async () => {
    const plain = await trainOn(bars, experiment)
    const last = lastTarget(plain.prepared, plain.prepared.split.train.end)
    const other = await trainOn(change(last), experiment)
    expect(other.trained.hash).not.toBe(plain.trained.hash)
  })
})

describe('the sealed protocol', () => {
  const experiment = experimentOf({ protocol: 'sealed', patience: 3 })

  it('lets nothing after validation’s last target touch anything fitted', async () => {
    const plain = await trainOn(bars, experiment)
    const last = lastTarget(plain.prepared, plain.prepared.split.validation!.end)
    expect(last).toBeLessThan(159)
    for (const changed of [change(last + 1), change(159), change(last + 1, true)]) {
      const other = await trainOn(changed, experiment)
      expect(other.prepared.scaler).toEqual(plain.prepared.scaler)
      expect(other.trained.hash).toBe(plain.trained.hash)
      expect(other.trained.epochs).toEqual(plain.trained.epochs)
      expect(other.trained.outcome.best).toEqual(plain.trained.outcome.best)
      expect(other.job.windows).toEqual(plain.job.windows) // no test window leaves the main process
    }
  })

  it('lets a value inside validation touch only when training stops', async () => {
    const plain = await trainOn(bars, experiment)
    const { train, validation } = plain.prepared.split
    const first = lastTarget(plain.prepared, train.end) + 1
    const last = lastTarget(plain.prepared, validation!.end)
    let differs = false
    for (const day of [first, Math.round((first + last) / 2), last]) {
      const other = await trainOn(change(day), experiment)
      expect(other.prepared.scaler).toEqual(plain.prepared.scaler)
      const [ours, theirs] = [weightsByEpoch(plain.trained), weightsByEpoch(other.trained)]
      const until = Math.min(plain.trained.outcome.epoch, other.trained.outcome.epoch)
      for (let epoch = 0; epoch <= until; epoch++)
        expect(theirs.get(epoch), `epoch ${epoch}`).toEqual(ours.get(epoch))
      expect(trainCurve(other.trained).slice(0, until)).toEqual(
        trainCurve(plain.trained).slice(0, until)
      )
      differs ||= other.trained.epochs[0]?.watched !== plain.trained.epochs[0]?.watched
    }
    expect(differs).toBe(true)
  })
})
