import type { Page } from 'playwright-core'
import { askCore, trainRun } from '../support/finished-run.ts'
import type { Screen } from '../support/screen.ts'
import { sixteen } from '../support/sixteen.ts'
import { closeToasts } from '../support/toasts.ts'

const openResults = async (page: Page, name: string) => {
  await page.getByRole('navigation', { name: 'Runs and series' }).getByText(name).first().click()
  await page.getByRole('button', { name: 'Results', exact: true }).click()
  await page.getByRole('region', { name: 'Verdict' }).waitFor()
}

const longName = 'Third try with the teacher’s preset, before the holidays'

const longer = { days: 800, window: 30, epochs: 40 }

/** A run's results in their states, and two runs side by side. */
export const screen: Screen = {
  name: 'results',
  states: [
    {
      name: 'empty',
      prepare: async page => {
        await page.getByRole('button', { name: 'Results', exact: true }).click()
      },
    },
    {
      name: 'done',
      prepare: async (page, app) => {
        await trainRun(app, longer)
        await openResults(page, 'Random walk')
        await closeToasts(page)
      },
    },
    {
      name: 'shifted',
      prepare: async page => {
        await page.getByRole('slider', { name: 'Shift the prediction' }).focus()
        await page.keyboard.press('ArrowLeft')
      },
    },
    {
      name: 'compared',
      prepare: async (page, app) => {
        await trainRun(app, { ...longer, norm: 'layer' })
        await page.getByRole('button', { name: 'Compare' }).click()
        const menu = page.getByRole('menu', { name: 'Runs to compare with' })
        await menu.getByRole('menuitem').first().click()
        await page.getByRole('region', { name: 'Verdict' }).waitFor()
        await closeToasts(page)
      },
    },
    {
      name: 'sealed',
      prepare: async (page, app) => {
        await trainRun(app, { ...longer, protocol: 'sealed' }, 'momentum')
        await openResults(page, 'Momentum')
        await closeToasts(page)
      },
    },
    {
      name: 'opened',
      prepare: async page => {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.getByRole('button', { name: 'Open the test part…' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Open the test part' }).click()
        await page.getByText(/The test part was opened on/).waitFor()
      },
    },
    {
      name: 'many',
      fresh: {},
      prepare: async (page, app) => {
        const id = await trainRun(app, { ...longer, models: sixteen, days: 300 })
        await askCore(app, 'renameRun', { id, name: longName })
        await askCore(app, 'noteRun', { id, note: 'Sixteen at once.' })
        await openResults(page, longName)
        await page
          .getByRole('region', { name: 'Predicted and actual' })
          .getByRole('combobox')
          .selectOption('all')
        await closeToasts(page)
      },
    },
  ],
}
