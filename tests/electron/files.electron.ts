/// <reference lib="dom" />
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import { answerDialogs, askedOf } from './support/dialogs.ts'
import { ask, makeFolder, type Opened, openElectron } from './support/open-electron.ts'
import { findRun, folderWithRun, startTraining, until } from './support/runs.ts'
import { hasKeyboard, openDesk } from './support/screen.ts'

declare const window: { readonly api: Api } & Window

// Files in and out, by the system's own dialogs where its keyboard can be played, else by scripted ones.

const openResults = async ({ page }: Opened) => {
  await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
  await page.getByRole('button', { name: 'Results', exact: true }).click()
  await page.getByRole('region', { name: 'Verdict' }).waitFor()
}

const isWritten = (path: string) => async () => existsSync(path) && statSync(path).size > 0

const days = 300
const csv = [
  'date,close',
  ...Array.from({ length: days }, (_, i) => {
    const date = new Date(Date.UTC(2023, 0, 2 + i)).toISOString().slice(0, 10)
    return `${date},${(100 + Math.sin(i / 9) * 5).toFixed(2)}`
  }),
].join('\n')

describe('a file of prices', () => {
  it('that is dropped on the window is read from the disk', async () => {
    const opened = await openElectron()
    const { page } = opened
    await page.getByRole('heading', { level: 1 }).waitFor()
    const path = join(makeFolder(), 'dropped.csv')
    writeFileSync(path, csv)
    // as the system drags: Chromium itself opens the file
    const system = await page.context().newCDPSession(page)
    const data = { items: [], files: [path], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await system.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
    await page.getByText('dropped.csv was added.').waitFor()
    const [series] = await ask(opened, 'listSeries')
    expect(series).toMatchObject({ source: 'csv', count: days })
  })
})

describe('what is saved', () => {
  it('of a chart lies where the dialog said: picture, drawing, numbers', async () => {
    const opened = await openElectron(await folderWithRun())
    const { page } = opened
    const folder = makeFolder()
    await answerDialogs(opened, { folder })
    await openResults(opened)
    const heads: Record<string, string> = {}
    for (const [item, ending] of [
      ['Picture', '.png'],
      ['Drawing', '.svg'],
      ['Numbers', '.csv'],
    ] as const) {
      await page.getByRole('button', { name: 'Save Predicted and actual', exact: true }).click()
      await page.getByRole('menuitem', { name: item }).click()
      const name = await until(async () => readdirSync(folder).find(each => each.endsWith(ending)))
      await until(isWritten(join(folder, name)))
      heads[ending] = readFileSync(join(folder, name)).subarray(0, 5).toString('latin1')
    }
    expect(heads).toEqual({
      '.png': '\u0089PNG\r',
      '.svg': expect.stringMatching(/^<(svg|\?xml)/),
      '.csv': 'date,',
    })
    expect((await askedOf(opened)).length).toBe(3)
  })

  it('of a run is a report, a zip, a backup, diagnostics and a preset', async () => {
    const opened = await openElectron(await folderWithRun())
    const folder = makeFolder()
    await answerDialogs(opened, { folder })
    const [run] = await ask(opened, 'listRuns')
    const id = run?.id ?? ''
    const report = await ask(opened, 'exportRun', { id })
    expect(readdirSync(String(report?.path))).toEqual(
      expect.arrayContaining([
        'report.html',
        'results.json',
        'predictions.csv',
        'weights',
        'charts',
      ])
    )
    const charts = readdirSync(join(String(report?.path), 'charts'))
    expect(charts.some(name => name.endsWith('.png'))).toBe(true)
    for (const saved of [
      await ask(opened, 'exportZip', { id }),
      await ask(opened, 'backUp'),
      await ask(opened, 'writeDiagnostics'),
      await ask(opened, 'exportPreset', { name: 'Tutorial' }),
    ])
      expect(statSync(String(saved?.path)).size).toBeGreaterThan(100)
  })

  it('is shown in the system’s file manager', async () => {
    const opened = await openElectron()
    await answerDialogs(opened, { folder: makeFolder() })
    await opened.app.evaluate(({ shell }) => {
      shell.showItemInFolder = path => {
        Reflect.set(globalThis, 'shown', path)
      }
    })
    const saved = await ask(opened, 'backUp')
    await ask(opened, 'revealFile', { token: saved?.token ?? '' })
    const shown = await opened.app.evaluate(() => Reflect.get(globalThis, 'shown') as string)
    expect(shown).toBe(saved?.path)
  })
})

describe.runIf(hasKeyboard)('the system’s own dialog', () => {
  it('saves under the name that is typed, and can be left', async () => {
    const desk = await openDesk()
    const opened = await openElectron(await folderWithRun(), { env: { DISPLAY: desk.display } })
    const path = join(makeFolder(), 'typed by hand.csv')
    const save = () =>
      opened.page.evaluate(() => window.api.saveFile({ name: 'a.csv', content: 'a' }))
    const first = save()
    await desk.focusDialog()
    desk.press('ctrl+a')
    desk.type(path)
    desk.press('Return')
    expect(await first).toMatchObject({ ok: true, value: { path } })
    expect(readFileSync(path, 'utf8')).toBe('a')

    const second = save()
    await desk.focusDialog()
    desk.press('Escape')
    expect(await second).toEqual({ ok: true, value: null })
  })

  it('chooses the folder of a report', async () => {
    const desk = await openDesk()
    const opened = await openElectron(await folderWithRun(), { env: { DISPLAY: desk.display } })
    const [run] = await ask(opened, 'listRuns')
    const folder = join(makeFolder(), 'reports')
    mkdirSync(folder)
    const saving = ask(opened, 'exportRun', { id: run?.id ?? '' })
    expect(await desk.focusDialog()).toMatch(/^Where to put the folder /)
    desk.press('ctrl+l')
    desk.type(folder)
    desk.press('Return')
    const saved = await saving
    expect(saved?.path.startsWith(folder)).toBe(true)
    expect(existsSync(join(String(saved?.path), 'report.html'))).toBe(true)
  })

  it('asks before a window with a training run is closed, and stays or goes as told', async () => {
    const desk = await openDesk()
    const opened = await openElectron(makeFolder(), { env: { DISPLAY: desk.display } })
    const id = await startTraining(opened)
    const close = () =>
      opened.app.evaluate(({ BrowserWindow }) => {
        setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0)
      })
    await close()
    await desk.focusDialog()
    desk.press('Return') // the sensible answer is the one at hand
    await until(async () => !desk.hasDialog())
    expect((await findRun(opened, id))?.state).toBe('training')
    await close()
    await desk.focusDialog()
    desk.press('Left', 'Return')
    expect(await opened.ended).toEqual({ code: 0, signal: null })
    const again = await openElectron(opened.folder)
    await until(async () => (await findRun(again, id))?.state === 'training')
  })
})
