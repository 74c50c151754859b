/// <reference lib="dom" />
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { topics } from '../../src/renderer/src/views/learn/topics.ts'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { axe } from './support/axe.ts'
import { tabTo } from './support/by-keyboard.ts'
import { dropFile } from './support/drop-file.ts'
import { answerStudy, askCore, quickExperiment, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 9 of the app: by keyboard alone, for every eye, in every view, and as one left it.

const viewOf = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name })

const openRun = (page: Page, name = 'Random walk') =>
  page.getByRole('grid', { name: 'Runs' }).getByText(name).first().click()

async function inBothThemes(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction(
      wanted => document.documentElement.dataset['theme'] === wanted,
      colorScheme
    )
    await axe(page).catch((error: Error) => {
      throw new Error(`${where}, ${colorScheme}: ${error.message}`)
    })
  }
}

describe('without a mouse', () => {
  it('one comes from a ticker to a report and a table on disk, seeing the focus at every stop', async () => {
    const yahoo = await new YahooServer().listen()
    try {
      yahoo.script('TEST', { bars: makeServedBars('2023-01-02', '2024-05-01') })
      const app = await openApp({ yahoo })
      const { page } = app
      await page.getByRole('button', { name: 'Train on the sample' }).waitFor()
      await tabTo(page, 'Ticker')
      await page.keyboard.type('test')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: 'TEST', exact: true }).waitFor()

      for (const [field, value] of [
        ['Days', '160'],
        ['Window', '5'],
        ['Epochs', '4'],
      ] as const) {
        await tabTo(page, field)
        await page.keyboard.press('Control+a')
        await page.keyboard.type(value)
      }
      await page.keyboard.press('Control+Enter')
      await page
        .getByRole('main')
        .getByRole('button', { name: 'See the results' })
        .waitFor({ timeout: 120_000 })
      await tabTo(page, 'See the results')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Verdict' }).waitFor()

      await tabTo(page, 'Save Predicted and actual')
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Numbers' }).waitFor()
      await tabTo(page, /^Numbers/, 'ArrowDown')
      await page.keyboard.press('Enter')
      await expect.poll(() => app.wanted.length, { timeout: 30_000 }).toBe(1)
      const csv = app.wanted[0]?.path ?? ''
      await page.getByText(`Saved as ${csv}`).waitFor({ timeout: 30_000 })
      expect(readFileSync(csv, 'utf8')).toMatch(/^date,part,actual,persistence,/)

      await page.keyboard.press('Control+k')
      await page.locator('[aria-label="Find or do"]:focus').waitFor()
      await page.keyboard.type('Export the run')
      await page.getByRole('option', { name: /^Export the run/, selected: true }).waitFor()
      await page.keyboard.press('Enter')
      await expect.poll(() => app.wanted.length, { timeout: 60_000 }).toBe(2)
      const folder = app.wanted[1]?.path ?? ''
      await page.getByText(`Saved as ${folder}`).waitFor({ timeout: 60_000 })
      expect(existsSync(join(folder, 'report.html'))).toBe(true)
      expect(app.troubles).toEqual([])
    } finally {
      await yahoo.close()
    }
  }, 300_000)
})

