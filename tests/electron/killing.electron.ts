/// <reference lib="dom" />
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import { answerDialogs, askedOf } from './support/dialogs.ts'
import { ask, makeFolder, type Opened, openElectron } from './support/open-electron.ts'
import { type Part, partsNamed, processesOn } from './support/processes.ts'
import { findRun, folderWithRun, startTraining, trainToEnd, until } from './support/runs.ts'

declare const window: { readonly api: Api; noticed: string[] } & Window

// Whatever process of the program is killed (the system does so when memory runs out): nothing is
// lost, and the person can go on.

const kill = (parts: readonly Part[]): Part => {
  const [victim] = parts
  if (!victim) throw new Error('there is no such process')
  process.kill(victim.pid, 'SIGKILL')
  return victim
}

/** Waits for another process of that name than the one that was killed. */
const another = (opened: Opened, name: string, victim: Part) =>
  until(async () => (await partsNamed(opened, name)).find(({ pid }) => pid !== victim.pid))

const listenToNotices = ({ page }: Opened) =>
  page.evaluate(() => {
    window.noticed = []
    window.api.on('notice', ({ text }) => window.noticed.push(text))
  })

const noticesOf = ({ page }: Opened) => page.evaluate(() => window.noticed)

describe('killed, while a run trains,', () => {
  it('main takes its processes with it, and the next start goes on', async () => {
    const opened = await openElectron()
    const id = await startTraining(opened)
    const { progress } = await until(() => findRun(opened, id))
    opened.child.kill('SIGKILL')
    expect(await opened.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await until(async () => processesOn(opened.folder).length === 0)
    const again = await openElectron(opened.folder)
    await until(async () => (await findRun(again, id))?.state === 'training')
    await until(async () => ((await findRun(again, id))?.progress ?? 0) > progress)
  })

  it('a trainer is replaced, and the person is told once, with the signal’s name', async () => {
    const opened = await openElectron()
    const id = await startTraining(opened)
    await listenToNotices(opened)
    const victim = kill(await partsNamed(opened, 'Hindcast trainer'))
    await another(opened, 'Hindcast trainer', victim)
    await until(async () => (await noticesOf(opened)).length > 0)
    await opened.page.waitForTimeout(1000) // a second notice would have come by now
    expect(await noticesOf(opened)).toEqual([
      expect.stringMatching(/was ended by SIGKILL.*goes on/),
    ])
    expect((await findRun(opened, id))?.state).toBe('training')
  })

  it('the page is opened again when the person says so, and shows what went on', async () => {
    const opened = await openElectron()
    const id = await startTraining(opened)
    await answerDialogs(opened, { button: 0 })
    kill(await partsNamed(opened, 'Tab'))
    await until(async () => (await askedOf(opened)).length > 0)
    expect(await askedOf(opened)).toEqual([
      expect.stringMatching(/^The window was ended from outside/),
    ])
    // Playwright's page died with it: main asks the new one
    const states = await until(() =>
      opened.app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (!contents || contents.isCrashed() || contents.isLoading()) return null
        return (await contents.executeJavaScript(
          'window.api.listRuns().then(({ value }) => value.map(({ id, state }) => id + " " + state))'
        )) as string[]
      })
    )
    expect(states).toEqual([`${id} training`])
  })

  it('the GPU’s and the network’s processes come back by themselves', async () => {
    const opened = await openElectron()
    const id = await startTraining(opened)
    await listenToNotices(opened)
    for (const name of ['GPU', 'Network Service']) {
      const victims = await partsNamed(opened, name)
      if (victims.length === 0) continue // drawn by main where there is no GPU
      await another(opened, name, kill(victims))
    }
    await opened.page.reload()
    await opened.page.getByRole('navigation', { name: 'Views' }).waitFor()
    expect((await findRun(opened, id))?.state).toBe('training')
  })
})

it('a report whose process is killed says so, and is written the next time', async () => {
  const opened = await openElectron()
  const id = await trainToEnd(opened)
  await answerDialogs(opened, { folder: makeFolder() })
  const first = opened.page.evaluate(id => window.api.exportRun({ id }), id)
  const drawing = await until(() => partsNamed(opened, 'Hindcast report').then(([part]) => part))
  process.kill(drawing.pid, 'SIGKILL')
  expect(await first).toMatchObject({
    ok: false,
    failure: { kind: 'cannot-write', reason: expect.stringContaining('SIGKILL') },
  })
  const saved = await ask(opened, 'exportRun', { id })
  expect(readdirSync(String(saved?.path))).toContain('report.html')
  expect(readdirSync(join(String(saved?.path), 'charts')).length).toBeGreaterThan(0)
})

it('a study whose trainer is killed goes on', async () => {
  const opened = await openElectron(await folderWithRun())
  const [run] = await ask(opened, 'listRuns')
  const spec = { kind: 'seeds', count: 3, retrain: false } as const
  const { id } = await ask(opened, 'startStudy', { run: run?.id ?? '', spec })
  kill(
    await until(async () => {
      const trainers = await partsNamed(opened, 'Hindcast trainer')
      return trainers.length > 0 && trainers
    })
  )
  await until(async () => (await ask(opened, 'readStudy', { id })).summary.state === 'finished')
})
