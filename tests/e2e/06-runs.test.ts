/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import type { RunSummary } from '../../src/shared/wire.ts'
import { axe } from './support/axe.ts'
import { openApp } from './support/open-app.ts'
import { trainQuickRuns } from './support/quick-run.ts'

// Point 6 of the app: the history of runs in the sidebar.

declare const window: { readonly api: Api }

const rows = (page: Page) => page.getByRole('grid', { name: 'Runs' }).getByRole('row')

async function stored(page: Page): Promise<readonly RunSummary[]> {
  const result = await page.evaluate(() => window.api.listRuns())
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

const menu = async (page: Page, row: number, item: string) => {
  await rows(page).nth(row).click({ button: 'right' })
  await page.getByRole('menuitem', { name: item }).click()
}

it('finds, stars, renames and notes runs, deletes one and brings it back, and runs one again', async () => {
  const app = await openApp()
  const { page } = app
  const [first] = await trainQuickRuns(page, 3)
  await expect.poll(() => rows(page).count()).toBe(3)
  expect(await rows(page).nth(0).textContent()).toMatch(/simulated/)

  // rename in the row, by the keyboard: the oldest run stands last
  await rows(page).nth(2).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('The one for class')
  await page.keyboard.press('Enter')
  await rows(page).nth(2).getByText('The one for class').waitFor()
  expect((await stored(page)).find(({ id }) => id === first)?.name).toBe('The one for class')

  // star, and only what has one
  await page.keyboard.press('Space')
  await rows(page).nth(2).getByText('starred').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Only runs with a star' }).click()
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.getByRole('button', { name: 'Only runs with a star' }).click()

  // a note, which the search finds
  await menu(page, 1, 'Add a note…')
  await page.getByRole('textbox', { name: 'Note' }).fill('Twice as slow')
  await page.getByRole('button', { name: 'Keep' }).click()
  await page.getByRole('button', { name: 'Search runs' }).click()
  await page.keyboard.type('slow')
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => rows(page).count()).toBe(3)

  // delete, and back by the toast; delete, and back by ⌘Z
  for (const back of ['toast', 'keys']) {
    await menu(page, 2, 'Delete')
    await expect.poll(() => rows(page).count()).toBe(2)
    const toast = page.locator('.bp6-toast', { hasText: 'Deleted The one for class' })
    if (back === 'toast') await toast.getByRole('button', { name: 'Undo' }).click()
    else await page.keyboard.press('Control+z')
    await expect.poll(() => rows(page).count()).toBe(3)
  }
  await rows(page).nth(2).getByText('The one for class').waitFor()

  // again: the same experiment on the same bars, at the top
  await menu(page, 2, 'Run again')
  await expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(4)
  const [again, ...others] = await stored(page)
  expect(again?.seed).toBe(1)
  expect(others).toHaveLength(3)
  expect(app.troubles).toEqual([])
})

it('compares the runs that are ticked, by pointer or keys', async () => {
  const { page } = await openApp()
  await trainQuickRuns(page, 2)
  await expect.poll(() => rows(page).count()).toBe(2)
  await rows(page).nth(1).focus()
  await page.keyboard.press('x')
  await rows(page)
    .nth(0)
    .click({ modifiers: ['ControlOrMeta'] })
  await page.getByRole('button', { name: 'Compare 2 runs' }).click()
  await expect.poll(() => rows(page).filter({ visible: true }).count()).toBe(2)
  await expect.poll(() => page.locator('[role=row][aria-current=true]').count()).toBe(2)
})

it('has nothing grave for axe in list, menu, palette and settings, light and dark', async () => {
  const { page } = await openApp()
  await trainQuickRuns(page, 1)
  await rows(page).first().waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await axe(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do' }).waitFor()
    await axe(page)
    await page.keyboard.press('Escape')
    await rows(page).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
    await axe(page)
    await page.keyboard.press('Escape')
    for (const [keys, title] of [
      ['Control+,', 'Settings'],
      ['?', 'Keyboard shortcuts'],
    ] as const) {
      await page.keyboard.press(keys)
      await page.getByRole('dialog', { name: title }).waitFor()
      await axe(page)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name: title }).waitFor({ state: 'detached' })
    }
  }
})