describe('axe-core finds nothing grave, light and dark', () => {
  it('before there is a run: empty views, dialogs, a file in doubt, a series', async () => {
    const app = await openApp()
    const { page } = app
    for (const view of ['Data', 'Train', 'Results', 'Forecast', 'Learn']) {
      await viewOf(page, view).click()
      await inBothThemes(page, `${view}, empty`)
    }
    const dialog = page.getByRole('dialog')
    for (const [keys, name, opened] of [
      ['Control+k', 'palette', page.getByRole('combobox', { name: 'Find or do' })],
      ['Control+,', 'settings', dialog],
      ['?', 'shortcuts', dialog],
    ] as const) {
      await page.keyboard.press(keys)
      await opened.first().waitFor()
      await inBothThemes(page, name)
      await page.keyboard.press('Escape')
      await opened.first().waitFor({ state: 'detached' })
    }
    const rows = Array.from({ length: 60 }, (_, i) => {
      const date = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
      return `${date},${10 + (i % 7)},${i === 21 ? '' : 200 + (i % 11)}`
    })
    await viewOf(page, 'Data').click()
    await dropFile(page, 'wells.csv', ['day,depth,flow', ...rows].join('\n'))
    await page.getByRole('dialog').getByLabel('Series', { exact: true }).waitFor()
    await inBothThemes(page, 'mapping dialog')
    await page.keyboard.press('Escape')
    await askCore(app, 'takeSample', { name: 'momentum' })
    await page
      .getByRole('navigation', { name: 'Runs and series' })
      .getByText('Momentum')
      .first()
      .click()
    await page.getByRole('region', { name: 'Cumulative return' }).waitFor()
    await inBothThemes(page, 'Data with a series')
  }, 400_000)

  it('with runs: training, trained, judged, compared, forecast, applied, explained', async () => {
    const app = await openApp()
    const { page } = app
    await trainRun(app)
    await trainRun(app, { norm: 'layer' }, 'momentum')
    const [walk] = (await askCore(app, 'listSeries', undefined)).filter(
      ({ symbol }) => symbol === 'random-walk'
    )
    const endless = await askCore(app, 'startRun', {
      experiment: quickExperiment({ epochs: 500_000 }),
      revisionId: walk?.revisionId ?? 0,
      quickLook: false,
    })
    await askCore(app, 'renameRun', { id: endless.id, name: 'Endless' })
    await openRun(page, 'Endless')
    await viewOf(page, 'Train').click()
    await page.getByRole('button', { name: 'Pause LSTM' }).waitFor()
    await inBothThemes(page, 'Train, running')
    await askCore(app, 'cancelRun', { id: endless.id })

    await openRun(page, 'Momentum')
    await viewOf(page, 'Train').click()
    await page.getByRole('button', { name: 'See the results' }).first().waitFor()
    await inBothThemes(page, 'Train, done')
    await viewOf(page, 'Results').click()
    await page.getByRole('region', { name: 'Verdict' }).waitFor()
    await inBothThemes(page, 'Results')
    await viewOf(page, 'Forecast').click()
    await page.getByRole('region', { name: 'Path', exact: true }).waitFor()
    await inBothThemes(page, 'Forecast')
    await page.getByRole('radio', { name: 'Other series' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await page.getByRole('heading', { name: /^Forecast of / }).waitFor()
    await inBothThemes(page, 'Other series')
    await viewOf(page, 'Learn').click()
    for (const { title } of topics) {
      await page
        .getByRole('navigation', { name: 'Topics' })
        .getByRole('button', { name: title, exact: true })
        .click()
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
      await inBothThemes(page, `Learn, ${title}`)
    }
    await viewOf(page, 'Results').click()
    await page.getByRole('button', { name: 'Compare' }).click()
    const menu = page.getByRole('menu', { name: 'Runs to compare with' })
    await menu.getByRole('menuitem').first().click()
    await page.getByRole('region', { name: 'Settings side by side' }).waitFor()
    await inBothThemes(page, 'Compare')
    expect(app.troubles).toEqual([])
  }, 600_000)
})

describe('the lab', () => {
  const asked = [
    ['Backtest', 'Skill by days ahead'],
    ['Placebo', 'Skill on the copies'],
    ['Seeds', 'Ranking'],
    ['Leakage', 'Days that each stage read'],
    ['Replay', 'Fitted curve'],
    ['Diary', 'Frozen forecasts'],
    ['Provenance', 'Trained again'],
  ] as const

  it('has nothing grave for axe in any answer, light and dark', async () => {
    const app = await openApp()
    const { page } = app
    await trainRun(app, { days: 300 })
    await answerStudy(app, { kind: 'backtest', stride: 5, horizon: 5, training: 'fixed' })
    const copies = { placebo: 'permuted', count: 39, size: 'own', seed: 1 } as const
    await answerStudy(app, { kind: 'placebo', ...copies })
    await answerStudy(app, { kind: 'seeds', count: 2, retrain: false })
    await answerStudy(app, { kind: 'proof' })
    await openRun(page, 'Random walk')
    await viewOf(page, 'Lab').click()
    for (const [question, answer] of asked) {
      await page
        .getByRole('navigation', { name: 'Questions' })
        .getByRole('button', { name: new RegExp(`^${question}`) })
        .click()
      await page.getByRole('region', { name: answer, exact: true }).first().waitFor()
      await inBothThemes(page, question)
    }
    expect(app.troubles).toEqual([])
  }, 300_000)
})

describe('the first start', () => {
  it('leads by one button from nothing to a verdict', async () => {
    const { page, troubles } = await openApp()
    await page.getByRole('button', { name: 'Train on the sample' }).waitFor()
    await page.keyboard.press('Enter')
    const results = page.getByRole('main').getByRole('button', { name: 'See the results' })
    await results.waitFor({ timeout: 170_000 })
    await results.click()
    const verdict = page.getByRole('region', { name: 'Verdict' }).getByRole('heading')
    expect(await verdict.textContent()).toMatch(/persistence|tomorrow\s=\stoday/)
    expect(troubles).toEqual([])
  }, 240_000)
})

describe('the next start', () => {
  it('is as one left it: view, theme and what was set up', async () => {
    const app = await openApp({ theme: 'light' })
    await trainRun(app)
    await openRun(app.page)
    const epochs = () => app.page.getByLabel('Epochs', { exact: true })
    await epochs().fill('77')
    await app.page.keyboard.press('Tab')
    await viewOf(app.page, 'Learn').click()
    await app.page.getByRole('button', { name: 'Theme' }).click()
    await app.page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect
      .poll(async () => (await askCore(app, 'readApp', undefined)).preferences.draft?.epochs)
      .toBe(77)
    await app.close()
    await app.restart()
    await app.page.locator('[aria-current=page]', { hasText: 'Learn' }).waitFor()
    await expect
      .poll(() => app.page.evaluate(() => document.documentElement.dataset['theme']))
      .toBe('dark')
    await epochs().waitFor()
    expect(await epochs().inputValue()).toBe('77')
    await app.page.getByText(/^In your run: Random walk/).waitFor()
  })
})

describe('who wants things still', () => {
  it('sees nothing move or fade', async () => {
    const { page } = await openApp({ reducedMotion: true })
    await page.getByRole('button', { name: 'Train on the sample' }).waitFor()
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog').first().waitFor()
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 0)
          .length
    )
    expect(moving).toBe(0)
    const durations = await page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('*')].map(one => getComputedStyle(one).transitionDuration)
      ),
    ])
    expect(durations).toEqual(['0s'])
  })
})

