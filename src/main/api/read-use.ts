import { done, type Result } from '../../shared/failure.ts'
import type { DiskUse } from '../../shared/wire.ts'
import { readDiskUse } from '../store/disk-use.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

/** What the database takes, and what of it nothing needs. */
export const readUse = (h: Hindcast): Result<DiskUse> =>
  attempt(h, () => done(readDiskUse(h.store)))
