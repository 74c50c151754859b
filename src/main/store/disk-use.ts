import { existsSync, statfsSync, statSync } from 'node:fs'
import type { DiskUse } from '../../shared/wire.ts'
import { change, readRow, type Store, write } from './store.ts'

/** Checkpoints that nothing will go on from: of finished runs, and of runs deleted. */
const idle = `SELECT c.id FROM checkpoints c JOIN run_models m ON m.id = c.model_id
  JOIN runs r ON r.id = m.run_id WHERE r.state = 'finished' OR r.deleted_at IS NOT NULL`

export function readDiskUse(store: Store): DiskUse {
  const number = (sql: string) => readRow<{ n: number | null }>(store, sql)?.n ?? 0
  const blobs = 'FROM checkpoints c JOIN blobs b ON b.id = c.blob_id'
  const { bavail, bsize } = statfsSync(store.folder)
  return {
    folder: store.folder,
    databaseBytes: databaseBytes(store),
    checkpointBytes: number(`SELECT sum(bytes) AS n ${blobs}`),
    idleCheckpointBytes: number(`SELECT sum(bytes) AS n ${blobs} WHERE c.id IN (${idle})`),
    runs: number('SELECT count(*) AS n FROM runs WHERE deleted_at IS NULL'),
    deletedRuns: number('SELECT count(*) AS n FROM runs WHERE deleted_at IS NOT NULL'),
    series: number('SELECT count(*) AS n FROM series'),
    bars: number('SELECT sum(count) AS n FROM revisions JOIN series ON latest_id = revisions.id'),
    freeBytes: bavail * bsize,
  }
}

/** The file and its WAL. */
export const databaseBytes = ({ file }: Store): number =>
  [file, `${file}-wal`].reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)

/** Removes checkpoints that nothing needs; answers how many. */
export const deleteIdleCheckpoints = (store: Store): number =>
  write(
    store,
    'checkpoint',
    () => change(store, `DELETE FROM checkpoints WHERE id IN (${idle})`).changes
  )

/**
 * Gives freed pages back to the disk, and empties the WAL. Rewrites the whole file, which takes about
 * a second for each 100 MB, so it is done only when a twentieth of it is free.
 */
export function compact({ db }: Store): void {
  const pages = (what: 'freelist_count' | 'page_count') =>
    db.pragma(what, { simple: true }) as number
  if (pages('freelist_count') * 20 >= pages('page_count')) db.exec('VACUUM')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
