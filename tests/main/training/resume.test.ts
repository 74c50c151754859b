import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { everything, makeJob, paths, resumed, type Trained, trainHere } from './examples.ts'

const seed = Number(process.env['HINDCAST_STOP_SEED'] ?? Date.now() % 1_000_000)
console.log(`stops at random: HINDCAST_STOP_SEED=${seed}`)

/** Weights, every loss and every prediction of the watched part. */
const learned = (parts: readonly Trained[]) => ({
  hash: parts.at(-1)?.hash,
  best: parts.at(-1)?.outcome.best,
  epochs: parts.flatMap(({ checkpoints }) => checkpoints.flatMap(({ epochs }) => epochs)),
  frames: parts
    .flatMap(({ checkpoints }) => checkpoints.flatMap(({ watched }) => watched))
    .filter(({ kept }) => kept)
    .map(({ epoch, values, paths }) => ({ epoch, values, paths }))
    .filter(({ epoch }, i, all) => all.findIndex(other => other.epoch === epoch) === i),
})

describe('training', () => {
  it.each([
    [
      'LSTM 32×2 with dropout, shuffling and batch normalisation',
      makeJob({ ...everything, paths }),
    ],
    [
      'a sealed GRU with SGD, a schedule and clipping',
      makeJob({
        paths,
        protocol: 'sealed',
        model: { cell: 'gru', hidden: 5, learningRate: 0.05 },
        settings: {
          optimizer: 'sgd',
          clip: 0.5,
          schedule: { kind: 'cosine', floor: 0 },
          patience: 3,
          norm: 'layer',
          epochs: 20,
        },
      }),
    ],
  ])('of %s has the same bits run after run, and stopped anywhere', async (_, job) => {
    const whole = await trainHere(job)
    expect(learned([await trainHere(job)])).toEqual(learned([whole]))
    const random = xoroshiro128plus(seed)
    const parts: Trained[] = []
    for (let next = job; parts.at(-1)?.outcome.stopped !== whole.outcome.stopped; ) {
      if (parts.length > 60) throw new Error('it never comes to its end')
      // a step a call, and one to five of them before it stops: most often within an epoch
      parts.push(await trainHere(next, { tick: 300, abortAt: uniformInt(random, 2, 6) }))
      next = resumed(job, parts.at(-1)!)
    }
    expect(parts.length).toBeGreaterThan(2)
    expect(learned(parts)).toEqual(learned([whole]))
  })

  it('goes on with other numbers when a snapshot lacks a part of its state', async () => {
    const job = makeJob(everything)
    const whole = await trainHere(job)
    const stopped = await trainHere(job, { tick: 300, abortAt: 9 })
    const { decodeSnapshot, encodeSnapshot } = await import(
      '../../../src/main/training/checkpoint.ts'
    )
    const snapshot = decodeSnapshot(stopped.checkpoints.at(-1)!.blob)
    expect(snapshot.losses.length).toBeGreaterThan(0) // within an epoch
    const { state } = snapshot
    const spoilt = [
      { ...snapshot, losses: [], norms: [] },
      { ...snapshot, state: { ...state, step: 0 } },
      { ...snapshot, state: { ...state, slots: [state.slots[1], state.slots[0]] as const } },
      { ...snapshot, state: { ...state, running: state.running.map(() => 1) } },
      { ...snapshot, state: { ...state, seed: 8 } },
    ]
    for (const other of spoilt) {
      const went = await trainHere({ ...job, checkpoint: encodeSnapshot(other).blob })
      expect(learned([stopped, went])).not.toEqual(learned([whole]))
    }
  })

  it('counts the seconds of all its lives', async () => {
    const job = makeJob({ secondsBefore: 100 })
    expect((await trainHere(job, { tick: 10 })).outcome.seconds).toBeGreaterThan(100)
  })

  it('trains no step more when it goes on from its end', async () => {
    const whole = await trainHere(makeJob())
    const again = await trainHere(resumed(makeJob(), whole))
    expect(again.epochs).toEqual([])
    expect(again.hash).toBe(whole.hash)
    expect(again.outcome).toMatchObject({ stopped: 'finished', epoch: 12 })
  })
})
