import { readdirSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forkNode } from '../../../src/main/child.ts'
import { instructionWords } from '../../../src/main/engine/instructions.ts'
import { type Launch, trainerFile } from '../../../src/main/training/launch.ts'
import type { FromTrainer, ToTrainer } from '../../../src/main/training/messages.ts'
import { TrainerPool } from '../../../src/main/training/pool.ts'
import { everything, hashWeights, makeJob } from './examples.ts'

/** What a person may have set for other programs, and would change the weights of ours. */
const hostile = {
  TF_NUM_INTRAOP_THREADS: '7',
  TF_NUM_INTEROP_THREADS: '5',
  TF_ENABLE_ONEDNN_OPTS: '0',
  ONEDNN_DEFAULT_FPMATH_MODE: 'ANY',
}

/** Trains in a real trainer process that is started under this environment. */
async function trainUnder(environment: Readonly<Record<string, string>>) {
  let pid = 0
  const launch: Launch = () => {
    const trainer = forkNode<ToTrainer, FromTrainer>(trainerFile, {
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...environment },
    })
    pid = trainer.pid ?? 0
    return trainer
  }
  const pool = new TrainerPool({ launch, size: 1 })
  onTestFinished(() => pool.close())
  const end = await pool.train(makeJob(everything)).end
  if (end.kind !== 'done') throw new Error(end.kind)
  const threads = process.platform === 'linux' ? readdirSync(`/proc/${pid}/task`).length : 0
  return { weights: hashWeights(end.result.weights), threads, versions: pool.versions }
}

describe('a trainer', () => {
  it('gives the same weights, from as many threads, whatever the environment asks for', async () => {
    const [calm, wild] = [await trainUnder({}), await trainUnder(hostile)]
    expect(wild).toEqual(calm)
    expect(calm.versions).toMatchObject({
      threads: '1 inside an operation, 1 between them',
      instructions: instructionWords(),
    })
  }, 60_000)

  it('tells below which instructions a person keeps it', async () => {
    const { versions } = await trainUnder({ ONEDNN_MAX_CPU_ISA: 'AVX' })
    expect(versions?.instructions).toBe(`${instructionWords({})}, at most AVX`)
  }, 60_000)
})

describe('the instructions of a processor', () => {
  it('are those that change how numbers are added, from Linux’s list of flags', () => {
    const intel = 'model name\t: Some\nflags\t\t: fpu sse4_2 avx fma avx2 avx512f hle\n'
    expect(instructionWords({}, intel)).toBe('sse4_2 avx avx2 fma avx512f')
    expect(instructionWords({}, 'Features\t: fp asimd sve\n')).toBe('asimd sve')
  })

  it('are left to the processor’s model where no list is', () => {
    expect(instructionWords({}, null)).toBe('as the processor has them')
    expect(instructionWords({ ONEDNN_MAX_CPU_ISA: 'AVX2' }, null)).toBe(
      'as the processor has them, at most AVX2'
    )
  })
})
