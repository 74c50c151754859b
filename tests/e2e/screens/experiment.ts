import type { Screen } from '../support/screen.ts'

/** The form beside a series: at rest, wrong, wide, and with a menu and a dialog open. */
export const screen: Screen = {
  name: 'experiment',
  states: [
    {
      name: 'ready',
      prepare: async page => {
        await page.getByRole('button', { name: 'the momentum sample' }).click()
        await page.getByRole('heading', { name: /momentum/i }).waitFor()
        const tab = page.getByRole('button', { name: 'Experiment', exact: true })
        if (await tab.isVisible()) await tab.click()
        await page.getByText(/^(About|At most) /).waitFor({ timeout: 120_000 })
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
    },
    {
      name: 'sealed-more',
      prepare: async page => {
        await page.getByLabel('Dropout', { exact: true }).fill('0')
        await page.getByLabel('Hidden size of LSTM').fill('16')
        await page.getByText('Sealed', { exact: true }).click()
        await page.getByRole('button', { name: 'Add a network' }).click()
        await page.getByRole('menuitem', { name: 'LSTM' }).click()
        await page.getByRole('button', { name: 'LSTM-2, more' }).click()
        await page.getByRole('button', { name: /^More/ }).click()
        await page.getByLabel('Weight decay').scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'presets',
      prepare: async page => {
        await page.getByRole('button', { name: /^Preset:/ }).click()
        await page.getByRole('menuitem', { name: /^Tutorial/ }).waitFor()
      },
    },
    {
      name: 'save-preset',
      prepare: async page => {
        await page.getByRole('menuitem', { name: /^Save as preset/ }).click()
        await page.getByRole('dialog').getByLabel('Name').fill('Week 3')
      },
    },
  ],
}
