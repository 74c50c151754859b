import type { Page } from 'playwright-core'
import { type Trouble, YahooServer } from '../../support/yahoo-server.ts'
import type { App } from '../support/app.ts'
import { dropFile } from '../support/drop-file.ts'
import { askCore } from '../support/finished-run.ts'
import type { Screen } from '../support/screen.ts'

const drawn = (page: Page) => page.getByRole('region', { name: 'Cumulative return' }).waitFor()

/** A table with two columns that could be the series, and a hole in one of them. */
const wells = [
  'day,depth,flow',
  ...Array.from({ length: 120 }, (_, i) => {
    const date = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
    return `${date},${10 + (i % 7)},${i === 40 ? '' : 200 + (i % 11)}`
  }),
].join('\n')

/** Six years of closes without their holidays. */
const closes = [
  'date,close',
  ...Array.from({ length: 2000 }, (_, i) => Date.UTC(2019, 0, 1 + i))
    .filter(day => new Date(day).getUTCDay() % 6 !== 0 && (day / 86_400_000) % 31 !== 0)
    .map((day, i) => `${new Date(day).toISOString().slice(0, 10)},${100 + 20 * Math.sin(i / 90)}`),
].join('\n')

/** Opens the window anew on a server that stands in for Yahoo. */
async function withYahoo(app: App, trouble: Trouble): Promise<void> {
  const yahoo = await new YahooServer().listen()
  yahoo.script('NFLXX', null, trouble)
  await app.close()
  await app.restart({ yahoo })
}

async function typeTicker(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Ticker' }).fill('NFLXX')
  await page.keyboard.press('Enter')
}

/** A series from its first look to the questions about a table. */
export const screen: Screen = {
  name: 'data',
  states: [
    {
      name: 'sample',
      async prepare(page) {
        await page.getByRole('button', { name: 'the momentum sample' }).click()
        await drawn(page)
      },
    },
    {
      name: 'candles',
      async prepare(page) {
        await page.getByText('Candles', { exact: true }).click()
        await page.getByText('1 y', { exact: true }).click()
      },
    },
    {
      name: 'too-short',
      async prepare(page) {
        await page.getByText('All', { exact: true }).last().click()
        await page.getByRole('slider', { name: 'First day used' }).focus()
        await page.keyboard.press('End')
        await page
          .getByText(/needs at least/)
          .first()
          .waitFor()
      },
    },
    {
      name: 'quality',
      async prepare(page) {
        await page.keyboard.press('Control+z')
        await page.getByRole('button', { name: /^Source/ }).click()
        await page.getByRole('dialog', { name: 'Source' }).waitFor()
      },
    },
    {
      name: 'add',
      async prepare(page, app) {
        await page.keyboard.press('Escape')
        await askCore(app, 'takeSample', { name: 'random-walk' })
        await page.getByRole('button', { name: 'Add a series' }).first().click()
        await page.getByRole('combobox', { name: 'Ticker' }).fill('ran')
      },
    },
    {
      name: 'mapping',
      async prepare(page) {
        await page.keyboard.press('Escape')
        await dropFile(page, 'wells.csv', wells)
        const dialog = page.getByRole('dialog', { name: /^How to read/ })
        await dialog.getByLabel('Series', { exact: true }).selectOption('flow')
        await dialog.getByText(/^Line /).waitFor()
      },
    },
    {
      name: 'file',
      fresh: {},
      prepare: async page => {
        await dropFile(page, 'closing prices of the index, 2019 to 2024, as downloaded.csv', closes)
        await drawn(page)
      },
    },
    {
      name: 'busy',
      fresh: {},
      prepare: async (_, app) => {
        await withYahoo(app, { kind: 'status', status: 429, headers: { 'retry-after': '600' } })
        await typeTicker(app.page)
        await app.page.getByText(/Yahoo asks us to wait/).waitFor()
      },
    },
    {
      name: 'failed',
      fresh: {},
      prepare: async (_, app) => {
        await withYahoo(app, { kind: 'unknown-symbol' })
        await typeTicker(app.page)
        await app.page.getByRole('alert').waitFor()
      },
    },
  ],
}
