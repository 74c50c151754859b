import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, vi } from 'vitest'
import { resumePoint } from '../../../src/main/store/checkpoints.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { acquireLease } from '../../../src/main/store/leases.ts'
import { readModels } from '../../../src/main/store/models.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { readPath } from '../../../src/main/store/paths.ts'
import { readPredictions } from '../../../src/main/store/predictions.ts'
import { listRuns, readResults } from '../../../src/main/store/runs.ts'
import { readRows, type Store } from '../../../src/main/store/store.ts'
import { readWatched } from '../../../src/main/store/watched.ts'
import { readWeights } from '../../../src/main/store/weights.ts'
import { decodeSnapshot } from '../../../src/main/training/checkpoint.ts'

/** What a killed run leaves, and what a finished one has learned. */

const script = fileURLToPath(new URL('./runner.ts', import.meta.url))

/** A child that starts a run, or goes on with the newest that is not finished. */
export function runner(folder: string, experiment: object, env: Record<string, string> = {}) {
  const open = reopen(folder, store => listRuns(store).find(run => run.state !== 'finished')?.id)
  const args = [folder, JSON.stringify(experiment), ...(open === undefined ? [] : [open])]
  return { script, args, env }
}

/** Opens what a killed child left; sound, and quiet about it. */
export function reopen<T>(folder: string, look: (store: Store) => T): T {
  const opened = openStore({ folder })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const { store, notices } = opened.value
  try {
    expect(notices).toEqual([])
    expect(store.db.pragma('quick_check', { simple: true })).toBe('ok')
    expect(store.db.pragma('foreign_key_check')).toEqual([])
    return look(store)
  } finally {
    store.close()
  }
}

/** Ids of all trainers that were ever started for this folder. */
export const trainersOf = (folder: string): number[] =>
  existsSync(join(folder, 'trainers'))
    ? readFileSync(join(folder, 'trainers'), 'utf8').trim().split('\n').map(Number)
    : []

/** Trainers end by themselves when their parent is gone. */
export const expectNoTrainers = (folder: string) =>
  vi.waitFor(() => expect(trainersOf(folder).filter(isAlive)).toEqual([]), {
    timeout: 30_000,
    interval: 20,
  })

/** Ends what a failed test would leave behind. */
export const endTrainersAfter = (folder: string) =>
  onTestFinished(() => {
    for (const pid of trainersOf(folder).filter(isAlive)) process.kill(pid, 'SIGKILL')
  })

/** Is it one of ours? A number may have been given to another process since. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('trainer.ts')
  } catch {
    return false
  }
}

/** Nothing is half-recorded: every part of every run fits the others. */
export function expectWholeRuns(folder: string): void {
  reopen(folder, store => {
    for (const run of listRuns(store)) {
      expect(['queued', 'interrupted', 'finished']).toContain(run.state)
      if (run.state === 'finished') expect(readResults(store, run.id)).not.toBeNull()
      const lease = acquireLease(store, run.id, 'another test') // the dead owner's is no obstacle
      if (!lease.ok) throw new Error(JSON.stringify(lease.failure))
      for (const row of readModels(store, run.id)) {
        const key = { run: run.id, model: row.model, phase: row.phase }
        const weights = readWeights(store, key)
        expect(weights !== null).toBe(row.state === 'finished')
        expect(row.state === 'finished' ? row.weightsHash : null).toBe(row.weightsHash)
        const { epoch: epochs } = readLosses(store, key)
        expect(epochs).toEqual(epochs.map((_, i) => i + 1))
        expect(row.epoch).toBe(epochs.length)
        if (row.state === 'finished') continue
        const { checkpoint } = resumePoint(store, key)
        expect(checkpoint?.epoch ?? 0).toBe(row.epoch)
        if (checkpoint) expect(decodeSnapshot(checkpoint.blob).epoch).toBe(row.epoch)
      }
    }
    const orphans = `SELECT id FROM blobs WHERE id NOT IN (SELECT blob_id FROM checkpoints)
      AND id NOT IN (SELECT blob_id FROM weights)`
    expect(readRows(store, orphans)).toEqual([])
  })
}

/** All that a finished run learned and says: to be the same to the bit, whatever happened on the way. */
export const readLearned = (folder: string) =>
  reopen(folder, store =>
    listRuns(store)
      .filter(run => run.state === 'finished')
      .map(({ id }) => ({
        models: readModels(store, id).map(({ seconds: _, ...row }) => {
          const key = { run: id, model: row.model, phase: row.phase }
          return { ...row, losses: readLosses(store, key), watched: readWatched(store, key) }
        }),
        predictions: readPredictions(store, id),
        hindcast: readPath(store, id, 'hindcast'),
        forecast: readPath(store, id, 'forecast'),
      }))
  )
