/// <reference lib="dom" />
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 8 of the app: from a run on the screen to files on the disk, and to another computer.

/** Chooses from the menu behind a button, and waits for what it saved. @returns the path */
async function save({ page, wanted }: App, button: string, item: string): Promise<string> {
  const before = wanted.length
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await expect.poll(() => wanted.length, { timeout: 60_000 }).toBeGreaterThan(before)
  const path = wanted.at(-1)?.path ?? ''
  await page.getByText(`Saved as ${path}`).waitFor({ timeout: 60_000 })
  return path
}

async function openResults(page: Page): Promise<void> {
  const side = page.getByRole('navigation', { name: 'Runs and series' })
  await side.getByText('Random walk').first().click()
  await page.getByRole('button', { name: 'Results', exact: true }).click()
  await page.getByRole('region', { name: 'Verdict' }).waitFor()
}

/** By the palette, as a person without a mouse would. */
async function importRun(page: Page, zip: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+k')
  await page.locator('[aria-label="Find or do"]:focus').waitFor()
  await page.keyboard.type('Import a run')
  await page.getByRole('option', { name: /^Import a run/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(zip)
}

it('saves a chart as PNG, SVG and CSV with the run’s own figures', async () => {
  const app = await openApp()
  const id = await trainRun(app)
  await openResults(app.page)

  const png = readFileSync(await save(app, 'Save Predicted and actual', 'Picture'))
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * 960, 2 * (480 + 52)])

  const svg = readFileSync(await save(app, 'Save Predicted and actual', 'Drawing'), 'utf8')
  const parsed = await app.page.evaluate(text => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
    return {
      name: root.localName,
      width: root.getAttribute('width'),
      texts: root.textContent ?? '',
    }
  }, svg)
  expect(parsed).toMatchObject({ name: 'svg', width: '960' })
  expect(parsed.texts).toContain('Predicted and actual')
  expect(parsed.texts).toContain('Persistence')

  const csv = readFileSync(await save(app, 'Save Predicted and actual', 'Numbers'), 'utf8')
  const [head, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(','))
  const { predictions } = await askCore(app, 'readFigures', { id })
  expect(head).toEqual(['date', 'part', 'actual', 'persistence', 'LSTM', 'GRU'])
  expect(rows.map(row => row[0])).toEqual(predictions.dates)
  expect(rows.map(row => Number(row[2]))).toEqual(predictions.actual)
  expect(rows.map(row => Number(row[4]))).toEqual(predictions.models['lstm'])
  expect(app.troubles).toEqual([])
})

it('writes the report with its files, and a zip that an empty Hindcast takes in', async () => {
  const app = await openApp()
  const id = await trainRun(app)
  await openResults(app.page)

  const folder = await save(app, 'Export', 'Report and files')
  expect(existsSync(join(folder, 'report.html'))).toBe(true)
  expect(readdirSync(join(folder, 'weights')).sort()).toEqual([
    'gru.safetensors',
    'lstm.safetensors',
  ])
  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as { id: string }
  expect(results.id).toBe(id)

  const zip = await save(app, 'Export', 'Everything as a zip')
  expect(readFileSync(zip).subarray(0, 2).toString('latin1')).toBe('PK')
  const before = await askCore(app, 'readFigures', { id })

  const other = await openApp()
  await importRun(other.page, zip)
  await other.page.getByRole('region', { name: 'Verdict' }).waitFor()
  const [imported] = await askCore(other, 'listRuns', undefined)
  const after = await askCore(other, 'readFigures', { id: imported?.id ?? '' })
  expect(after.predictions).toEqual(before.predictions)
  expect(after.results.verdicts).toEqual(before.results.verdicts)
  expect(other.troubles).toEqual([])
})
