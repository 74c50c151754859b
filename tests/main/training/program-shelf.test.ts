import { expect, it, onTestFinished } from 'vitest'
import type { TrainJob } from '../../../src/main/training/job.ts'
import { programSpec } from '../../../src/main/training/make-program.ts'
import { TrainerPool } from '../../../src/main/training/pool.ts'
import { ProgramShelf } from '../../../src/main/training/program-shelf.ts'
import { makeWindows } from '../../support/make-windows.ts'
import { everything, hashWeights, makeJob, rnn, settings, trainHere } from './examples.ts'

/** Training of all jobs in one trainer, one after the other: the weights of each. */
async function trainInTurn(jobs: readonly TrainJob[]): Promise<string[]> {
  const pool = new TrainerPool({ size: 1 })
  onTestFinished(() => pool.close())
  const hashes: string[] = []
  for (const job of jobs) {
    const end = await pool.train(job).end
    if (end.kind !== 'done') throw new Error(end.kind)
    hashes.push(hashWeights(end.result.weights))
  }
  return hashes
}

it('a program that was used before trains the same bits as a new one', async () => {
  const job = makeJob(everything)
  // fewer windows of other numbers, another seed, other epochs: all that a program could remember
  const other = makeJob({
    ...everything,
    settings: { ...everything.settings, seed: 8, epochs: 3 },
    windows: makeWindows(48, settings.window),
    train: { start: 0, end: 30 },
    watched: { start: 30, end: 48 },
  })
  const [first, between, again] = await trainInTurn([job, other, job])
  const { hash } = await trainHere(job)
  expect(first).toBe(hash)
  expect(again).toBe(hash)
  expect(between).not.toBe(hash)
}, 60_000)

it('is kept for a job that wants the same, two at most', () => {
  const shelf = new ProgramShelf()
  const spec = (clip: number) => programSpec(rnn, { ...settings, clip })
  const first = shelf.take(spec(1))
  const second = shelf.take(spec(2))
  expect(shelf.take(spec(1))).toBe(first)
  shelf.take(spec(3)) // closes the second, which was taken longest ago
  expect(shelf.take(spec(1))).toBe(first)
  expect(shelf.take(spec(2))).not.toBe(second)
  shelf.discard(shelf.take(spec(1)))
  expect(shelf.take(spec(1))).not.toBe(first)
})

it('predictions with the final weights come with them when a job wants some', async () => {
  const pool = new TrainerPool({ size: 1 })
  onTestFinished(() => pool.close())
  const job = makeJob()
  const application = { windows: makeWindows(5, settings.window).inputs, paths: {} }
  const end = await pool.train({ ...job, application }).end
  if (end.kind !== 'done') throw new Error(end.kind)
  const { weights, applied } = end.result
  const { model } = job
  const { window, norm } = settings
  const apart = await pool.apply({ kind: 'apply', model, window, norm, weights, application }).end
  expect(applied).toEqual(apart.kind === 'done' ? apart.result : null)
  expect(applied?.predictions).toHaveLength(5)
})
