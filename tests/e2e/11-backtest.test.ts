import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { BacktestResults } from '../../src/shared/studies/backtest.ts'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Points 1 and 2 of the lab: forecasts from many past days, from the question to a file.

/** As a person: the run in the list, then Lab; its first question is the backtest. */
async function openBacktest(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText('Momentum').first().click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Lab' }).click()
  await page.getByRole('heading', { name: 'How far ahead does it help?' }).waitFor()
}

async function foundBy(app: App, run: string): Promise<BacktestResults> {
  const [study] = await askCore(app, 'listStudies', { run })
  const { results } = await askCore(app, 'readStudy', { id: study?.id ?? '' })
  if (results?.kind !== 'backtest') throw new Error(`no backtest: ${results?.kind}`)
  return results
}

const day = (date: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`)
  )

it('trains at each origin, is cancelled and gone on with, and leads to every fold by keyboard', async () => {
  const app = await openApp()
  const { page } = app
  const run = await trainRun(app, { days: 200, epochs: 20 }, 'momentum')
  await openBacktest(page)

  const main = page.getByRole('main')
  await main.getByLabel('Origins every').fill('3')
  await page.keyboard.press('Enter')
  await main.getByLabel('Days ahead', { exact: true }).fill('5')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Train at each' }).check({ force: true })
  await page.getByRole('button', { name: 'Start the backtest' }).click()
  const progress = page.getByRole('region', { name: 'Progress' })
  // 200 bars, 140 to train on: 55 test days, 17 origins of five days, two networks
  await progress.getByText(/Working, [1-9]\d* of 34 trainings/).waitFor()
  await progress.getByRole('button', { name: 'Cancel' }).click()
  await progress.getByText(/Cancelled, [1-9]\d* of 34 trainings/).waitFor()
  await progress.getByRole('button', { name: 'Go on' }).click()
  await progress.waitFor({ state: 'detached', timeout: 60_000 })

  const found = await foundBy(app, run)
  expect(found).toMatchObject({ origins: 17, part: 'test', training: 'each origin', horizon: 5 })
  const verdict = page.getByRole('region', { name: 'Verdict by days ahead' })
  await verdict.getByText(found.sentences[0] ?? '').waitFor()
  await verdict.getByText('17 origins, 3 days apart').waitFor()
  await axe(page)

  const first = day(found.folds[0]?.origin ?? '')
  await page.getByRole('img', { name: /Arrow keys choose an origin/ }).focus()
  await page.keyboard.press('Home')
  await page.getByText(`from ${first}, `).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText(`from ${day(found.folds[1]?.origin ?? '')}, `).waitFor()

  const path = join(app.saves, 'backtest.csv')
  app.answers.push(path)
  await page.getByRole('button', { name: 'Save days ahead as CSV' }).click()
  await page.getByText(`Saved as ${path}`).waitFor()
  const [head, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  expect(head).toBe('step,forecaster,part,rmse,mae,skill,verdict,statistic,p,adjusted_p')
  expect(rows).toHaveLength(5 * found.forecasters.length)
  const base = found.forecasters[0]
  expect(rows[0]).toBe(`1,persistence,test,${base?.rmse[0]},${base?.mae[0]},0,,,,`)
})
