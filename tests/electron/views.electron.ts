/// <reference lib="dom" />
import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { answerDialogs } from './support/dialogs.ts'
import { ask, makeFolder, type Opened, openElectron } from './support/open-electron.ts'
import { folderWithRun, until } from './support/runs.ts'

// The nine things of the window, each from a click to what it leaves, in the real Electron.

const show = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click()

async function openOnRun(view: string): Promise<Opened> {
  const opened = await openElectron(await folderWithRun())
  await opened.page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
  await show(opened.page, view)
  return opened
}

/** Nothing complained while the test clicked. */
const isQuiet = ({ troubles }: Opened) => expect(troubles).toEqual([])

describe('the window', () => {
  it('1, Data: says in words that a ticker cannot be fetched offline, and takes a sample', async () => {
    const args = ['--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND']
    const opened = await openElectron(makeFolder(), { args })
    const { page } = opened
    await page.getByRole('combobox', { name: 'Ticker' }).fill('NFLX')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/Yahoo could not be reached/)
      .waitFor()
    await page.getByRole('button', { name: 'the momentum sample' }).click()
    await page.getByRole('heading', { level: 1, name: 'Momentum', exact: true }).waitFor()
    await page.locator('canvas').first().waitFor()
    expect(await ask(opened, 'listSeries')).toMatchObject([{ symbol: 'momentum' }])
    isQuiet(opened)
  })

  it('2 and 3, Experiment and Train: what is filled in is trained by utility processes', async () => {
    const opened = await openElectron()
    const { page } = opened
    await page.getByRole('button', { name: 'the momentum sample' }).click()
    const epochs = page.getByLabel('Epochs', { exact: true })
    await epochs.fill('12')
    await page.keyboard.press('Tab')
    await page.getByLabel('Train GRU').click()
    const form = page.getByRole('complementary', { name: 'Experiment' })
    await form.getByRole('button', { name: /^Train 2/ }).click()
    await page.locator('[aria-current=page]', { hasText: 'Train' }).waitFor()
    const types = await until(() =>
      opened.app.evaluate(({ app }) => {
        const ours = app.getAppMetrics().filter(({ name }) => name === 'Hindcast trainer')
        return ours.length > 0 ? ours.map(({ type }) => type) : null
      })
    )
    expect(new Set(types)).toEqual(new Set(['Utility']))
    const run = await until(async () => {
      const [run] = await ask(opened, 'listRuns')
      return run?.state === 'finished' ? run : null
    })
    const { experiment } = await ask(opened, 'readRun', { id: run.id })
    expect(experiment.epochs).toBe(12)
    expect(experiment.models.map(({ name }) => name)).toEqual(['rnn', 'lstm'])
    isQuiet(opened)
  })

  it('4, Results: says the verdict first, and shifts the prediction', async () => {
    const opened = await openOnRun('Results')
    const { page } = opened
    await page.getByRole('region', { name: 'Verdict' }).getByRole('heading').waitFor()
    const slider = page.getByRole('slider', { name: /shift/i })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await slider.inputValue()).toBe('-1')
    isQuiet(opened)
  })

  it('5, Forecast: draws as many days as are asked for', async () => {
    const opened = await openOnRun('Forecast')
    const { page } = opened
    await page.getByRole('main').getByLabel('Horizon').fill('12')
    await page.keyboard.press('Enter')
    const path = page.getByRole('region', { name: 'Path', exact: true })
    await path.getByRole('columnheader', { name: '12', exact: true }).waitFor()
    isQuiet(opened)
  })

  it('6, Runs: stars, renames, deletes one and brings it back', async () => {
    const opened = await openOnRun('Results')
    const { page } = opened
    const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row')
    await rows.first().focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('The one for class')
    await page.keyboard.press('Enter')
    await rows.first().getByText('The one for class').waitFor()
    await rows.first().focus()
    await page.keyboard.press('Space')
    await until(async () => (await ask(opened, 'listRuns'))[0]?.starred)
    await rows.first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await until(async () => (await ask(opened, 'listRuns')).length === 0)
    await page.locator('.bp6-toast').getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await ask(opened, 'listRuns'))[0]?.name === 'The one for class')
    isQuiet(opened)
  })

  it('7, Learn: sets its equations', async () => {
    const opened = await openOnRun('Learn')
    await opened.page.getByRole('article').locator('math').first().waitFor()
    expect(await opened.page.locator('.katex-error').count()).toBe(0)
    isQuiet(opened)
  })

  it('8, Export: writes the report from the button to a folder', async () => {
    const opened = await openOnRun('Results')
    const { page } = opened
    const folder = makeFolder()
    await answerDialogs(opened, { folder })
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Report and files' }).click()
    await page.getByText(/^Saved as /).waitFor()
    const [report = ''] = readdirSync(folder)
    expect(readdirSync(`${folder}/${report}`)).toContain('report.html')
    isQuiet(opened)
  })

  it('9, everywhere: finds by the palette, changes the theme, and remembers where one was', async () => {
    const opened = await openOnRun('Lab')
    const { page } = opened
    await page.getByRole('navigation', { name: 'Questions' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('[aria-label="Find or do"]:focus').waitFor()
    const { preferences } = await ask(opened, 'readApp')
    await page.keyboard.type('theme')
    await page.getByRole('option', { name: /theme/i, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await until(async () => (await ask(opened, 'readApp')).preferences.theme !== preferences.theme)
    isQuiet(opened)
    opened.child.kill('SIGTERM')
    await opened.ended
    const again = await openElectron(opened.folder)
    await again.page.locator('[aria-current=page]', { hasText: 'Lab' }).waitFor()
  })

  it.each(['Results', 'Forecast'])(
    'real scroll bars clip no column of a table in %s',
    async view => {
      const opened = await openOnRun(view)
      const { page } = opened
      await opened.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 860)
      )
      await page.locator('table').first().waitFor()
      await page.waitForTimeout(1000)
      const clipped = await page.evaluate(() =>
        [...document.querySelectorAll('main table')].flatMap(table => {
          let box = table.parentElement
          while (box && !/auto|scroll/.test(getComputedStyle(box).overflowX))
            box = box.parentElement
          const over = box ? box.scrollWidth - box.clientWidth : 0
          return over > 0
            ? [`${box?.getAttribute('aria-label') ?? table.textContent?.slice(0, 40)}: ${over}px`]
            : []
        })
      )
      expect(clipped).toEqual([])
    }
  )
})
