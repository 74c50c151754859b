import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Launch, launchTrainer } from '../../../src/main/training/launch.ts'
import { TrainerPool } from '../../../src/main/training/pool.ts'
import { poolSize } from '../../../src/main/training/pool-size.ts'
import type { EpochFigures, TrainCheckpoint } from '../../../src/main/training/progress.ts'
import { everything, hashWeights, makeJob, resumed, trainHere } from './examples.ts'
import { fakeLaunch } from './fake-trainers.ts'

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A pool of real trainers whose ids are known, closed after the test. */
function realPool(size = 1) {
  const pids: number[] = []
  const launch: Launch = () => {
    const trainer = launchTrainer()
    pids.push(trainer.pid ?? 0)
    return trainer
  }
  const pool = new TrainerPool({ launch, size })
  onTestFinished(() => pool.close())
  return { pool, pids }
}

function fakePool(size: number) {
  const { launch, trainers } = fakeLaunch()
  return { pool: new TrainerPool({ launch, size }), trainers }
}

const long = makeJob({ settings: { epochs: 1_000_000 } })

describe('a pool', () => {
  it('has a trainer for each core and three at least, fewer when memory is short', () => {
    const plenty = 64e9
    expect([1, 2, 3, 8].map(cores => poolSize(cores, plenty))).toEqual([3, 3, 3, 8])
    expect(poolSize(8, 500e6 + 2 * 500e6)).toBe(2)
    expect(poolSize(8, 100e6)).toBe(1)
    expect(poolSize()).toBeGreaterThan(0)
  })

  it('serves jobs in the order they came, as many at once as its size', async () => {
    const { pool, trainers } = fakePool(2)
    const started: string[] = []
    const names = ['a', 'b', 'c', 'd', 'e']
    const tickets = names.map(name => pool.train(long, { onStart: () => started.push(name) }))
    expect(started).toEqual(['a', 'b'])
    expect(tickets.map(({ state }) => state).join()).toBe('running,running,waiting,waiting,waiting')
    trainers[1]?.finish()
    expect(started).toEqual(['a', 'b', 'c'])
    trainers[0]?.finish()
    trainers[0]?.finish()
    expect(started).toEqual(names)
    expect(trainers.length).toBe(2)
    trainers.map(trainer => trainer.finish())
    const ends = await Promise.all(tickets.map(ticket => ticket.end))
    expect(ends.map(({ kind }) => kind)).toEqual(names.map(() => 'done'))
  })

  it('lets others pass a paused job, and drops one that is cancelled before its turn', async () => {
    const { pool, trainers } = fakePool(1)
    const started: string[] = []
    const hand = (name: string) => pool.train(long, { onStart: () => started.push(name) })
    const [, b, c, d] = [hand('a'), hand('b'), hand('c'), hand('d')]
    b.pause()
    c.cancel()
    expect(await c.end).toMatchObject({ kind: 'dropped' })
    trainers[0]?.finish()
    expect(started).toEqual(['a', 'd'])
    trainers[0]?.finish()
    expect(await d.end).toMatchObject({ kind: 'done' })
    expect(started).toEqual(['a', 'd'])
    b.goOn()
    expect(started).toEqual(['a', 'd', 'b'])
    expect(trainers[0]?.heard.map(({ type }) => type)).toEqual(['job', 'job', 'job'])
  })

  it('is deaf to whatever is asked of a job after its end', async () => {
    const { pool, trainers } = fakePool(1)
    const onPaused = vi.fn()
    const ticket = pool.train(long, { onPaused })
    trainers[0]?.finish()
    ticket.pause()
    ticket.goOn()
    ticket.cancel()
    ticket.kill()
    expect(onPaused).not.toHaveBeenCalled()
    expect(trainers[0]?.heard.map(({ type }) => type)).toEqual(['job'])
    expect(trainers[0]?.alive).toBe(true)
    expect(ticket.state).toBe('ended')
  })

  it('replaces a trainer that died while idle, and one that died at work', async () => {
    const { pool, trainers } = fakePool(1)
    const first = pool.train(long)
    trainers[0]?.finish()
    await first.end
    trainers[0]?.die({ code: 1 })
    const second = pool.train(long)
    const third = pool.train(long)
    expect(trainers.length).toBe(2)
    trainers[1]?.die({
      code: 7,
      said: 'I0000 port.cc chatter\nError: out of luck\n    at x.js\nNode.js v24\n',
    })
    expect(await second.end).toEqual({
      kind: 'died',
      reason: 'the trainer process ended with code 7 (Error: out of luck)',
    })
    expect(trainers.length).toBe(3)
    trainers[2]?.finish()
    expect(await third.end).toMatchObject({ kind: 'done' })
  })

  it('hands a job out anew, once, that a warm trainer never took because it was dead', async () => {
    const { pool, trainers } = fakePool(1)
    const first = pool.train(long)
    trainers[0]?.finish()
    await first.end
    const missed = pool.train(long)
    trainers[0]?.die({ signal: 'SIGKILL' })
    expect(missed.state).toBe('running')
    expect(trainers[1]?.heard).toMatchObject([{ type: 'job' }])
    trainers[1]?.finish()
    expect(await missed.end).toMatchObject({ kind: 'done' })

    const cancelled = pool.train(long)
    cancelled.cancel()
    trainers[1]?.die({ code: 1 })
    expect(await cancelled.end).toMatchObject({ kind: 'died' })
  })

  it('lets one that was cancelled while it waited begin, told to end there', async () => {
    const { pool, trainers } = fakePool(1)
    const first = pool.train(long)
    const second = pool.train(long)
    second.cancelAtStart()
    expect(second.state).toBe('waiting')
    trainers[0]?.finish()
    await first.end
    expect(second.state).toBe('running')
    expect(trainers[0]?.heard).toEqual([
      { type: 'job', job: long },
      { type: 'job', job: long, endsAtStart: true },
    ])
    second.cancelAtStart()
    expect(trainers[0]?.heard.at(-1)).toEqual({ type: 'cancel' })
  })

  it('tells of an engine that is not there, and tries a new process next time', async () => {
    const { pool, trainers } = fakePool(1)
    const first = pool.train(long)
    trainers[0]?.say({ type: 'failed', engine: true, reason: 'no libtensorflow' })
    expect(await first.end).toEqual({ kind: 'no-engine', reason: 'no libtensorflow' })
    expect(trainers[0]?.alive).toBe(false)
    const second = pool.train(long)
    trainers[1]?.finish()
    expect(await second.end).toMatchObject({ kind: 'done' })
  })

  it('ends all its trainers when it is closed, and takes no job after', async () => {
    const { pool, trainers } = fakePool(3)
    const tickets = [long, long, long, long].map(job => pool.train(job))
    trainers[0]?.finish()
    trainers[1]?.finish()
    trainers[0]?.finish() // now two are idle and one works
    pool.close()
    tickets.push(pool.train(long))
    const ends = await Promise.all(tickets.map(ticket => ticket.end))
    expect(ends.map(({ kind }) => kind)).toEqual(['done', 'done', 'died', 'done', 'dropped'])
    expect(trainers.map(({ alive }) => alive)).toEqual([false, false, false])
  })

  it('drops what waits when it is closed', async () => {
    const { pool, trainers } = fakePool(1)
    const tickets = [long, long].map(job => pool.train(job))
    pool.close()
    const ends = await Promise.all(tickets.map(ticket => ticket.end))
    expect(ends.map(({ kind }) => kind)).toEqual(['died', 'dropped'])
    expect(trainers.length).toBe(1)
  })
})

