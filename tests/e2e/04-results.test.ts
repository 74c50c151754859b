import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Point 4 of the app: results of real runs, in a real window.

/** As a person: the run in the list, then Results. */
async function openResults(page: Page, name = 'Random walk'): Promise<void> {
  await page.getByRole('navigation', { name: 'Runs and series' }).getByText(name).first().click()
  await page.getByRole('button', { name: 'Results', exact: true }).click()
  await page.getByRole('region', { name: 'Verdict' }).waitFor()
}

const measureNames = (page: Page) =>
  page.getByRole('region', { name: 'Measures' }).getByRole('rowheader').allTextContents()

describe('the results of a finished run', () => {
  it('say the verdict first, shift the prediction by keyboard, and keep persistence on top', async () => {
    const app = await openApp()
    const id = await trainRun(app)
    const { page } = app
    await openResults(page)

    const figures = await askCore(app, 'readFigures', { id })
    const verdict = await page
      .getByRole('region', { name: 'Verdict' })
      .getByRole('heading')
      .textContent()
    expect(verdict?.replaceAll('\u00a0', ' ')).toBe(
      figures.results.headline.replaceAll('\u00a0', ' ')
    )

    const slider = page.getByRole('slider', { name: 'Shift the prediction' })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^\u22121\u00a0day: RMSE \d/)
    await page.keyboard.press('End')
    expect(await slider.inputValue()).toBe('5')
    const chart = page.getByRole('img', { name: /^Predicted and actual/ })
    expect(await page.getByText(/prediction shifted$/).count()).toBe(1)

    await chart.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('-')
    await page.getByRole('button', { name: 'Back to the last days' }).click()
    expect(await page.getByText(/last 66 .*days/).count()).toBe(1)

    for (const measure of [/^MSE/, 'Skill', 'Best lag']) {
      await page.getByRole('columnheader').getByRole('button', { name: measure }).click()
      expect((await measureNames(page))[0]).toBe('Persistence')
    }
    await axe(page)
    expect(app.troubles).toEqual([])
  })

  it('open a sealed test part once it has been asked for twice, and count the opening', async () => {
    const app = await openApp()
    const id = await trainRun(app, { protocol: 'sealed' })
    const { page } = app
    await openResults(page)
    const envelope = page.getByRole('region', { name: 'Test part' })
    expect(await envelope.textContent()).toContain('The test part is closed')
    expect(await page.getByRole('radio', { name: 'Test', exact: true }).count()).toBe(0)
    const closed = await askCore(app, 'readFigures', { id })
    expect(new Set(closed.predictions.part)).toEqual(new Set(['train', 'validation']))

    await page.getByRole('button', { name: 'Open the test part…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open the test part' }).click()
    await page.getByText(/The test part was opened on .* opened once so far/).waitFor()
    await page.getByRole('heading', { name: 'Test measures' }).waitFor()

    const open = await askCore(app, 'readFigures', { id })
    expect(open.results.seal).toMatchObject({ state: 'open', openingsOfSeries: 1 })
    expect(open.predictions.part).toContain('test')
  })

  it('keep a note and a star', async () => {
    const app = await openApp()
    const id = await trainRun(app)
    const { page } = app
    await openResults(page)
    await page.getByRole('button', { name: 'Note', exact: true }).click()
    await page.getByLabel('Note on this run').fill('The first one')
    await page.getByRole('button', { name: 'Star', exact: true }).click()
    await page.getByRole('button', { name: 'Starred', exact: true }).waitFor()
    const { summary } = await askCore(app, 'readRun', { id })
    expect(summary).toMatchObject({ note: 'The first one', starred: true })
  })
})

describe('two runs side by side', () => {
  it('are judged on their days, and what differs between them is marked', async () => {
    const app = await openApp()
    await trainRun(app)
    await trainRun(app, { norm: 'layer' })
    const { page } = app
    await openResults(page)
    await page.getByRole('button', { name: 'Compare' }).click()
    await page
      .getByRole('menu', { name: 'Runs to compare with' })
      .getByRole('menuitem')
      .first()
      .click()
    await page.getByRole('heading', { name: 'Compare 2 runs' }).waitFor()
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await verdict.waitFor()
    expect(await verdict.textContent()).toMatch(/(tie|closer than run).*persistence\./)
    expect(await verdict.textContent()).toMatch(/Diebold–Mariano, p/)
    const settings = page.getByRole('region', { name: 'Settings side by side' })
    expect(await settings.getByRole('rowheader').allTextContents()).toEqual(['Normalisation ≠'])

    await page.getByRole('button', { name: 'Save settings as CSV' }).click()
    await page.getByText(/Saved as/).waitFor()
    const saved = readFileSync(join(app.saves, 'compare-settings.csv'), 'utf8')
    expect(saved).toMatch(/Normalisation,(none,layer|layer,none)/)
    await axe(page)
    expect(app.troubles).toEqual([])
  })
})
