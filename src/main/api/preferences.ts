import { preferencesSchema } from '../../shared/schemas.ts'
import type { Preferences } from '../../shared/wire.ts'
import { readPreferences as readStored, writePreferences } from '../store/preferences.ts'
import type { Hindcast } from './hindcast.ts'

/** Choices that outlive the window. One that is unknown, or no longer makes sense, is its default. */
export function readPreferences({ store }: Hindcast): Preferences {
  const stored = readStored(store)
  const good = Object.entries(preferencesSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return preferencesSchema.parse(Object.fromEntries(good))
}

/** Keeps what is named; answers all. */
export function savePreferences(h: Hindcast, changes: Partial<Preferences>): Preferences {
  writePreferences(h.store, changes)
  return readPreferences(h)
}
