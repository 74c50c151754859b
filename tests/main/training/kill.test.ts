import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { type Ended, expectWhole, killAtFault, runChild, startChild } from '../../support/kill.ts'
import { temporaryFolder } from '../store/fixtures.ts'
import {
  endTrainersAfter,
  expectNoTrainers,
  expectWholeRuns,
  readLearned,
  reopen,
  runner,
  trainersOf,
} from './after-kill.ts'

const seed = Number(process.env['HINDCAST_KILL_SEED'] ?? Date.now() % 1_000_000)
const random = xoroshiro128plus(seed)
console.log(`kills of training: HINDCAST_KILL_SEED=${seed}`)

/** The issue's own example. */
const experiment = {
  days: 80,
  window: 8,
  batch: 16,
  epochs: 150,
  horizon: 5,
  models: [{ name: 'lstm', cell: 'lstm', hidden: 32, layers: 2, learningRate: 1e-3 }],
  dropout: 0.2,
  norm: 'batch',
  shuffle: true,
}

function makeFolder(): string {
  const folder = temporaryFolder()
  endTrainersAfter(folder)
  return folder
}

/** What the uninterrupted run learns. */
async function learnWhole(own: object) {
  const folder = makeFolder()
  const ended = expectWhole(await runChild(runner(folder, own)))
  expect(ended.lines).toContain('end finished')
  await expectNoTrainers(folder)
  const [learned] = readLearned(folder)
  expect(learned?.models.map(({ phase, state }) => [phase, state])).toEqual([
    ['train', 'finished'],
    ['retrain', 'finished'],
  ])
  return learned
}

async function expectSound(folder: string): Promise<void> {
  await expectNoTrainers(folder)
  expectWholeRuns(folder)
}

const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Kills the main process so long after epochs came; its trainer before it when asked to. */
async function killWhileTraining(folder: string, trainerToo: boolean): Promise<Ended> {
  const child = runner(folder, experiment, { HINDCAST_CHECKPOINT_MS: '60' })
  const { process: main, ready, ended } = startChild(child)
  await Promise.race([ready, ended])
  await wait(uniformInt(random, 0, 250))
  if (trainerToo) {
    const pid = trainersOf(folder).at(-1) ?? 0
    process.kill(pid, 'SIGKILL')
    await wait(uniformInt(random, 0, 1500))
  }
  main.kill('SIGKILL')
  return ended
}

/** Kills the main process on the way through some checkpoint. */
async function killInCheckpoint(folder: string): Promise<Ended> {
  const places = ['before-commit', 'within-blob', 'after-commit']
  const place = places[uniformInt(random, 0, 2)] ?? ''
  const nth = uniformInt(random, 1, place === 'within-blob' ? 20 : 5)
  const env = { HINDCAST_FAULT: `checkpoint/${place}:${nth}`, HINDCAST_CHECKPOINT_MS: '60' }
  return runChild(runner(folder, experiment, env))
}

describe('an LSTM 32×2 with dropout, shuffling and batch normalisation', () => {
  it('learns the same to the bit, uninterrupted or killed 25 times', async () => {
    const whole = await learnWhole(experiment)
    const folder = makeFolder()
    const died = { training: 0, checkpointing: 0 }
    for (let turn = 0; died.training < 10 || died.checkpointing < 10; turn++) {
      const training = died.training < 10 && (turn % 2 === 0 || died.checkpointing >= 10)
      const ended = training
        ? await killWhileTraining(folder, died.training % 2 === 1)
        : await killInCheckpoint(folder)
      if (ended.signal === 'SIGKILL') died[training ? 'training' : 'checkpointing']++
      else expectWhole(ended)
      await expectSound(folder)
    }
    expectWhole(await runChild(runner(folder, experiment)))
    await expectSound(folder)
    const learned = readLearned(folder)
    console.log(`${JSON.stringify(died)} main processes died in ${learned.length} runs`)
    expect(learned.length).toBeGreaterThan(0)
    for (const run of learned) expect(run).toEqual(whole)
  }, 240_000)
})

describe('a kill of the main process', () => {
  const small = {
    ...experiment,
    epochs: 30,
    models: [{ name: 'rnn', cell: 'rnn', hidden: 4, layers: 1, learningRate: 1e-2 }],
  }
  // in the order in which a run passes them, each death beginning where the one before ended
  const faults = [
    'run/before-commit',
    'run/after-commit',
    'lease/before-commit',
    'lease/after-commit',
    'resume/before-commit',
    'resume/after-commit',
    'model/before-commit',
    'model/after-commit',
    'checkpoint/before-commit',
    'checkpoint/after-commit:2',
    'weights/before-commit',
    'weights/after-commit',
    'results/before-commit',
    'results/after-commit',
    'run/before-commit:2',
  ]

  it(`at ${faults.join(', ')} leaves a run that ends as if nothing had happened`, async () => {
    const whole = await learnWhole(small)
    const folder = makeFolder()
    for (const fault of faults) {
      await killAtFault(runner(folder, small, { HINDCAST_CHECKPOINT_MS: '20' }), fault)
      await expectSound(folder)
    }
    expectWhole(await runChild(runner(folder, small)))
    await expectSound(folder)
    expect(readLearned(folder)).toEqual([whole])
    expect(reopen(folder, store => store.db.prepare('SELECT run_id FROM leases').all())).toEqual([])
  }, 120_000)
})
