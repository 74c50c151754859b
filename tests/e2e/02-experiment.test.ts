/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import type { RunDetail, RunSummary } from '../../src/shared/wire.ts'
import { type App, openApp } from './support/open-app.ts'

type Window = globalThis.Window & { readonly api: Api }
declare const window: Window

/** The program on the momentum sample, as a person takes it. */
async function openOnSample(): Promise<App> {
  const app = await openApp()
  await app.page.getByRole('button', { name: /momentum/i }).click()
  await app.page.getByText(/^(About|At most) /).waitFor({ timeout: 120_000 })
  return app
}

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await field(page, name).fill(value)
    await page.keyboard.press('Tab')
  }
}

const preset = (page: Page) => page.getByRole('button', { name: /^Preset:/ })

async function choose(page: Page, item: string | RegExp): Promise<void> {
  await preset(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** What the store has of the one run. */
async function readRun(page: Page): Promise<RunDetail> {
  return page.evaluate(async () => {
    const runs = (await window.api.listRuns()) as unknown as { value: RunSummary[] }
    const id = runs.value[0]?.id ?? ''
    const run = (await window.api.readRun({ id })) as unknown as { value: RunDetail }
    return run.value
  })
}

it('sets up an experiment, hands it out as a file with fields locked, and starts it from there', async () => {
  const app = await openOnSample()
  const { page } = app
  await page.getByLabel('Train GRU').click()
  await fill(page, {
    'Hidden size of LSTM': '8',
    'Rate of LSTM': '1e-3',
    'Rate of RNN': '0,002',
    Days: '200',
    Window: '10',
    Epochs: '1,5',
  })
  await page.getByText('Epochs is a whole number from 1 to 1,000,000.').waitFor()
  expect(await page.getByRole('button', { name: 'Train 2 networks' }).isDisabled()).toBe(true)
  await fill(page, { Epochs: '12' })
  await page.getByText(/^About /).waitFor({ timeout: 60_000 })

  await choose(page, /^Save as preset/)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Week 3')
  await dialog.getByLabel('What it is for').fill('Find out what the window does.')
  await dialog.getByLabel('Epochs').check()
  await dialog.getByLabel(/^Networks/).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })

  await choose(page, /^Export Week 3/)
  const path = join(app.saves, 'Week 3.hindcast-preset.json')
  await expect.poll(() => app.wanted.at(-1)?.path).toBe(path)
  await page.getByText(`Saved as ${path}`).waitFor()
  const file = JSON.parse(readFileSync(path, 'utf8')) as { experiment: object; locked: string[] }
  expect(file).toMatchObject({
    format: 'hindcast-preset',
    name: 'Week 3',
    locked: ['epochs', 'models'],
    experiment: { days: 200, window: 10, epochs: 12 },
  })

  // on the student's side: no such preset, only the file
  await choose(page, /^Manage presets/)
  await page.getByRole('button', { name: 'Delete Week 3' }).click()
  await page.getByText('Deleted the preset Week 3.').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await choose(page, /^Sealed/)
  expect(await field(page, 'Epochs').inputValue()).toBe('500')
  const chooser = page.waitForEvent('filechooser')
  await choose(page, /^Import from a file/)
  await (await chooser).setFiles(path)
  await page.getByRole('button', { name: 'Preset: Week 3', exact: true }).waitFor()
  expect(await field(page, 'Epochs').isDisabled()).toBe(true)
  expect(await page.getByLabel('Train GRU').isDisabled()).toBe(true)
  await page
    .getByText(/Locked by the preset Week 3\./)
    .first()
    .waitFor()
  await fill(page, { Window: '5' })

  await page.getByRole('button', { name: 'Train 2 networks' }).click()
  await page.getByRole('button', { name: 'Train', exact: true, includeHidden: false }).waitFor()
  await expect
    .poll(async () => (await readRun(page)).summary.state, { timeout: 120_000 })
    .toBe('finished')
  const { experiment, summary } = await readRun(page)
  expect(experiment).toEqual({ ...file.experiment, window: 5 })
  expect(summary.quickLook).toBe(false)
  expect(app.troubles).toEqual([])
})

it('brings the form back as it was left, also after a crash', async () => {
  const app = await openOnSample()
  await fill(app.page, { Epochs: '77', Seed: '4242' })
  await app.page.getByRole('button', { name: /^More/ }).click()
  await app.page.getByLabel('Optimizer').selectOption('sgd')
  await fill(app.page, { Momentum: '0.5' })
  await app.page.waitForTimeout(1000)
  await app.kill()
  await app.restart()
  await field(app.page, 'Momentum').waitFor()
  expect(await field(app.page, 'Momentum').inputValue()).toBe('0.5')
  expect(await field(app.page, 'Epochs').inputValue()).toBe('77')
  expect(await field(app.page, 'Seed').inputValue()).toBe('4,242')
  expect(await preset(app.page).getAttribute('aria-label')).toMatch(/changed$/)
})

it('is a drawer in a narrow window: opens by key, closes by Escape, and starts by key', async () => {
  const app = await openApp({ size: { width: 1024, height: 700 } })
  const { page } = app
  await page.getByRole('button', { name: /momentum/i }).click()
  const tab = page.getByRole('button', { name: 'Experiment', exact: true })
  await tab.focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.closest('form') !== null)
  await fill(page, { Epochs: '6', Days: '150', Window: '5' })
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Experiment')
  expect(await field(page, 'Epochs').isVisible()).toBe(false)
  await page.keyboard.press('Control+\\')
  await field(page, 'Epochs').waitFor()
  // while the series is still read, the keys would only say so
  await page.getByRole('button', { name: 'Train 3 networks', disabled: false }).waitFor()
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await readRun(page).catch(() => null))?.summary.state, { timeout: 60_000 })
    .toBe('finished')
})
