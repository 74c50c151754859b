import type { Page } from 'playwright-core'
import type { Screen } from '../support/screen.ts'

/** A narrow window folds the form away. */
const openForm = async (page: Page) => {
  const tab = page.getByRole('button', { name: 'Experiment', exact: true, expanded: false })
  if (await tab.isVisible()) await tab.click()
}

/** The form beside a series: at rest, wrong, wide, and with a menu and a dialog open. */
export const screen: Screen = {
  name: 'experiment',
  states: [
    {
      name: 'ready',
      prepare: async page => {
        await page.getByRole('button', { name: 'the momentum sample' }).click()
        await page.getByRole('heading', { name: /momentum/i }).waitFor()
        await openForm(page)
        await page.getByText(/^(About|At most) /).waitFor({ timeout: 120_000 })
      },
      arrange: async page => {
        await openForm(page)
        await page.getByLabel('Window', { exact: true }).focus()
      },
    },
    {
      name: 'wrong',
      prepare: async page => {
        await page.getByLabel('Dropout', { exact: true }).fill('1.2')
        await page.getByLabel('Hidden size of LSTM').fill('many')
        await page.getByText('2 fields need a look').waitFor()
      },
      arrange: openForm,
    },
    {
      name: 'sealed-more',
      prepare: async page => {
        await openForm(page)
        await page.getByLabel('Dropout', { exact: true }).fill('0')
        await page.getByLabel('Hidden size of LSTM').fill('16')
        await page.getByText('Sealed', { exact: true }).click()
        await page.getByRole('button', { name: 'Add a network' }).click()
        await page.getByRole('menuitem', { name: 'LSTM' }).click()
        await page.getByRole('button', { name: 'LSTM-2, more' }).click()
        await page.getByRole('button', { name: /^More/ }).click()
      },
      arrange: async page => {
        await openForm(page)
        await page.getByLabel('Weight decay').scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'presets',
      prepare: openForm,
      arrange: async page => {
        await page.keyboard.press('Escape')
        await openForm(page)
        await page.getByRole('button', { name: /^Preset:/ }).click()
        await page.getByRole('menuitem', { name: /^Tutorial/ }).waitFor()
      },
    },
    {
      name: 'save-preset',
      prepare: async page => {
        await page.keyboard.press('Escape')
        await openForm(page)
        await page.getByRole('button', { name: /^Preset:/ }).click()
        await page.getByRole('menuitem', { name: /^Save as preset/ }).click()
        await page.getByRole('dialog').getByLabel('Name').fill('Week 3')
      },
    },
  ],
}
