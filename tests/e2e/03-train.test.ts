import { spawnSync } from 'node:child_process'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import { type Experiment, experimentSchema } from '../../src/shared/experiment.ts'
import { axe } from './support/axe.ts'
import { askCore } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 3 of the app: real trainings, watched and steered in a real window.

const small = { hidden: 4, layers: 1, learningRate: 0.001 }

/** Two tiny networks over 160 days: an epoch takes milliseconds, and there are too many to end. */
const experimentOf = (changes: Partial<Experiment>): Experiment =>
  experimentSchema.parse({
    models: [
      { name: 'lstm', cell: 'lstm', ...small },
      { name: 'gru', cell: 'gru', ...small },
    ],
    days: 160,
    window: 5,
    horizon: 5,
    epochs: 500_000,
    retrain: false,
    ...changes,
  })

/** Opens the app on a sample, with an experiment in the form. */
async function openWith(changes: Partial<Experiment> = {}): Promise<App> {
  const app = await openApp()
  const { revisionId } = await askCore(app, 'takeSample', { name: 'random-walk' })
  await askCore(app, 'savePreferences', {
    view: 'train',
    selectedRevision: revisionId,
    draft: experimentOf(changes),
  })
  await app.close()
  await app.restart()
  return app
}

const cardOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** The epoch that a card shows. */
async function epochOf(card: Locator): Promise<number> {
  return Number((await card.locator('dd').first().textContent())?.replace(/\D/g, ''))
}

const risesAbove = (card: Locator, epoch: number) =>
  vi.waitFor(async () => expect(await epochOf(card)).toBeGreaterThan(epoch), {
    timeout: 60_000,
    interval: 100,
  })

const start = (page: Page) =>
  page
    .getByRole('complementary', { name: 'Experiment' })
    .getByRole('button', { name: /^Train \d|^Queue run/ })
    .click()

/** Processes that train for the program. */
const trainersOf = (pid: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter(child => child > 0)

/** Every epoch of a network that the program holds, in order. */
async function epochsHeld(app: App, id: string, model: string): Promise<readonly number[]> {
  const { losses } = await askCore(app, 'readTraining', { id })
  return losses[model]?.epoch ?? []
}

const newestRun = async (app: App) => (await askCore(app, 'listRuns', undefined))[0]?.id ?? ''

describe('training in a window', () => {
  it('pauses, goes on, cancels one network, and queues a second run that follows', async () => {
    const app = await openWith()
    const { page } = app
    await start(page)
    const [lstm, gru] = [cardOf(page, 'LSTM'), cardOf(page, 'GRU')]
    await risesAbove(lstm, 50)
    await risesAbove(gru, 50)
    expect(await page.getByRole('img', { name: /^Loss by epoch/ }).count()).toBe(1)

    await lstm.getByRole('button', { name: 'Pause LSTM' }).click()
    await lstm.getByText('paused').waitFor()
    const stood = await epochOf(lstm)
    await risesAbove(gru, (await epochOf(gru)) + 50)
    expect(await epochOf(lstm)).toBe(stood)
    await lstm.getByRole('button', { name: 'Go on with LSTM' }).click()
    await risesAbove(lstm, stood)

    await gru.getByRole('button', { name: 'Cancel GRU' }).click()
    await page.getByRole('button', { name: 'Stop GRU' }).click()
    await gru.getByText('stopped').waitFor()
    await risesAbove(lstm, (await epochOf(lstm)) + 20)
    await axe(page)

    const first = await newestRun(app)
    const { revision } = await askCore(app, 'readRun', { id: first })
    const second = await askCore(app, 'startRun', {
      experiment: experimentOf({ epochs: 30, seed: 8 }),
      revisionId: revision.id,
      quickLook: false,
    })
    await askCore(app, 'renameRun', { id: second.id, name: 'The second' })
    const side = page.getByRole('navigation', { name: 'Runs and series' })
    await side.getByText('The second').click()
    await page.getByText(/^Waits for Random walk/).waitFor()

    await side.getByText('Random walk').first().click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel the run' }).click()
    await page.getByText(/^Cancelled at/).waitFor()
    // it says so wherever one is, and stays where one is until asked
    await page.getByText(/^The second: /).waitFor({ timeout: 90_000 })
    await page.getByRole('button', { name: 'See the results' }).click()
    await page.getByRole('region', { name: 'Verdict' }).waitFor()
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('main').getByRole('button', { name: 'See the results' }).waitFor()
    expect(await epochOf(cardOf(page, 'LSTM'))).toBe(30)
    expect(app.troubles).toEqual([])
  })

  it.skipIf(process.platform === 'win32')(
    'goes on from its checkpoint when a trainer dies, and says so',
    async () => {
      const app = await openWith({ models: experimentOf({}).models.slice(0, 1) })
      await start(app.page)
      const lstm = cardOf(app.page, 'LSTM')
      await risesAbove(lstm, 100)
      // the one that trains is among them; others may have measured how long it takes
      const trainers = trainersOf(app.core.pid)
      expect(trainers.length).toBeGreaterThan(0)
      const before = await epochOf(lstm)
      for (const trainer of trainers) process.kill(trainer, 'SIGKILL')
      await app.page.getByText(/goes on from its last checkpoint/).waitFor({ timeout: 60_000 })
      await risesAbove(lstm, before)
      const epochs = await epochsHeld(app, await newestRun(app), 'lstm')
      expect(epochs).toEqual(epochs.map((_, i) => i + 1))
    }
  )

  it('takes up by itself what was training when the computer stopped', async () => {
    const app = await openWith({ models: experimentOf({}).models.slice(0, 1) })
    await start(app.page)
    await risesAbove(cardOf(app.page, 'LSTM'), 100)
    await app.page.waitForTimeout(3000) // until a checkpoint is written
    const id = await newestRun(app)
    const before = await epochOf(cardOf(app.page, 'LSTM'))
    await app.kill()
    await app.restart()
    await risesAbove(cardOf(app.page, 'LSTM'), before)
    expect(await newestRun(app)).toBe(id)
    const epochs = await epochsHeld(app, id, 'lstm')
    expect(epochs.length).toBeGreaterThan(before)
    expect(epochs).toEqual(epochs.map((_, i) => i + 1))
  })
})
