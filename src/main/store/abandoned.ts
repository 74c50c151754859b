import { hostname } from 'node:os'
import { staleAfter } from './leases.ts'
import { mayBeAlive, type ProcessIdentity } from './process-identity.ts'
import { change, instant, readRows, type Store, write } from './store.ts'

interface Row extends ProcessIdentity {
  readonly run: string
  readonly beatAt: number
}

/**
 * Runs whose trainer's owner died are interrupted, and say so. An owner of this host that still
 * lives is left alone, however late its heartbeat: a laptop may just have slept.
 */
export function markAbandonedRuns(store: Store): void {
  const sql = `SELECT r.id AS run, pid, started, host, coalesce(beat_at, 0) AS beatAt
    FROM runs r LEFT JOIN leases l ON l.run_id = r.id WHERE r.state IN ('training', 'paused')`
  if (readRows<Row>(store, sql).length === 0) return
  write(store, 'run', () => {
    const abandoned = readRows<Row>(store, sql).filter(row => isAbandoned(store, row))
    for (const { run } of abandoned) interrupt(store, run)
  })
}

function isAbandoned(store: Store, row: Row): boolean {
  if (row.host === null || !mayBeAlive(row)) return true
  return row.host !== hostname() && store.now().getTime() - row.beatAt > staleAfter
}

function interrupt(store: Store, run: string): void {
  change(store, 'DELETE FROM leases WHERE run_id = ?', run)
  const sql = `UPDATE runs SET state = 'interrupted', reason = ?, state_at = ? WHERE id = ?`
  change(store, sql, 'the process that trained it ended', instant(store), run)
  const models = `UPDATE run_models SET state = 'waiting' WHERE run_id = ? AND state = 'training'`
  change(store, models, run)
}
