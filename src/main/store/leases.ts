import { randomBytes } from 'node:crypto'
import { done, failed, type Result } from '../../shared/failure.ts'
import { mayBeAlive, type ProcessIdentity } from './process-identity.ts'
import { change, instant, readRow, type Store, write } from './store.ts'
import { storeFailure } from './store-failure.ts'

/**
 * A run has one owner at a time. The owner beats every two seconds; after ten silent ones, or
 * as soon as its process is gone, another may take over. Whoever lost a lease can no longer
 * write to the run (`checkFence`), even if it only slept and does not know yet.
 */
export const beatEvery = 2_000
export const staleAfter = 10_000

export interface Lease {
  readonly run: string
  readonly token: string
}

/** Someone else owns the run now: stop training it, write nothing. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  constructor(run: string, owner: string) {
    super(`run ${run} is now owned by ${owner}`)
  }
}

interface LeaseRow extends ProcessIdentity {
  readonly token: string
  readonly kind: string
  readonly beatAt: number
}

const select = `SELECT token, pid, started, host, kind, beat_at AS beatAt FROM leases
  WHERE run_id = ?`

/**
 * Makes this process the run's owner. `kind` says in words what it is: `the app`, `the command
 * line`. Fails with `run-busy` while another owner lives; of two at once exactly one wins.
 */
export function acquireLease(store: Store, run: string, kind: string): Result<Lease> {
  return write(store, 'lease', () => {
    const row = readRow<LeaseRow>(store, select, run)
    if (row && isHeld(store, row)) return failed({ kind: 'run-busy', id: run, owner: nameOf(row) })
    const lease = { run, token: randomBytes(12).toString('hex') }
    insert(store, lease, kind)
    store.leases.set(run, lease.token)
    return done(lease)
  })
}

function insert(store: Store, { run, token }: Lease, kind: string): void {
  const sql = `INSERT OR REPLACE INTO leases (run_id, token, pid, started, host, kind, since,
    beat_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  const { pid, started, host } = store.identity
  change(store, sql, run, token, pid, started, host, kind, instant(store), store.now().getTime())
}

const isHeld = (store: Store, row: LeaseRow): boolean =>
  store.now().getTime() - row.beatAt <= staleAfter && mayBeAlive(row)

const nameOf = ({ kind, pid, host }: LeaseRow) => `${kind} (process ${pid} on ${host})`

/** Who trains this run now, in words, or null. */
export function readOwner(store: Store, run: string): string | null {
  const row = readRow<LeaseRow>(store, select, run)
  return row && isHeld(store, row) ? nameOf(row) : null
}

/** Says that the owner lives. False when the lease is someone else's by now. */
export function beatLease(store: Store, { run, token }: Lease): boolean {
  const sql = 'UPDATE leases SET beat_at = ? WHERE run_id = ? AND token = ?'
  const beat = () => change(store, sql, store.now().getTime(), run, token).changes === 1
  return write(store, 'lease', beat)
}

/** A beat that the disk or another writer does not let through is missed, not lost: the next may do. */
function beatOrMiss(store: Store, lease: Lease): boolean {
  try {
    return beatLease(store, lease)
  } catch (error) {
    if (storeFailure(error, store.folder) === null) throw error
    return true
  }
}

/** Beats every two seconds until the answer is called or the lease is lost. */
export function keepLease(
  store: Store,
  lease: Lease,
  onLost: () => void,
  every = beatEvery
): () => void {
  const timer = setInterval(() => {
    const isOpen = store.db.open
    if (isOpen && beatOrMiss(store, lease)) return
    clearInterval(timer)
    if (isOpen) onLost() // one that was closed gave it up itself
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}

/** Gives the run free; does nothing when the lease was lost before. */
export function releaseLease(store: Store, { run, token }: Lease): void {
  const sql = 'DELETE FROM leases WHERE run_id = ? AND token = ?'
  write(store, 'lease', () => change(store, sql, run, token))
  if (store.leases.get(run) === token) store.leases.delete(run)
}

/** Throws `LeaseLostError` when the run is leased through another store than this one. */
export function checkFence(store: Store, run: string): void {
  const row = readRow<LeaseRow>(store, select, run)
  const mine = store.leases.get(run)
  if (!row && mine === undefined) return // nobody leases it: a study, a test
  if (row?.token !== mine) throw new LeaseLostError(run, row ? nameOf(row) : 'nobody')
}
