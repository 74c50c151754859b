import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Bands around a forecast, and how often such bands held: in a real window, to the files on disk.

const plain = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ')

async function openForecast(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: 'Forecast' })
    .click()
  await page.getByRole('region', { name: 'Coverage', exact: true }).waitFor()
}

/** Each time under another name. @returns its cells, the heads first */
async function savedBy({ page, saves, answers, wanted }: App, press: () => Promise<void>) {
  const path = join(saves, `${wanted.length}.csv`)
  answers.push(path)
  await press()
  await page.getByText(`Saved as ${path}`).waitFor({ timeout: 60_000 })
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map(line => line.split(','))
}

const saveNumbers = (app: App, chart: string) =>
  savedBy(app, async () => {
    await app.page.getByRole('button', { name: `Save ${chart}`, exact: true }).click()
    const menu = app.page.getByRole('menu', { name: `Save ${chart} as` })
    await menu.getByRole('menuitem', { name: 'Numbers' }).click()
  })

describe('the bands of a forecast', () => {
  it('are drawn, chosen, measured beside their promise, and saved', async () => {
    const app = await openApp()
    const id = await trainRun(app, { days: 400 })
    const { page } = app
    await openForecast(page)
    const { bands, forecast } = await askCore(app, 'readForecast', { id, horizon: 5 })
    const { series } = await askCore(app, 'readFigures', { id })
    const price = series.price[0] ?? Number.NaN

    await page.getByLabel('Bands of').selectOption('gru')
    const chart = page.getByRole('img', { name: /Bands from past errors: GRU, 80 % .*GRU, 95 %/ })
    await chart.first().waitFor()
    const [head, ...rows] = await saveNumbers(app, 'Forecast')
    expect(head?.slice(-4)).toEqual([
      'GRU 80 % from',
      'GRU 80 % to',
      'GRU 95 % from',
      'GRU 95 % to',
    ])
    const gru = bands?.forecasters.find(({ name }) => name === 'gru')?.bands[95].forecast ?? []
    for (const [k, row] of rows.entries()) {
      const width = gru[k] ?? Number.NaN
      const value = (forecast.models['gru']?.[k] ?? Number.NaN) * price
      expect(Number(row.at(-1))).toBeCloseTo(value * Math.exp(width), 6)
      expect(Number(row.at(-2))).toBeCloseTo(value * Math.exp(-width), 6)
    }

    // promised against measured: persistence first, then the chosen network
    const table = page.getByRole('region', { name: 'Coverage', exact: true })
    const groups = table.getByRole('rowheader').filter({ hasText: /[A-Z]/ })
    expect((await groups.allTextContents()).map(plain)).toEqual(['Persistence', 'GRU'])
    const first = await table.getByRole('row').nth(2).getByRole('cell').allTextContents()
    const share = bands?.forecasters[0]?.bands[80].share[0] ?? Number.NaN
    expect(first.map(plain).slice(0, 2)).toEqual(['80 %', `${(100 * share).toFixed(1)} %`])
    await page.getByText(/There is no validation part: the first 39 errors of each step/).waitFor()

    const [, ...coverage] = await savedBy(app, () =>
      page.getByRole('button', { name: 'Save Coverage as CSV' }).click()
    )
    // persistence, drift, LSTM and GRU, five steps, two promises
    expect(coverage).toHaveLength(40)
    expect(Number(coverage[0]?.[3])).toBe(share)
    await page.getByRole('button', { name: 'Show Coverage by days ahead as a table' }).click()
    await axe(page)
    expect(app.troubles).toEqual([])
  })

  it('of a closed test part are measured inside validation; another horizon says where origins are too few', async () => {
    const app = await openApp()
    await trainRun(app, { protocol: 'sealed', days: 600, retrain: true })
    const { page } = app
    await openForecast(page)
    await page
      .getByText(/The test part is closed, so coverage is measured inside validation/)
      .waitFor()
    await page.getByText(/The forecast itself is by networks trained again/).waitFor()
    await page.getByRole('main').getByLabel('Horizon').fill('80')
    await page.keyboard.press('Enter')
    await page.getByText(/Too few past origins for a band beyond \d+ days ahead/).waitFor()
    await page.getByLabel('Bands of').selectOption({ label: 'No bands' })
    await page.getByRole('img', { name: /Bands from past errors/ }).waitFor({ state: 'detached' })
    expect(app.troubles).toEqual([])
  })
})
