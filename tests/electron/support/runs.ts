import { cpSync } from 'node:fs'
import { vi } from 'vitest'
import { tutorialPreset } from '../../../src/shared/presets.ts'
import type { RunSummary } from '../../../src/shared/wire.ts'
import { ask, makeFolder, type Opened, openElectron } from './open-electron.ts'

export const patiently = { timeout: 50_000, interval: 100 }

/** Waits until `look` answers something. */
export const until = <T>(look: () => Promise<T | null | undefined | false>): Promise<T> =>
  vi.waitFor(async () => {
    const found = await look()
    if (found) return found
    throw new Error(`never: ${look.toString()}`)
  }, patiently)

/** Small networks over few days. */
const small = {
  ...tutorialPreset,
  days: 160,
  window: 5,
  horizon: 5,
  retrain: false,
  models: tutorialPreset.models.slice(0, 1).map(model => ({ ...model, hidden: 4, layers: 1 })),
}

/** Starts one small network on the random walk. @returns the run's id */
export async function startRun(opened: Opened, epochs: number): Promise<string> {
  const { revisionId } = await ask(opened, 'takeSample', { name: 'random-walk', seed: 3 })
  const experiment = { ...small, epochs }
  return (await ask(opened, 'startRun', { experiment, revisionId, quickLook: false })).id
}

export const findRun = async (opened: Opened, id: string): Promise<RunSummary | undefined> =>
  (await ask(opened, 'listRuns')).find(run => run.id === id)

/** So many epochs that no test sees their end. */
export const endless = 1_000_000

/** Starts a run that goes on, and waits until it has learned something. @returns its id */
export async function startTraining(opened: Opened): Promise<string> {
  const id = await startRun(opened, endless)
  await until(async () => ((await findRun(opened, id))?.progress ?? 0) > 0)
  return id
}

export async function trainToEnd(opened: Opened, epochs = 5): Promise<string> {
  const id = await startRun(opened, epochs)
  await until(async () => (await findRun(opened, id))?.state === 'finished')
  return id
}

let kept: Promise<string> | null = null

/** A data folder with one finished run, a copy for each that asks. Call within a test. */
export async function folderWithRun(): Promise<string> {
  kept ??= makeOne()
  const folder = makeFolder()
  cpSync(await kept, folder, { recursive: true, filter: path => !/Singleton/.test(path) })
  return folder
}

async function makeOne(): Promise<string> {
  const opened = await openElectron()
  await trainToEnd(opened, 5_000)
  const copy = `${opened.folder}-finished`
  opened.child.kill('SIGTERM')
  await opened.ended
  cpSync(opened.folder, copy, { recursive: true, filter: path => !/Singleton/.test(path) })
  return copy
}

/** Asks for a placebo of the finished run, which trains for minutes. @returns its id */
export async function startStudy(opened: Opened): Promise<string> {
  const [run] = await ask(opened, 'listRuns')
  const spec = { kind: 'placebo', placebo: 'permuted', count: 999, size: 'own', seed: 1 } as const
  const { id } = await ask(opened, 'startStudy', { run: run?.id ?? '', spec })
  await until(async () => (await ask(opened, 'readStudy', { id })).summary.state === 'running')
  return id
}
