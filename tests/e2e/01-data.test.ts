/// <reference lib="dom" />
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { axe } from './support/axe.ts'
import { dropFile } from './support/drop-file.ts'
import { askCore } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Point 1 of the app: prices in, looked at, and split, in a real window.

const shared = new URL('../../../shared/data/', import.meta.url)

let yahoo: YahooServer
beforeEach(async () => {
  yahoo = await new YahooServer().listen()
})
afterEach(() => yahoo.close())

const served = (last: string) => ({
  bars: makeServedBars('2021-01-04', last),
  exchange: 'NMS',
  currency: 'USD',
  name: 'Test, Inc.',
})

/** As a person: the ticker box of the first start. */
async function typeTicker(page: Page, ticker: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Ticker' }).fill(ticker)
  await page.keyboard.press('Enter')
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true })

describe('a ticker', () => {
  it('is fetched on Enter, and a refresh asks only for what is missing', async () => {
    yahoo.script('TEST', served('2024-05-01'))
    const app = await openApp({ yahoo })
    const { page } = app
    await typeTicker(page, 'te')
    await page.getByRole('alert').getByText('Yahoo has no symbol TE.').waitFor()
    expect(await page.getByRole('combobox', { name: 'Ticker' }).inputValue()).toBe('te')

    await typeTicker(page, 'test')
    await heading(page, 'TEST').waitFor()
    const [series] = await askCore(app, 'listSeries', undefined)
    expect(series).toMatchObject({ symbol: 'TEST', source: 'yahoo', asOf: '2024-05-01' })

    yahoo.script('TEST', served('2024-06-03')).forget()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText(/23 bars were added.*Only what was missing was fetched/).waitFor()
    const sent = yahoo.requests.reduce((sum, request) => sum + request.bars, 0)
    expect(sent).toBeLessThan(60)
    expect(app.troubles).toEqual([])
  })

  it('waits as long as Yahoo asks, says so, and goes on', async () => {
    const trouble = { kind: 'status', status: 429, headers: { 'retry-after': '2' } } as const
    yahoo.script('TEST', served('2024-05-01'), trouble)
    const app = await openApp({ yahoo })
    await typeTicker(app.page, 'TEST')
    await app.page.getByText(/Yahoo asks us to wait; next try in \d s/).waitFor()
    await heading(app.page, 'TEST').waitFor()
  })

  it('can be cancelled while Yahoo lets us wait', async () => {
    const trouble = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const
    yahoo.script('TEST', served('2024-05-01'), trouble, trouble)
    const app = await openApp({ yahoo })
    await typeTicker(app.page, 'TEST')
    await app.page.getByRole('button', { name: 'Cancel' }).click()
    await app.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' })
    expect(await askCore(app, 'listSeries', undefined)).toEqual([])
    expect(await app.page.getByRole('alert').count()).toBe(0)
  })

  it('shows the copy that is here when there is no network', async () => {
    yahoo.script('TEST', served('2024-05-01'))
    const app = await openApp({ yahoo })
    await typeTicker(app.page, 'TEST')
    await heading(app.page, 'TEST').waitFor()
    await yahoo.close()
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    const words = app.page.getByRole('region', { name: 'What Yahoo answered' })
    await words.getByText(/could not be reached.*This is the copy as of/).waitFor()
    await words.getByRole('button', { name: 'Try again' }).waitFor()
    yahoo = await new YahooServer().listen()
  })

  it('keeps both versions when Yahoo tells known bars differently', async () => {
    const before = served('2024-05-01')
    yahoo.script('TEST', before)
    const app = await openApp({ yahoo })
    const { page } = app
    await typeTicker(page, 'TEST')
    await heading(page, 'TEST').waitFor()
    const bars = before.bars.map(bar => ({ ...bar, adjclose: (bar.adjclose ?? 0) / 2 }))
    yahoo.script('TEST', { ...before, bars })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText(/so this is a new revision\. The old one stays/).waitFor()
    await page.getByRole('button', { name: 'Show them' }).click()
    expect(await page.getByRole('cell', { name: '2021-01-04' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Revision 2 of 2' }).click()
    await page.getByRole('menuitem', { name: /^1\./ }).click()
    await page.getByText('older revision').waitFor()
  })
})

describe('a file', () => {
  const rows = Array.from({ length: 500 }, (_, i) => {
    const date = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
    return `${date},${10 + (i % 7)},${i === 213 ? '' : 200 + (i % 11)}`
  })
  const wells = ['day,depth,flow', ...rows].join('\n')

  it('asks which column is the series, lists the bad rows, and stores what was agreed to', async () => {
    const app = await openApp()
    const { page } = app
    await dropFile(page, 'wells.csv', wells)
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/Several columns could be the series: depth, flow/).waitFor()
    await dialog.getByLabel('Series', { exact: true }).selectOption('flow')
    await dialog.getByText(/^Line 215: /).waitFor()
    await axe(page)
    expect(await askCore(app, 'listSeries', undefined)).toEqual([])
    await dialog.getByText('Leave out 1 bad row').click()
    await dialog.getByRole('button', { name: 'Add 499 days' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(/1 row was left out/).waitFor()
    const [series] = await askCore(app, 'listSeries', undefined)
    expect(series).toMatchObject({ source: 'csv', count: 499 })
    expect(app.troubles).toEqual([])
  })

  const real = ['KO.csv', 'NFLX.csv', 'AAPL.csv', 'RELIANCE.NS.csv']
  for (const name of real) {
    const file = new URL(name, shared)
    it.skipIf(!existsSync(file))(`${name} of the shared data is read at once`, async () => {
      const text = readFileSync(file, 'utf8')
      const app = await openApp()
      await dropFile(app.page, name, text)
      await app.page.getByText(`${name} was added.`).waitFor()
      const [series] = await askCore(app, 'listSeries', undefined)
      expect(series?.count).toBe(text.trim().split('\n').length - 1)
      expect(app.troubles).toEqual([])
    })
  }

  it('that is nothing of ours is refused in a sentence', async () => {
    const app = await openApp()
    await dropFile(app.page, 'photo.png', 'x')
    await app.page.getByText(/photo\.png is no CSV, no run of Hindcast/).waitFor()
  })
})

describe('a sample', () => {
  it('is one button away, has the focus, and is trained on at once', async () => {
    const app = await openApp()
    const { page } = app
    const button = page.getByRole('button', { name: 'Train on the sample' })
    await button.waitFor()
    expect(await button.evaluate(element => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('[aria-current=page]', { hasText: 'Train' }).waitFor()
    const [run] = await askCore(app, 'listRuns', undefined)
    expect(run).toMatchObject({ symbol: 'random-walk', quickLook: true })
  })

  it('has its split moved by keyboard and by pointer, and its bars saved', async () => {
    const app = await openApp()
    const { page } = app
    await page.getByRole('button', { name: 'the momentum sample' }).click()
    await heading(page, 'Momentum').waitFor()
    expect(await page.getByText('simulated', { exact: true }).count()).toBeGreaterThan(0)
    await axe(page)

    const handle = page.getByRole('slider', { name: 'Test begins' })
    const at = async () => Number(await handle.getAttribute('aria-valuenow'))
    const first = await at()
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    expect(await at()).toBe(first + 1)
    expect(await handle.getAttribute('aria-valuetext')).toMatch(/^Test begins /)

    const box = await handle.boundingBox()
    if (box === null) throw new Error('the handle is not to be seen')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 3]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 100, y, { steps: 5 })
    await page.mouse.up()
    await expect.poll(at).toBeLessThan(first - 20)
    // moves close to each other are one step; a slow machine makes two or three of them
    await expect
      .poll(async () => {
        if ((await at()) < first) await page.keyboard.press('Control+z')
        return at()
      })
      .toBeGreaterThanOrEqual(first)

    await page.getByRole('button', { name: 'Save the bars of Momentum as CSV' }).click()
    await page.getByText(/^Saved as /).waitFor()
    const [head, ...lines] = readFileSync(join(app.saves, 'momentum.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(head).toBe('Date,Open,High,Low,Close,Adj Close,Volume')
    expect(lines).toHaveLength(2000)
    expect(app.troubles).toEqual([])
  })

  it('says why it is too short for the experiment', async () => {
    const app = await openApp()
    const { page } = app
    await page.getByRole('button', { name: 'the momentum sample' }).click()
    const first = page.getByRole('slider', { name: 'First day used' })
    await first.focus()
    await page.keyboard.press('End')
    await page
      .getByRole('region', { name: 'Close' })
      .getByText(/needs at least \d+ days/)
      .waitFor()
  })
})
