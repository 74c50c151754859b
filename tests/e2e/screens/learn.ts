import type { Page } from 'playwright-core'
import { trainRun } from '../support/finished-run.ts'
import type { Screen } from '../support/screen.ts'

const show = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Learn' }).click()

async function openTopic(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Topics' })
    .getByRole('button', { name: title, exact: true })
    .click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

const models = (['rnn', 'lstm', 'gru'] as const).map(cell => ({
  name: cell,
  cell,
  hidden: 12,
  layers: 2,
  learningRate: 0.002,
  activation: 'tanh' as const,
  reset: 'after' as const,
}))

/** Equations with the numbers of a run, a window step by step, gradients side by side. */
export const screen: Screen = {
  name: 'learn',
  states: [
    { name: 'empty', prepare: page => show(page) },
    {
      name: 'windows',
      prepare: async (page, app) => {
        await trainRun(app, { models, days: 800, window: 30, epochs: 30 })
        await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
        await show(page)
        await page.getByRole('img', { name: /^Days / }).waitFor()
      },
    },
    { name: 'lstm', prepare: page => openTopic(page, 'LSTM') },
    {
      name: 'steps',
      prepare: async page => {
        for (let day = 0; day < 12; day++)
          await page.getByRole('button', { name: 'One day on' }).click()
        await page.getByRole('slider', { name: 'Window' }).scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'gradients',
      prepare: async page => {
        await openTopic(page, 'Gradients and clipping')
        await page.getByRole('slider', { name: 'Epoch' }).scrollIntoViewIfNeeded()
      },
    },
  ],
}
