import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { axe } from './support/axe.ts'
import { askCore, trainOn } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Point 10 of the lab: a forecast is frozen, days come, it is scored, and an edit is named.

let yahoo: YahooServer
let place: string
beforeEach(async () => {
  yahoo = await new YahooServer().listen()
  place = mkdtempSync(join(tmpdir(), 'hindcast-clock-'))
})
afterEach(async () => {
  await yahoo.close()
  rmSync(place, { recursive: true, force: true })
})

const show = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click()

async function openDiary(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByText('TEST').first().click()
  await show(page, 'Lab')
  const questions = page.getByRole('navigation', { name: 'Questions' })
  await questions.getByRole('button', { name: /^Diary/ }).click()
}

describe('the diary', () => {
  it('freezes a forecast, scores it when newer bars come, and names who changed it', async () => {
    const clock = join(place, 'now')
    /** It is the evening of this day, and the source knows of it. */
    const setDay = (day: string) => {
      writeFileSync(clock, `${day}T23:30:00Z`)
      yahoo.script('TEST', { bars: makeServedBars('2023-01-02', day) })
    }
    setDay('2024-05-01')
    const app = await openApp({ yahoo, clock })
    const { page } = app
    const { revisionId } = await askCore(app, 'fetchSeries', { symbol: 'TEST' })
    await trainOn(app, revisionId)
    await openDiary(page)
    const chain = page.getByRole('status', { name: 'Chain' })
    await chain.getByText('The chain of 1 entry is intact').waitFor()
    await page.getByText(/^this run, from May 1, 2024, 0 of 5 days have come$/).waitFor()
    await page.getByText('No day that was foretold has come yet.').waitFor()

    setDay('2024-05-06')
    await show(page, 'Data')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('1 frozen forecast has 3 new days of TEST.').waitFor()
    await show(page, 'Lab')
    await page.getByText(/3 of 5 days have come/).waitFor()
    await page.getByText(/too few to say anything/).waitFor()
    await axe(page)

    await page.getByRole('button', { name: 'Save Entry 1', exact: true }).click()
    const menu = page.getByRole('menu', { name: 'Save Entry 1 as' })
    app.answers.push(join(app.saves, 'entry.csv'))
    await menu.getByRole('menuitem', { name: 'Numbers' }).click()
    await page.getByText('Saved as').waitFor()
    const [head = '', ...rows] = readFileSync(join(app.saves, 'entry.csv'), 'utf8').split('\n')
    const { entries } = await askCore(app, 'readDiary', { revisionId })
    const { frozen } = entries[0]!
    const closes = makeServedBars('2023-01-02', '2024-05-06').map(({ close }) => close ?? NaN)
    const columns = head.split(',')
    for (const [k, row] of rows.slice(0, 3).entries()) {
      const cell = Object.fromEntries(row.split(',').map((value, i) => [columns[i], value]))
      expect(cell).toMatchObject({ 'Came on': ['2024-05-02', '2024-05-03', '2024-05-06'][k] })
      expect(Number(cell['Actual'])).toBe(closes.at(k - 3))
      expect(Number(cell['LSTM'])).toBe(frozen.paths['lstm']![k])
      expect(Number(cell['Persistence'])).toBe(frozen.paths['persistence']![k])
    }

    const db = new Database(join(app.folder, 'hindcast.sqlite'))
    db.exec('DROP TRIGGER diary_keeps')
    db.prepare(`UPDATE diary SET payload = replace(payload, ?, ?) WHERE position = 1`).run(
      String(frozen.paths['lstm']![0]),
      String(closes.at(-3))
    )
    db.close()
    await page.reload()
    await openDiary(page)
    await chain.getByText('Entry 1 of 1 was changed after being frozen.').waitFor()
    await page.getByText('✗ not as frozen').waitFor()
    await page.getByRole('button', { name: 'Freeze this forecast' }).click()
    await page.getByText('Frozen as entry 2.').waitFor()
    await page.getByText(/0 of 5 days have come, 3 known before/).waitFor()
    await chain.getByText('Entry 1 of 2 was changed after being frozen.').waitFor()
    expect(app.troubles).toEqual([])
  })
})
