import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe } from './support/axe.ts'
import { askCore, quickExperiment, trainRun } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Point 5 of the lab: an experiment from three seeds, from the form's field to a file.

const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).click()

describe('an experiment from three seeds', () => {
  it('starts in the form, and gives every figure its range in Results, the lab and a file', async () => {
    const app = await openApp()
    const { page } = app
    await askCore(app, 'takeSample', { name: 'momentum' })
    await askCore(app, 'savePreferences', { draft: quickExperiment() })
    await page.reload()
    await page
      .getByRole('navigation', { name: 'Runs and series' })
      .getByText('Momentum')
      .first()
      .click()

    const seeds = page.getByRole('textbox', { name: 'Seeds', exact: true })
    await seeds.fill('3')
    await page.getByText(/of it for the other seeds/).waitFor()
    await page.getByRole('button', { name: 'Train 2 networks × 3 seeds' }).click()

    // the message that it is done has such a button too
    await page.getByRole('main').getByRole('button', { name: 'See the results' }).click()
    const toggle = page.getByRole('button', { name: 'Median and range of 3 seeds' })
    await toggle.waitFor()
    const cell = page.getByRole('row', { name: /^LSTM/ }).getByText(/ to /).first()
    await cell.waitFor()
    await page
      .getByRole('img', { name: /median over 3 seeds/ })
      .first()
      .waitFor()
    await axe(page)
    await toggle.click()
    await cell.waitFor({ state: 'detached' })
    await toggle.click()

    await page.getByRole('button', { name: 'See the seeds' }).click()
    const ranking = page.getByRole('region', { name: 'Ranking' }).last()
    await ranking.getByRole('rowheader').first().waitFor()
    expect((await ranking.getByRole('rowheader').allTextContents())[0]).toBe('Persistence')
    await axe(page)

    const path = join(app.saves, 'seeds.csv')
    app.answers.push(path)
    await page.getByRole('button', { name: 'Save ranges as CSV' }).click()
    await page.getByText(`Saved as ${path}`).waitFor()
    const [head = '', ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
    const columns = head.split(',')
    const [run] = await askCore(app, 'listRuns', undefined)
    const [study] = await askCore(app, 'listStudies', { run: run?.id ?? '' })
    expect(study?.spec).toEqual({ kind: 'seeds', count: 3, retrain: true })
    const { results } = await askCore(app, 'readStudy', { id: study?.id ?? '' })
    if (results?.kind !== 'seeds') throw new Error('no seeds')
    const network = results.networks.find(({ model }) => model === 'lstm')
    const row = rows.find(line => line.startsWith('lstm,test'))?.split(',') ?? []
    const { median, low, high } = network?.parts.test?.skill ?? {}
    const ends = ['skill', 'skillLow', 'skillHigh'].map(name => Number(row[columns.indexOf(name)]))
    expect(ends).toEqual([median, low, high])

    await view(page, 'Forecast')
    await page
      .getByRole('img', { name: /median over 3 seeds/ })
      .first()
      .waitFor()

    // beside a run with its own seed alone, then with the same seeds
    await trainRun(app, { norm: 'layer' }, 'momentum')
    await view(page, 'Results')
    await page.getByRole('button', { name: 'Compare' }).click()
    const menu = page.getByRole('menu', { name: 'Runs to compare with' })
    await menu.getByRole('menuitem').first().click()
    const strip = page.getByRole('main').getByRole('region', { name: 'Seeds' })
    await strip.getByText('A was trained from 3 seeds and B from its own seed alone.').waitFor()
    const skill = page.getByRole('row', { name: /^Skill/ })
    await skill.getByText(/ to /).waitFor()
    await page.getByRole('img', { name: /A’s line is the median over 3 seeds/ }).waitFor()
    const other = (await askCore(app, 'listRuns', undefined)).find(({ id }) => id !== run?.id)
    await askCore(app, 'startStudy', {
      run: other?.id ?? '',
      spec: { kind: 'seeds', count: 3, retrain: false },
    })
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await verdict.getByText(/The ranges (do not )?overlap/).waitFor({ timeout: 60_000 })
    await axe(page)
    const compared = join(app.saves, 'compare-measures.csv')
    app.answers.push(compared)
    await page.getByRole('button', { name: 'Save measures as CSV' }).click()
    await page.getByText(`Saved as ${compared}`).waitFor()
    expect(readFileSync(compared, 'utf8')).toMatch(/^"?skill, lowest seed"?,,-?\d/im)
    await strip.getByRole('button', { name: 'Median and range of seeds' }).click()
    await skill.getByText(/ to /).first().waitFor({ state: 'detached' })
    expect(app.troubles).toEqual([])
  })
})
