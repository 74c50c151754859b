import type { Page } from 'playwright-core'
import { trainQuickRuns } from '../support/quick-run.ts'
import type { Screen } from '../support/screen.ts'
import { closeToasts } from '../support/toasts.ts'

const closed = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** What surrounds every view: lists, palette, settings, shortcuts. */
export const screen: Screen = {
  name: 'window',
  states: [
    {
      name: 'ticked',
      prepare: async page => {
        await trainQuickRuns(page, 3)
        await page.keyboard.press('Control+5')
        await closeToasts(page)
        const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row')
        await rows.first().click({ modifiers: ['ControlOrMeta'] })
        await rows.nth(1).click({ modifiers: ['ControlOrMeta'] })
      },
    },
    {
      name: 'palette',
      prepare: async page => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Find or do' }).waitFor()
      },
    },
    {
      name: 'settings',
      prepare: async page => {
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+,')
        await page.getByRole('dialog', { name: 'Settings' }).waitFor()
      },
    },
    {
      name: 'shortcuts',
      prepare: async page => {
        await closed(page)
        await page.keyboard.press('?')
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      },
    },
  ],
}
