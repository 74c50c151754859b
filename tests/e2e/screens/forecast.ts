import type { Page } from 'playwright-core'
import { dropFile } from '../support/drop-file.ts'
import { askCore, trainRun } from '../support/finished-run.ts'
import type { Screen } from '../support/screen.ts'

const show = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Forecast' }).click()

const file = (count: number) =>
  [
    'Date,Close',
    ...Array.from({ length: count }, (_, i) => {
      const date = new Date(Date.UTC(2019, 0, 1 + i)).toISOString().slice(0, 10)
      return `${date},${(60 + i / 40 + 9 * Math.sin(i / 23) + (i % 7) / 5).toFixed(2)}`
    }),
  ].join('\n')

/** The days to come of a run's own series, and the run on three others. */
export const screen: Screen = {
  name: 'forecast',
  states: [
    { name: 'empty', prepare: page => show(page) },
    {
      name: 'done',
      prepare: async (page, app) => {
        await trainRun(app, { days: 800, window: 30, epochs: 40, horizon: 30, retrain: true })
        await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
        await show(page)
        await page.getByRole('region', { name: 'Path', exact: true }).waitFor()
      },
    },
    {
      name: 'table',
      prepare: async page => {
        await page.getByRole('button', { name: 'Show Forecast as a table' }).click()
      },
    },
    {
      name: 'other',
      prepare: async (page, app) => {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.getByRole('button', { name: 'Show Forecast as a chart' }).click()
        await askCore(app, 'takeSample', { name: 'momentum' })
        for (const [name, count] of [
          ['wool-greasy-australian-eastern-market-indicator.csv', 900],
          ['short.csv', 20],
        ] as const) {
          await dropFile(page, name, file(count))
          await page.getByText(`${name} was added.`).waitFor()
        }
        await show(page)
        await page.getByRole('radio', { name: 'Other series' }).focus()
        await page.keyboard.press('Space')
        await page.getByRole('button', { name: 'All', exact: true }).click()
        await page.getByRole('heading', { name: /^Forecast of / }).waitFor()
        await page.getByRole('region', { name: 'Applied' }).getByRole('alert').waitFor()
      },
    },
  ],
}
