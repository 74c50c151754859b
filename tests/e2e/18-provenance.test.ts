import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from '../../src/main/store/open.ts'
import { makeServedBars, makeSplitBars, YahooServer } from '../support/yahoo-server.ts'
import { axe } from './support/axe.ts'
import { askCore, trainOn, waitUntilFinished } from './support/finished-run.ts'
import { openApp } from './support/open-app.ts'

// Point 11 of the lab: where a run's numbers come from, and whether they come out again.

let yahoo: YahooServer
beforeEach(async () => {
  yahoo = await new YahooServer().listen()
})
afterEach(() => yahoo.close())

const year = makeServedBars('2023-05-01', '2024-04-30')
const later = makeServedBars('2023-05-01', '2024-05-07')
const split = { date: '2024-05-02', numerator: 10, denominator: 1 }

/** One bit of one weight, as somebody with a database shell would change it. */
function changeWeight(folder: string, run: string): void {
  const opened = openStore({ folder })
  if (!opened.ok) throw new Error(opened.failure.kind)
  const { store } = opened.value
  const blob = `(SELECT w.blob_id FROM weights w JOIN run_models m ON m.id = w.model_id
    WHERE m.run_id = ? AND m.model = 'lstm' AND m.phase = 'train')`
  const select = store.db.prepare(`SELECT data FROM blob_pieces WHERE blob_id = ${blob}`)
  const { data } = select.get(run) as { data: Buffer }
  data.writeUInt8(data.readUInt8(data.length - 2) ^ 1, data.length - 2)
  store.db.prepare(`UPDATE blob_pieces SET data = ? WHERE blob_id = ${blob}`).run(data, run)
  store.close()
}

it('proves a run, names what was changed in it, and keeps both versions of a revised history', async () => {
  yahoo.script('TEST', { bars: year })
  const app = await openApp({ yahoo })
  const { page, saves } = app
  await page.getByRole('combobox', { name: 'Ticker' }).fill('TEST')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'TEST', exact: true }).waitFor()
  const [series] = await askCore(app, 'listSeries', undefined)
  const id = await trainOn(app, series!.revisionId, { retrain: true })

  // to the panel by the tabs, and the proof
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').first().click()
  await page.getByRole('button', { name: 'Lab' }).click()
  await page.getByRole('navigation', { name: 'Questions' }).getByText('Provenance').click()
  await page.getByRole('button', { name: 'Prove it' }).click()
  const answer = page.getByRole('region', { name: 'Trained again' })
  await answer.getByText(/^Bit-identical: 4 trainings done again/).waitFor({ timeout: 30_000 })
  await axe(page)
  await answer.getByRole('button', { name: 'Save the comparison as CSV' }).click()
  await expect.poll(() => readCsv(`TEST-${id}-proof.csv`)).toMatch(/^training,compared,values/)

  // Yahoo tells all of it anew after a split
  yahoo.script('TEST', { bars: makeSplitBars(later, 10), splits: [split] })
  await askCore(app, 'fetchSeries', { symbol: 'TEST' })
  const history = page.getByRole('region', { name: 'History since' })
  await history.getByText(`History was revised since: ${year.length} days moved`).waitFor()
  await history.getByText(/as after the split 10:1 of .* that Yahoo reports/).waitFor()
  await history.getByRole('button', { name: 'Show what moved' }).click()
  await history.getByRole('cell', { name: '2023-05-01' }).first().waitFor()
  await history.getByRole('button', { name: 'Save what moved as CSV' }).click()
  await expect
    .poll(() => readCsv('TEST-revision-1-2.csv'))
    .toMatch(/^Day,Column,Before,Now,Change %\r?\n2023-05-01,open,99\.5,9\.95,/)
  await page.getByRole('button', { name: 'Save the facts as CSV' }).click()
  await expect.poll(() => readCsv(`TEST-${id}-provenance.csv`)).toContain('Revision,1 of 2')

  // both stay usable: again on the newest, the first one stays
  await history.getByRole('button', { name: 'Run again on the newest' }).click()
  await expect.poll(async () => (await askCore(app, 'listRuns', undefined)).length).toBe(2)
  const [again, first] = await askCore(app, 'listRuns', undefined)
  await waitUntilFinished(app, again!.id)
  expect(first).toMatchObject({ id, revisionId: series!.revisionId })
  expect(again!.revisionId).not.toBe(first!.revisionId)

  // a bit of a weight, changed behind our back
  changeWeight(app.folder, id)
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Lab' }).click()
  await page.getByRole('button', { name: 'Prove it' }).click()
  await answer
    .getByText(/^The stored weights of LSTM were changed after the training: lstm\./)
    .waitFor({ timeout: 30_000 })
  expect(app.troubles).toEqual([])

  function readCsv(name: string): string {
    try {
      return readFileSync(join(saves, name), 'utf8')
    } catch {
      return '' // not written yet
    }
  }
})
