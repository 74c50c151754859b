import { done, type Result } from '../../shared/failure.ts'
import { type LaunchDrawing, launchDrawing } from '../report/write-in-process.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { type Launch, launchTrainer } from '../training/launch.ts'
import { TrainerPool } from '../training/pool.ts'

/** What every request works with: the one database, and the trainers. */
export interface Hindcast {
  readonly store: Store
  readonly pool: TrainerPool
  /** Starts the process that writes a run's report. */
  readonly draw: LaunchDrawing
  /** How this process is named to another that wants the same run: `the command line`. */
  readonly kind: string
  /** Ends trainers and closes the database. What trains should be interrupted before. */
  close(): void
}

export interface HindcastOptions {
  /** Data folder; HINDCAST_DATA or the system's own when absent. */
  readonly folder?: string
  readonly launch?: Launch
  readonly draw?: LaunchDrawing
  readonly kind?: string
  /** The clock, for tests. */
  readonly now?: () => Date
  /** A trainer began, ended or became ready. May not throw. */
  readonly onTrainers?: () => void
}

/** Opens the database and readies the trainers; none starts before it is needed. */
export function openHindcast({
  folder,
  launch = launchTrainer,
  draw = launchDrawing,
  kind = 'the command line',
  now,
  onTrainers,
}: HindcastOptions = {}): Result<{ hindcast: Hindcast; notices: readonly string[] }> {
  const opened = openStore({
    ...(folder === undefined ? {} : { folder }),
    ...(now === undefined ? {} : { now }),
  })
  if (!opened.ok) return opened
  const { store, notices } = opened.value
  const pool = new TrainerPool({
    launch,
    ...(onTrainers === undefined ? {} : { onChange: onTrainers }),
  })
  const close = () => {
    pool.close()
    store.close()
  }
  return done({ hindcast: { store, pool, draw, kind, close }, notices })
}
