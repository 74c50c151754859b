/// <reference lib="dom" />
import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openApp } from './support/open-app.ts'
import { trainQuickRuns } from './support/quick-run.ts'

// Point 9: shortcuts, palette, theme, title, settings, drawer, skip link; what is remembered.

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id
  )

it('goes everywhere from the keyboard, with the title following', async () => {
  const { page, troubles } = await openApp()
  await trainQuickRuns(page, 1)
  await page.getByRole('row').first().waitFor()
  for (const [key, name] of [
    ['2', 'Train'],
    ['3', 'Results'],
    ['4', 'Forecast'],
    ['5', 'Lab'],
    ['6', 'Learn'],
    ['1', 'Data'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await page.getByRole('button', { name, exact: true }).first().waitFor()
    await expect.poll(() => page.title()).toMatch(new RegExp(`${name} – Hindcast$`))
  }
  await page.keyboard.press('Control+k')
  await page.locator('[aria-label="Find or do"]:focus').waitFor()
  await page.keyboard.type('random')
  await page.getByRole('option', { name: /^Random walk/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.title()).toMatch(/^Random walk, /)
  await page.keyboard.press('Control+b')
  await expect.poll(() => page.getByRole('grid', { name: 'Runs' }).count()).toBe(0)
  await page.keyboard.press('Control+b')
  await page.getByRole('grid', { name: 'Runs' }).waitFor()
  expect(troubles).toEqual([])
})

it('has a way past the lists into the view before all else', async () => {
  const { page } = await openApp()
  await page.getByRole('main').waitFor()
  const first = page.locator('button, a[href], input, [tabindex="0"]').first()
  expect(await first.textContent()).toBe('Skip to the view')
  await first.focus()
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('Data')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
})

it('is dark or light by choice, which the next window keeps, and follows the system else', async () => {
  const app = await openApp({ theme: 'dark' })
  const theme = () => app.page.evaluate(() => document.documentElement.dataset['theme'])
  await expect.poll(theme).toBe('dark')
  await app.page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(theme).toBe('light')
  await app.page.getByRole('button', { name: 'Theme' }).click()
  await app.page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(theme).toBe('dark')
  await app.close()
  await app.restart({ theme: 'light' })
  await app.page.getByRole('main').waitFor()
  await expect.poll(theme).toBe('dark')
})

it('opens runs and series over the centre of a narrow window, and gives the focus back', async () => {
  const { page } = await openApp({ size: { width: 1024, height: 700 } })
  await page.getByRole('button', { name: 'Series', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Runs and series' })
  await drawer.waitFor()
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    const isInside = await page.evaluate(
      () => document.activeElement?.closest('.bp6-overlay') !== null
    )
    expect(isInside).toBe(true)
  }
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('Series')
})

it('writes a backup and a report where the person chooses', async () => {
  const app = await openApp()
  const { page } = app
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Back up…' }).click()
  await expect.poll(() => app.wanted.at(-1)?.path).toBeTruthy()
  await page.getByText(/^Saved as /).waitFor()
  expect(existsSync(app.wanted.at(-1)?.path ?? '')).toBe(true)
  await page.getByRole('button', { name: 'Report a problem…' }).click()
  await page.getByRole('button', { name: 'Write the file…' }).click()
  await expect.poll(() => app.wanted.length).toBe(2)
  await expect.poll(() => existsSync(app.wanted.at(-1)?.path ?? '')).toBe(true)
  expect(app.wanted.at(-1)?.path).toMatch(/hindcast-problem-.*\.zip$/)
})
