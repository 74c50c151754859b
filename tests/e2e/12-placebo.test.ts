import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { PlaceboResults } from '../../src/shared/studies/placebo.ts'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 4 of the lab: a run beside shuffled copies of its series, from the question to a file.

/** As a person: the run in the list, then Lab, then the question. */
async function openPlacebo(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText('Momentum').first().click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Lab' }).click()
  const questions = page.getByRole('navigation', { name: 'Questions' })
  await questions.getByRole('button', { name: 'Placebo' }).click()
}

async function foundBy(app: App, run: string): Promise<PlaceboResults> {
  const [study] = await askCore(app, 'listStudies', { run })
  const { results } = await askCore(app, 'readStudy', { id: study?.id ?? '' })
  if (results?.kind !== 'placebo') throw new Error(`no placebo: ${results?.kind}`)
  return results
}

describe('the placebo of a run', () => {
  it('trains on 39 copies, says how many did as well, and saves every one', async () => {
    const app = await openApp()
    const { page } = app
    const run = await trainRun(app, { protocol: 'sealed', days: 240 }, 'momentum')
    await openPlacebo(page)

    await page.getByRole('radio', { name: 'The run’s networks' }).check({ force: true })
    await page.getByRole('button', { name: 'Start the placebo' }).click()
    await page.getByText(/LSTM: of 39 shuffled copies, .* did at least as well/).waitFor()

    const found = await foundBy(app, run)
    expect(found.part).toBe('validation')
    expect(found.copies).toHaveLength(39)
    await page.getByText('The test part is closed: the copies').waitFor()
    const chart = page.getByRole('img', { name: /Histogram of the one-step skill of LSTM/ })
    await chart.waitFor()
    await axe(page)

    const path = join(app.saves, 'placebo.csv')
    app.answers.push(path)
    await page.getByRole('button', { name: 'Save Skill on the copies', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Numbers' }).click()
    await page.getByText(`Saved as ${path}`).waitFor()
    const [head, real, ...copies] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
    expect(head).toBe('copy,seed,persistence,lstm,gru')
    const reals = found.networks.map(({ real: skill }) => String(skill))
    expect(real).toBe(['real', '', '0', ...reals].join(','))
    expect(copies).toHaveLength(39)
    expect(copies[0]?.split(',')[1]).toBe(String(found.copies[0]?.seed))
  })
})
