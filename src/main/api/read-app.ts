import { platform } from 'node:os'
import { done, type Result } from '../../shared/failure.ts'
import type { AppState } from '../../shared/wire.ts'
import { readDiskUse } from '../store/disk-use.ts'
import { attempt } from './attempt.ts'
import type { Context } from './context.ts'
import { readPreferences } from './preferences.ts'
import { appVersions } from './versions.ts'

/** What a window has to know before it draws anything. */
export function readApp({ h, desk, hostVersions, engine, notices }: Context): Result<AppState> {
  return attempt(h, () => {
    const { runs, series } = readDiskUse(h.store)
    return done({
      host: desk.host,
      platform: platform(),
      versions: { ...appVersions(h), ...hostVersions },
      engine: engine(),
      notices: [...notices],
      isFirstStart: runs === 0 && series === 0,
      preferences: readPreferences(h),
    })
  })
}
