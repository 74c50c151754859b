import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Points 3 and 8 of the lab: what a run read, from the question to the certificate; and its copies.

/** As a person: the run in the list, then a view. */
async function openRun(page: Page, view: string): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: view, exact: true }).click()
}

/** Keys sorted at every depth, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, own]) => `${JSON.stringify(key)}:${canonical(own)}`).join()}}`
}

describe('the leakage map of a run', () => {
  it('says that nothing saw too much, and is saved as a certificate whose hash holds', async () => {
    const app = await openApp()
    const { page } = app
    const id = await trainRun(app, { protocol: 'sealed', retrain: true })
    await openRun(page, 'Lab')
    const questions = page.getByRole('navigation', { name: 'Questions' })
    await questions.getByRole('button', { name: 'Leakage' }).click()

    const found = page.getByRole('region', { name: 'What was found' })
    await found.getByText('No stage read a day that it may not see.').waitFor()
    expect(await found.textContent()).toContain('second training')
    await page.getByRole('img', { name: /^Which of 160 days each stage read\./ }).waitFor()
    const stages = page.getByRole('region', { name: 'Stages' }).getByRole('rowheader')
    expect((await stages.allTextContents()).join()).toMatch(/Scaler.*Training.*Verdict.*Forecast/)
    await axe(page)

    const path = join(app.saves, 'certificate.json')
    app.answers.push(path)
    await page.getByRole('button', { name: 'Save the certificate' }).click()
    await page.getByText(`Saved as ${path}`).waitFor()
    const { sha256, ...body } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    expect(sha256).toBe(createHash('sha256').update(canonical(body)).digest('hex'))
    expect(body).toMatchObject({ run: id, map: await askCore(app, 'readLeakage', { id }) })

    const csv = join(app.saves, 'stages.csv')
    app.answers.push(csv)
    await page.getByRole('button', { name: 'Save stages as CSV' }).click()
    await page.getByText(`Saved as ${csv}`).waitFor()
    expect(readFileSync(csv, 'utf8').split(/\r?\n/)[0]).toMatch(/^stage,what for,days,first,last/)
    expect(app.troubles).toEqual([])
  })
})

describe('a network that repeats yesterday', () => {
  it('is flagged, and the flag leads to its prediction shifted by a day', async () => {
    const app = await openApp()
    const { page } = app
    const id = await trainRun(app, { protocol: 'sealed' })
    const { results } = await askCore(app, 'readFigures', { id })
    const copies = results.forecasters.filter(
      ({ kind, parts }) => kind === 'network' && parts.validation?.copy?.isCopy
    )
    expect(copies.length).toBeGreaterThan(0)
    await openRun(page, 'Results')
    const flags = page.getByRole('button', { name: /repeats yesterday: show it shifted by a day/ })
    await flags.first().waitFor()
    expect(await flags.count()).toBe(copies.length)
    await flags.first().click()
    const slider = page.getByRole('slider', { name: 'Shift the prediction' })
    expect(await slider.inputValue()).toBe('-1')
    expect(await slider.evaluate(own => own === own.ownerDocument.activeElement)).toBe(true)
    expect(app.troubles).toEqual([])
  })
})
