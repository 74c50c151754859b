import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { FullPath } from '../../src/shared/wire.ts'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { axe } from './support/axe.ts'
import { dropFile } from './support/drop-file.ts'
import { askCore, trainOn, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 5 of the app: what trained networks say of the days after the last, in a real window.

let yahoo: YahooServer | null = null
afterEach(async () => {
  await yahoo?.close()
  yahoo = null
})

const show = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click()

/** As a person: the run in the list, then Forecast. */
async function openForecast(page: Page, name = 'Random walk'): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText(name).first().click()
  await show(page, 'Forecast')
  await page.getByRole('region', { name: 'Path', exact: true }).waitFor()
}

const horizonOf = (page: Page) => page.getByRole('main').getByLabel('Horizon')

async function typeHorizon(page: Page, days: number): Promise<void> {
  await horizonOf(page).fill(String(days))
  await page.keyboard.press('Enter')
}

const day = (date: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`)
  )

/** Saves the numbers behind a chart. @returns its cells, the heads first */
async function saveNumbers(app: App, chart: string): Promise<readonly string[][]> {
  await app.page.getByRole('button', { name: `Save ${chart}`, exact: true }).click()
  const menu = app.page.getByRole('menu', { name: `Save ${chart} as` })
  return savedBy(app, () => menu.getByRole('menuitem', { name: 'Numbers' }).click())
}

/** Each time under another name: a file of before is not taken for this one. */
async function savedBy({ page, saves, answers, wanted }: App, press: () => Promise<void>) {
  const path = join(saves, `${wanted.length}.csv`)
  answers.push(path)
  await press()
  await page.getByText(`Saved as ${path}`).waitFor({ timeout: 60_000 })
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map(line => line.split(','))
}

/** A path as its file has it. */
const columnsOf = (path: FullPath): readonly (readonly number[])[] => [
  path.persistence,
  path.drift,
  path.baselines['train-mean'],
  path.baselines.ridge,
  ...Object.values(path.models),
]

describe('the forecast of a run', () => {
  it('has dates and says what its networks saw; another horizon gives that many days, on screen and on disk', async () => {
    const app = await openApp()
    const id = await trainRun(app)
    const { page } = app
    await openForecast(page)
    const { results } = await askCore(app, 'readFigures', { id })
    const origin = day(results.forecast.origin)
    await page.getByText(`5 trading days after ${origin}, by networks of the train part.`).waitFor()

    await typeHorizon(page, 12)
    await page.getByText(`12 trading days after ${origin}`).waitFor()
    await page.getByRole('button', { name: 'Show Forecast as a table' }).click()
    const table = page.getByRole('region', { name: 'Forecast', exact: true }).getByRole('table')
    await expect.poll(() => table.getAttribute('aria-rowcount'), { timeout: 60_000 }).toBe('13')
    const { forecast, hindcast } = await askCore(app, 'readForecast', { id, horizon: 12 })
    expect(forecast.dates.every(date => date > results.forecast.origin)).toBe(true)
    const shown = await table.getByRole('row').nth(1).getByRole('cell').allTextContents()
    expect(shown.slice(0, 2)).toEqual(['1', forecast.dates[0]])

    const price = (await askCore(app, 'readFigures', { id })).series.price[0] ?? Number.NaN
    const [head, ...rows] = await saveNumbers(app, 'Forecast')
    // then, where there are bands, their edges: tests/e2e/14-bands
    expect(head?.slice(0, 9)).toEqual(
      'Step,Date,Date is a guess,Persistence,Drift,Train-mean return,Ridge autoregression,LSTM,GRU'.split(
        ','
      )
    )
    expect(rows.map(row => row[1])).toEqual(forecast.dates)
    for (const [i, column] of columnsOf(forecast).entries())
      expect(rows.map(row => Number(row[3 + i]))).toEqual(column.map(value => value * price))

    await page.locator('label', { hasText: 'Return' }).first().click()
    await page.getByText('cumulative return by days ahead').waitFor()
    const [, ...returns] = await saveNumbers(app, 'Forecast')
    for (const [i, column] of columnsOf(forecast).entries())
      expect(returns.map(row => Number(row[3 + i]))).toEqual(column)
    await page.getByText(/^On these 12 known days .* One origin proves nothing: /).waitFor()

    const [known, ...past] = await saveNumbers(app, 'Hindcast')
    expect(known?.[2]).toBe('Actual')
    expect(past.map(row => row[1])).toEqual(hindcast.dates)
    expect(past.map(row => Number(row[2]))).toEqual(hindcast.actual)
    await axe(page)
    expect(app.troubles).toEqual([])
  })

  it('is of networks trained again on all known days where the experiment says so', async () => {
    const app = await openApp()
    const id = await trainRun(app, { retrain: true })
    await openForecast(app.page)
    const { results } = await askCore(app, 'readFigures', { id })
    expect(results.forecast.retrained).toBe(true)
    await app.page
      .getByText(
        `5 trading days after ${day(results.forecast.origin)}, by networks trained again on all known days.`
      )
      .waitFor()
    await typeHorizon(app.page, 366)
    expect(await horizonOf(app.page).getAttribute('aria-invalid')).toBe('true')
    await app.page.keyboard.press('Escape')
    expect(await horizonOf(app.page).inputValue()).toBe('5')
  })

  it('hindcasts nothing of a closed test part, whatever the horizon', async () => {
    const app = await openApp()
    const id = await trainRun(app, { protocol: 'sealed' })
    await openForecast(app.page)
    const { results } = await askCore(app, 'readFigures', { id })
    const test = results.split.find(({ part }) => part === 'test')?.first ?? ''
    expect(test).toMatch(/^\d{4}-/)
    for (const horizon of [5, 15]) {
      await typeHorizon(app.page, horizon)
      await app.page.getByText(new RegExp(`^On these ${horizon} known days`)).waitFor()
      const [, ...rows] = await saveNumbers(app, 'Hindcast')
      expect(rows).toHaveLength(horizon)
      expect(rows.filter(row => (row[1] ?? '') >= test)).toEqual([])
    }
    // a sealed run speaks of prices: there is nothing to switch
    expect(await app.page.getByRole('radio', { name: 'Return' }).count()).toBe(0)
  })
})

describe('a stored run', () => {
  it('is applied to a file and a sample at once, each with its own row, and saved', async () => {
    const app = await openApp()
    const { page } = app
    const id = await trainRun(app)
    const rows = makeServedBars('2022-01-03', '2023-12-29').map(
      ({ date, close }, i) => `${date},${((close ?? 0) + 9 * Math.sin(i / 5)).toFixed(2)}`
    )
    await dropFile(page, 'wool.csv', ['Date,Close', ...rows].join('\n'))
    await page.getByText('wool.csv was added.').waitFor()
    await askCore(app, 'takeSample', { name: 'momentum' })
    await openForecast(page)
    await page.locator('label', { hasText: 'Other series' }).click()
    await page.getByText('Choose one or more series on the left.').waitFor()
    await page.getByRole('button', { name: 'All', exact: true }).click()

    const list = await askCore(app, 'listSeries', undefined)
    const others = list.filter(({ symbol }) => symbol !== 'random-walk')
    expect(others).toHaveLength(2)
    const applied = page.getByRole('region', { name: 'Applied', exact: true })
    await expect
      .poll(() => applied.getByText(/better|= baseline|worse/).count(), { timeout: 60_000 })
      .toBe(4)
    await page.getByRole('heading', { name: /^Forecast of / }).waitFor()
    await axe(page)

    const [, ...saved] = await savedBy(app, () =>
      page.getByRole('button', { name: 'Save Applied as CSV' }).click()
    )
    const expected = await Promise.all(
      others.map(({ revisionId }) => askCore(app, 'applyRun', { id, revisionId, horizon: 5 }))
    )
    const written = expected.flatMap(({ symbol, days, verdicts }) =>
      verdicts.map(({ model, skill }) => [symbol, days?.first, days?.last, model, skill])
    )
    const read = saved.map(([, symbol, first, last, , model, skill]) => [
      symbol,
      first,
      last,
      model,
      Number(skill),
    ])
    expect(read).toEqual(expect.arrayContaining(written))
    expect(read).toHaveLength(4)
    expect(app.troubles).toEqual([])
  })

  it('hears of newer bars after a refresh, and is applied to them', async () => {
    const served = (last: string) => ({ bars: makeServedBars('2023-01-02', last) })
    yahoo = (await new YahooServer().listen()).script('TEST', served('2024-05-01'))
    const app = await openApp({ yahoo })
    const { page } = app
    const fetched = await askCore(app, 'fetchSeries', { symbol: 'TEST' })
    const id = await trainOn(app, fetched.revisionId)
    await openForecast(page, 'TEST')
    expect(await page.getByText(/newer bars/).count()).toBe(0)

    yahoo.script('TEST', served('2024-06-03'))
    await show(page, 'Data')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText(/23 bars were added/).waitFor()
    await show(page, 'Forecast')
    await page
      .getByText(/TEST has 23 newer bars, to Jun 3, 2024\. This forecast knows nothing after May 1/)
      .waitFor()
    await page.getByRole('button', { name: 'Apply the run to them' }).click()

    const row = page
      .getByRole('region', { name: 'Applied', exact: true })
      .getByRole('row', { name: /^TEST/ })
    await row
      .getByText(/better|= baseline|worse|too few days/)
      .first()
      .waitFor()
    const [newest] = await askCore(app, 'listSeries', undefined)
    const figures = await askCore(app, 'applyRun', { id, revisionId: newest?.revisionId ?? 0 })
    expect(figures.days).toMatchObject({ first: '2024-05-02', last: '2024-06-03', count: 23 })
    expect(await row.getByRole('cell').first().textContent()).toBe('23')
    expect(app.troubles).toEqual([])
  })
})
