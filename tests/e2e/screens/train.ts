import type { Page } from 'playwright-core'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import type { App } from '../support/app.ts'
import { askCore } from '../support/finished-run.ts'
import type { Screen } from '../support/screen.ts'
import { sixteen } from '../support/sixteen.ts'
import { closeToasts } from '../support/toasts.ts'

/** Three small networks; the epochs decide how long a picture's run lasts. */
const experimentOf = (changes: Partial<Experiment>): Experiment =>
  experimentSchema.parse({
    models: (['rnn', 'lstm', 'gru'] as const).map(cell => ({
      name: cell,
      cell,
      hidden: 8,
      layers: 1,
      learningRate: 0.002,
    })),
    days: 300,
    epochs: 20_000,
    ...changes,
  })

async function start(app: App, changes: Partial<Experiment> = {}): Promise<string> {
  const { revisionId } = await askCore(app, 'takeSample', { name: 'random-walk' })
  const experiment = experimentOf(changes)
  const { id } = await askCore(app, 'startRun', { experiment, revisionId, quickLook: false })
  return id
}

/** A window that chose no run shows the one that trains. */
const watch = (page: Page) => page.getByRole('button', { name: /^Train(,|$)/ }).click()

const openRun = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Runs' }).getByText(name).first().click()

const longName = 'Third try with the teacher’s preset, before the holidays'

const main = (page: Page) => page.getByRole('main')

/** A run from nothing to its end, and what can happen on the way. */
export const screen: Screen = {
  name: 'train',
  states: [
    {
      name: 'empty',
      prepare: async page => {
        await page.getByRole('button', { name: 'Train', exact: true }).click()
        await main(page).getByText('Nothing trains').waitFor()
      },
    },
    {
      name: 'busy',
      prepare: async (page, app) => {
        await start(app)
        await watch(page)
        await main(page).getByRole('button', { name: 'Pause GRU' }).waitFor()
        await page.waitForTimeout(15_000)
      },
    },
    {
      name: 'paused',
      prepare: async page => {
        await main(page).getByRole('button', { name: 'Pause all' }).click()
        await main(page)
          .getByText(/^Paused at/)
          .waitFor()
      },
    },
    {
      name: 'cancelled',
      prepare: async page => {
        await main(page).getByRole('button', { name: 'Cancel', exact: true }).click()
        await page.getByRole('button', { name: 'Cancel the run' }).click()
        await main(page)
          .getByText(/^Cancelled at/)
          .waitFor()
      },
    },
    {
      name: 'queued',
      fresh: {},
      prepare: async (page, app) => {
        await start(app)
        const id = await start(app, { seed: 9 })
        await askCore(app, 'renameRun', { id, name: longName })
        await openRun(page, longName)
        await main(page)
          .getByText(/^Waits for/)
          .first()
          .waitFor()
      },
    },
    {
      name: 'failed',
      fresh: {},
      prepare: async (page, app) => {
        const { models } = experimentOf({})
        const wild = models.map(m => (m.cell === 'rnn' ? { ...m, learningRate: 10 } : m))
        await start(app, {
          models: wild.slice(0, 2),
          optimizer: 'sgd',
          epochs: 200,
          retrain: false,
        })
        await watch(page)
        await main(page).getByText('failed', { exact: true }).first().waitFor({ timeout: 60_000 })
        await closeToasts(page)
      },
    },
    {
      name: 'many',
      fresh: {},
      prepare: async (page, app) => {
        await start(app, { models: sixteen, days: 160, epochs: 200, retrain: false })
        await watch(page)
        await main(page)
          .getByRole('button', { name: 'See the results' })
          .waitFor({ timeout: 240_000 })
        await closeToasts(page)
      },
    },
    {
      name: 'done',
      fresh: {},
      prepare: async (page, app) => {
        await start(app, { epochs: 1000, seed: 8 })
        await watch(page)
        await main(page)
          .getByRole('button', { name: 'See the results' })
          .waitFor({ timeout: 180_000 })
      },
    },
  ],
}
