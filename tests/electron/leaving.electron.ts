/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import { answerDialogs } from './support/dialogs.ts'
import { ask, type Exit, endsWithin, type Opened, openElectron } from './support/open-electron.ts'
import { processesOn } from './support/processes.ts'
import { findRun, folderWithRun, startStudy, startTraining, until } from './support/runs.ts'

declare const window: { readonly api: Api } & Window

// Every way to leave, in every state: the process ends, frees the lock, keeps the work, and the next
// start goes on with it.

/** Evaluating in a program that ends may be cut off. */
const inMain = (opened: Opened, act: Parameters<Opened['app']['evaluate']>[0]) =>
  opened.app.evaluate(act).catch(() => {})

const byWindow = (opened: Opened) =>
  inMain(opened, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

const byMenu = (opened: Opened) =>
  inMain(opened, ({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items?.find(({ role }) => role === 'quit')?.click()
  })

const bySessionEnd = (opened: Opened) =>
  inMain(opened, ({ powerMonitor }) => {
    powerMonitor.emit('shutdown', { preventDefault: () => {} })
  })

const bySignal = (signal: NodeJS.Signals) => async (opened: Opened) => {
  opened.child.kill(signal)
}

interface Way {
  readonly leave: (opened: Opened) => Promise<unknown>
  /** Whether a person is there to answer; else a question would wait for ever. */
  readonly asks: boolean
}

const ways: Readonly<Record<string, Way>> = {
  'its window is closed': { leave: byWindow, asks: true },
  'Quit is chosen': { leave: byMenu, asks: true },
  'SIGTERM comes': { leave: bySignal('SIGTERM'), asks: false },
  'SIGINT comes': { leave: bySignal('SIGINT'), asks: false },
  'the session ends': { leave: bySessionEnd, asks: false },
}

/** Leaves, and holds the program to its end. */
async function leaveFor(opened: Opened, { leave }: Way): Promise<Exit> {
  await leave(opened)
  const exit = await endsWithin(20, opened.ended)
  await until(async () => processesOn(opened.folder).length === 0)
  return exit
}

const inOrder = { code: 0, signal: null }

describe.each(Object.entries(ways))('the program, when %s,', (_, way) => {
  it('ends while nothing trains, and starts again', async () => {
    const opened = await openElectron()
    expect(await leaveFor(opened, way)).toEqual(inOrder)
    const again = await openElectron(opened.folder)
    expect(await ask(again, 'listRuns')).toEqual([])
  })

  it('keeps a run in training, and goes on with it', async () => {
    const opened = await openElectron()
    const id = await startTraining(opened)
    const { progress = 0 } = (await findRun(opened, id)) ?? {}
    await answerDialogs(opened, { button: way.asks ? 0 : 'never' })
    expect(await leaveFor(opened, way)).toEqual(inOrder)
    const again = await openElectron(opened.folder)
    await until(async () => (await findRun(again, id))?.state === 'training')
    expect((await findRun(again, id))?.progress).toBeGreaterThanOrEqual(progress)
  })

  it('keeps a study in training, and goes on with it', async () => {
    const opened = await openElectron(await folderWithRun())
    const id = await startStudy(opened)
    await answerDialogs(opened, { button: way.asks ? 0 : 'never' })
    expect(await leaveFor(opened, way)).toEqual(inOrder)
    const again = await openElectron(opened.folder)
    await until(async () => (await ask(again, 'readStudy', { id })).summary.state === 'running')
  })

  it('ends while a dialog waits for an answer', async () => {
    const opened = await openElectron()
    await opened.page.evaluate(() => void window.api.writeDiagnostics())
    await new Promise(done => setTimeout(done, 1000)) // the system’s own dialog, and it is slow
    expect(await leaveFor(opened, way)).toEqual(inOrder)
    await openElectron(opened.folder)
  })
})

it('a second SIGTERM does not overtake the last checkpoint', async () => {
  const opened = await openElectron()
  await startTraining(opened)
  for (let time = 0; time < 3; time++) opened.child.kill('SIGTERM')
  expect(await opened.ended).toEqual(inOrder)
  const log = readFileSync(join(opened.folder, 'logs', 'hindcast.log'), 'utf8')
  expect(log.trim().split('\n').at(-1)).toMatch(/ info closed$/)
})