describe('a trainer process', () => {
  it('trains to the very bits of the loop itself, and stays warm for the next job', async () => {
    const { pool, pids } = realPool()
    const job = makeJob(everything)
    const here = await trainHere(job)
    for (let turn = 0; turn < 2; turn++) {
      const end = await pool.train(job).end
      if (end.kind !== 'done') throw new Error(JSON.stringify(end))
      expect(hashWeights(end.result.weights)).toBe(here.hash)
    }
    expect(pids.length).toBe(1)
    expect(pool.versions?.tensorflow).toMatch(/^2\./)
    pool.close()
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 10_000 })
  })

  it('tells every epoch once and in order, in at most 20 messages a second', async () => {
    const { pool } = realPool()
    const epochs: EpochFigures[] = []
    const arrivals: number[] = []
    const job = makeJob({ settings: { epochs: 1500 } })
    const ticket = pool.train(job, {
      onProgress: rows => {
        arrivals.push(performance.now())
        epochs.push(...rows)
      },
    })
    expect((await ticket.end).kind).toBe('done')
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 1500 }, (_, i) => i + 1))
    // by number, not by the second: a busy machine delivers late and then many at once
    const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
    expect(arrivals.length).toBeLessThanOrEqual(2 + 20 * Math.max(1, seconds))
    expect(arrivals.length).toBeGreaterThan(1)
  })

  it('pauses at once with a checkpoint, goes on, and cancels while paused', async () => {
    const { pool } = realPool()
    const checkpoints: TrainCheckpoint[] = []
    let paused = Promise.withResolvers<void>()
    let messages = 0
    const started = Promise.withResolvers<void>()
    const ticket = pool.train(long, {
      onProgress: () => {
        messages++
        started.resolve()
      },
      onCheckpoint: checkpoint => checkpoints.push(checkpoint),
      onPaused: () => paused.resolve(),
    })
    await started.promise
    ticket.pause()
    messages = 0
    await paused.promise
    expect(messages).toBeLessThanOrEqual(2) // one on its way, one hurried by the pause
    const at = checkpoints.at(-1)?.epoch ?? 0
    messages = 0
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(messages).toBe(0)
    paused = Promise.withResolvers<void>()
    ticket.goOn()
    ticket.pause()
    await paused.promise
    ticket.cancel()
    const end = await ticket.end
    if (end.kind !== 'done') throw new Error(JSON.stringify(end))
    expect(end.result.outcome.stopped).toBe('cancelled')
    expect(end.result.outcome.epoch).toBeGreaterThanOrEqual(at)
    expect(checkpoints.at(-1)?.epoch).toBe(end.result.outcome.epoch)
  })

  it('does not take the pause of a job that has just ended for one of the next', async () => {
    const { pool, pids } = realPool()
    const job = makeJob({ settings: { epochs: 3 } })
    const first = pool.train(job, { onCheckpoint: c => c.epoch === 3 && first.pause() })
    await first.end
    const end = await pool.train(job).end
    expect(end.kind).toBe('done')
    expect(pids.length).toBe(1)
  })

  it('that is killed says so, and another goes on to the same bits', async () => {
    const { pool, pids } = realPool()
    const job = makeJob({ ...everything, settings: { ...everything.settings, epochs: 400 } })
    const checkpoints: TrainCheckpoint[] = []
    const paused = Promise.withResolvers<void>()
    const ticket = pool.train(job, {
      onProgress: () => ticket.pause(),
      onCheckpoint: checkpoint => checkpoints.push(checkpoint),
      onPaused: () => paused.resolve(),
    })
    await paused.promise
    process.kill(pids[0] ?? 0, 'SIGKILL')
    const end = await ticket.end
    expect(end).toEqual({ kind: 'died', reason: 'the trainer process was ended by SIGKILL' })
    const on = await pool.train(resumed(job, { checkpoints } as never)).end
    const whole = await trainHere(job)
    if (on.kind !== 'done') throw new Error(JSON.stringify(on))
    expect(hashWeights(on.result.weights)).toBe(whole.hash)
  })

  it('that gets a broken checkpoint tells, and takes the next job', async () => {
    const { pool, pids } = realPool()
    const broken = await pool.train({ ...makeJob(), checkpoint: new Uint8Array(9) }).end
    expect(broken.kind).toBe('died')
    expect((await pool.train(makeJob()).end).kind).toBe('done')
    expect(pids.length).toBe(1)
  })
})
