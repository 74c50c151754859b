import type { Page } from 'playwright-core'
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
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('Series', { exact: true }).selectOption('flow')
        await dialog.getByText(/^Line /).waitFor()
      },
    },
  ],
}
