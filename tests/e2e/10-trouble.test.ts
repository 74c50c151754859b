import { spawnSync } from 'node:child_process'
import { describe, expect, it, vi } from 'vitest'
import type { Experiment } from '../../src/shared/experiment.ts'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { askCore, quickExperiment, trainOn, waitUntilFinished } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// What goes wrong: the line, a trainer, the whole program. A person sees a sentence, and loses little.

const epochs = 40_000

/** One small network for so long that there is a middle to be disturbed in. */
const long: Partial<Experiment> = {
  models: quickExperiment().models.slice(0, 1),
  epochs,
}

/** Starts training on a sample, seen in Train. @returns the run and its series */
async function startLongRun(app: App): Promise<{ id: string; revisionId: number }> {
  const { revisionId } = await askCore(app, 'takeSample', { name: 'random-walk' })
  const request = { experiment: quickExperiment(long), revisionId, quickLook: false }
  const { id } = await askCore(app, 'startRun', request)
  return { id, revisionId }
}

/** A checkpoint is written every two seconds of training. */
const isPastCheckpoint = (app: App, id: string) =>
  vi.waitFor(
    async () => {
      const { models } = await askCore(app, 'readTraining', { id })
      expect(models[0]?.seconds).toBeGreaterThan(3)
    },
    { timeout: 120_000, interval: 100 }
  )

/** Processes that train for the program. */
const trainersOf = (pid: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter(child => child > 0)

const hashesOf = async (app: App, id: string) =>
  (await askCore(app, 'readFigures', { id })).results.training.map(({ weightsHash }) => weightsHash)

describe('a connection that breaks in the middle of a fetch', () => {
  it('is told in a sentence, and the next try brings the series', async () => {
    const yahoo = await new YahooServer().listen()
    try {
      const served = { bars: makeServedBars('2021-01-04', '2024-05-01') }
      const breaks = Array.from({ length: 20 }, () => ({ kind: 'drop-midway' }) as const)
      yahoo.script('TEST', served, ...breaks)
      const app = await openApp({ yahoo })
      const { page } = app
      await page.getByRole('combobox', { name: 'Ticker' }).fill('TEST')
      await page.keyboard.press('Enter')
      await page
        .getByRole('alert')
        .getByText(/^Yahoo could not be reached for TEST .*Check the connection and try again/)
        .waitFor({ timeout: 120_000 })
      expect(await askCore(app, 'listSeries', undefined)).toEqual([])
      expect(await page.getByRole('combobox', { name: 'Ticker' }).inputValue()).toBe('TEST')

      yahoo.script('TEST', served)
      await page.getByRole('combobox', { name: 'Ticker' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'TEST', exact: true }).waitFor()
      const [series] = await askCore(app, 'listSeries', undefined)
      expect(series).toMatchObject({ symbol: 'TEST', count: served.bars.length })
      expect(app.troubles).toEqual([])
    } finally {
      await yahoo.close()
    }
  })
})

describe.skipIf(process.platform === 'win32')('a trainer that dies', () => {
  it('is replaced, which is said, and the run comes to its end', async () => {
    const app = await openApp()
    const { id } = await startLongRun(app)
    await isPastCheckpoint(app, id)
    const [trainer] = trainersOf(app.core.pid)
    if (trainer === undefined) throw new Error('nothing trains')
    process.kill(trainer, 'SIGKILL')
    await app.page
      .getByText(/goes on from its last checkpoint, in another process/)
      .waitFor({ timeout: 60_000 })
    await waitUntilFinished(app, id)
    const { losses } = await askCore(app, 'readTraining', { id })
    const held = [...(losses['lstm']?.epoch ?? [])]
    expect(held).toEqual(Array.from({ length: epochs }, (_, i) => i + 1))
  }, 300_000)
})

describe('the whole program killed in the middle of training', () => {
  it('goes on at the next start, and ends with the very weights of a run that nothing stopped', async () => {
    const app = await openApp()
    const { id, revisionId } = await startLongRun(app)
    await isPastCheckpoint(app, id)
    await app.kill()
    await app.restart()
    const { notices } = await askCore(app, 'readApp', undefined)
    expect(notices.join(' ')).toMatch(/goes on from its last checkpoint/)
    await waitUntilFinished(app, id)
    const undisturbed = await trainOn(app, revisionId, long)
    const [hash] = await hashesOf(app, id)
    expect(hash).toMatch(/^\w{16,}/)
    expect(await hashesOf(app, undisturbed)).toEqual([hash])
  }, 400_000)
})
