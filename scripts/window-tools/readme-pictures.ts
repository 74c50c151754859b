import type { Page } from 'playwright-core'
import { type Experiment, experimentSchema } from '../../src/shared/experiment.ts'
import type { App } from '../../tests/e2e/support/app.ts'
import { askCore, trainRun } from '../../tests/e2e/support/finished-run.ts'
import { shot } from '../../tests/e2e/support/shot.ts'
import { closeToasts } from '../../tests/e2e/support/toasts.ts'

const size = { width: 1440, height: 900 }

/** Three networks that learn enough in a minute to copy yesterday; a falling rate ends calmly. */
const threeOf = (changes: Partial<Experiment>): Experiment =>
  experimentSchema.parse({
    models: (['rnn', 'lstm', 'gru'] as const).map(cell => ({
      name: cell,
      cell,
      hidden: 16,
      layers: 1,
      learningRate: 0.005,
    })),
    epochs: 1200,
    schedule: { kind: 'cosine', floor: 0 },
    retrain: false,
    ...changes,
  })

/** The README's four pictures, of simulated prices alone. @returns their paths */
export async function takeReadmePictures(app: App, folder: string): Promise<readonly string[]> {
  const { page } = app
  await trainRun(app, threeOf({ norm: 'layer', epochs: 200 }))
  await trainRun(app, threeOf({ protocol: 'sealed', epochs: 200 }), 'momentum')
  await trainRun(app, threeOf({}))
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').first().click()
  await page.setViewportSize(size)
  const take = (name: string, theme: 'light' | 'dark') => shot(page, name, { folder, theme })
  const results = await resultsOf(page).then(() => take('results', 'light'))
  const data = await dataOf(page).then(() => take('data', 'light'))
  const learn = await learnOf(page).then(() => take('learn', 'dark'))
  await train(app)
  return [results, data, learn, await take('train', 'dark')]
}

const show = (page: Page, view: string) =>
  page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .click()

async function resultsOf(page: Page): Promise<void> {
  await show(page, 'Results')
  await page.getByRole('region', { name: 'Verdict' }).waitFor()
  await closeToasts(page)
}

async function dataOf(page: Page): Promise<void> {
  await show(page, 'Data')
  await page.getByRole('region', { name: 'Cumulative return' }).waitFor()
  await page.getByText(/^(About|At most) /).waitFor({ timeout: 120_000 })
}

async function learnOf(page: Page): Promise<void> {
  await show(page, 'Learn')
  await page.getByRole('button', { name: 'LSTM', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'LSTM' }).waitFor()
  await page.getByRole('region', { name: 'Step by step' }).waitFor()
}

async function train(app: App): Promise<void> {
  const { revisionId } = await askCore(app, 'takeSample', { name: 'random-walk' })
  const usual = threeOf({ epochs: 3000, seed: 11 })
  const models = usual.models.map(model => ({ ...model, learningRate: 0.001 }))
  const experiment = { ...usual, models }
  const { id } = await askCore(app, 'startRun', { experiment, revisionId, quickLook: false })
  const row = app.page.getByRole('grid', { name: 'Runs' }).getByRole('row', { name: /training/ })
  await row.first().click()
  await show(app.page, 'Train')
  await app.page.getByRole('main').getByRole('button', { name: 'Pause all' }).waitFor()
  for (;;) {
    const { summary } = await askCore(app, 'readRun', { id })
    if (summary.progress > 0.3) return
    await app.page.waitForTimeout(500)
  }
}
