import { type Failure, failed, type Result } from '../../shared/failure.ts'
import type { Store } from '../store/store.ts'
import { storeFailure } from '../store/store-failure.ts'
import type { Hindcast } from './hindcast.ts'

/** Does `work`; what database or disk refuse comes back as a failure, a bug still throws. */
export function attempt<T>({ store }: Hindcast, work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    return failed(refusalOf(store, error))
  }
}

/** The same for work that takes its time. */
export async function attemptLater<T>(
  { store }: Hindcast,
  work: () => Promise<Result<T>>
): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return failed(refusalOf(store, error))
  }
}

/** @throws the error itself where nobody but us could do anything about it */
function refusalOf(store: Store, error: unknown): Failure {
  if (!store.db.open) return { kind: 'cancelled' } // closed meanwhile: somebody wanted it to end
  const failure = storeFailure(error, store.folder) ?? fileFailure(error)
  if (failure === null) throw error
  return failure
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'the system does not allow it',
  ENOSPC: 'its disk is full',
  EROFS: 'its disk can only be read',
}

/** Of a file that is not the database's: what the system did not allow. */
function fileFailure(error: unknown): Failure | null {
  const { code, path } = error as { code?: unknown; path?: unknown }
  if (typeof code !== 'string' || typeof path !== 'string') return null
  const reason = refusals[code]
  return reason === undefined ? null : { kind: 'unreadable-file', file: path, reason }
}
