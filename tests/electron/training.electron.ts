/// <reference lib="dom" />
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import type { Result } from '../../src/shared/failure.ts'
import { tutorialPreset } from '../../src/shared/presets.ts'
import { ended, type Opened, openElectron } from './open-electron.ts'

declare const window: { readonly api: Api } & Window

function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failure))
}

async function startRun({ page }: Opened, epochs: number): Promise<string> {
  const sample = need(
    await page.evaluate(() => window.api.takeSample({ name: 'random-walk', seed: 3 }))
  )
  const experiment = { ...tutorialPreset, epochs }
  const request = { experiment, revisionId: sample.revisionId, quickLook: false }
  return need(await page.evaluate(asked => window.api.startRun(asked), request)).id
}

const stateOf = async ({ page }: Opened, id: string) => {
  const runs = need(await page.evaluate(() => window.api.listRuns()))
  return runs.find(run => run.id === id)
}

const trainers = ({ app }: Opened) =>
  app.evaluate(({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Hindcast trainer'))

const answerBox = ({ app }: Opened, response: number) =>
  app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
  }, response)

const closeWindow = ({ app }: Opened) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

const patiently = { timeout: 120_000, interval: 250 }

describe('training in Electron', () => {
  it('runs in utility processes to its end, and writes its report from another', async () => {
    const opened = await openElectron()
    const id = await startRun(opened, 20)
    await vi.waitFor(
      async () => expect((await trainers(opened)).length).toBeGreaterThan(0),
      patiently
    )
    await vi.waitFor(
      async () => expect((await stateOf(opened, id))?.state).toBe('finished'),
      patiently
    )
    await opened.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
    }, opened.folder)
    const saved = need(await opened.page.evaluate(id => window.api.exportRun({ id }), id))
    const files = readdirSync(String(saved?.path))
    expect(files).toEqual(expect.arrayContaining(['report.html', 'results.json', 'charts']))
    const charts = readdirSync(join(String(saved?.path), 'charts'))
    expect(charts.some(name => name.endsWith('.png'))).toBe(true)
  })

  it('goes on in another process when one is killed, and says so', async () => {
    const opened = await openElectron()
    const id = await startRun(opened, 50_000)
    await vi.waitFor(
      async () => expect((await trainers(opened)).length).toBeGreaterThan(0),
      patiently
    )
    const [victim] = await trainers(opened)
    process.kill(Number(victim?.pid), 'SIGKILL')
    await vi.waitFor(async () => {
      const pids = (await trainers(opened)).map(({ pid }) => pid)
      expect(pids).not.toContain(victim?.pid)
      expect(pids.length).toBeGreaterThan(0)
    }, patiently)
    expect((await stateOf(opened, id))?.state).toBe('training')
  })

  it('asks before its window closes, stays when told, and goes on at the next start', async () => {
    const opened = await openElectron()
    const id = await startRun(opened, 50_000)
    await vi.waitFor(async () => {
      expect((await stateOf(opened, id))?.progress).toBeGreaterThan(0)
    }, patiently)
    await answerBox(opened, 1)
    await closeWindow(opened)
    expect(await opened.page.evaluate(() => window.api.readApp())).toMatchObject({ ok: true })
    await answerBox(opened, 0)
    const gone = ended(opened)
    await closeWindow(opened).catch(() => {}) // it may be gone before it answers
    await gone
    const again = await openElectron(opened.folder)
    await vi.waitFor(async () => {
      expect((await stateOf(again, id))?.state).toBe('training')
    }, patiently)
  })
})