/** Turns every chart in sight into its table, and waits until no drawing is left. */
async function turnAll({ page }: App, view: string): Promise<number> {
  await viewOf(page, view).click()
  const buttons = page.getByRole('main').getByRole('button', { name: /^Show .* as a table$/ })
  await buttons.first().waitFor()
  const count = await buttons.count()
  for (let left = count; left > 0; left--) {
    await buttons.first().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => buttons.count()).toBe(left - 1)
  }
  expect(await page.getByRole('main').locator('canvas').count()).toBe(0)
  return count
}

describe('every chart', () => {
  it('has its numbers behind it, a key away', async () => {
    const app = await openApp()
    await trainRun(app)
    await openRun(app.page)
    for (const view of ['Data', 'Train', 'Results', 'Forecast'])
      expect([view, await turnAll(app, view)]).not.toEqual([view, 0])
    expect(app.troubles).toEqual([])
  })
})

describe('words', () => {
  it.each([
    ['en-US', /Dec 31, 2024/],
    ['de-DE', /31 Dec 2024/],
  ])('are English under %s, with dates as its people write them', async (locale, date) => {
    const app = await openApp({ locale })
    const { page } = app
    await askCore(app, 'takeSample', { name: 'random-walk' })
    await page
      .getByRole('navigation', { name: 'Runs and series' })
      .getByText('Random walk')
      .first()
      .click()
    await page.getByRole('main').getByText(date).first().waitFor()
    await page.getByRole('heading', { name: 'Cumulative return' }).waitFor()
  })
})
