import { useQueryClient } from '@tanstack/react-query'
import type { AppState, Preferences } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { keys, useAppState } from '../state/queries.ts'
import { attempt } from '../state/toaster.ts'

/** The choices that are kept, and the way to change some of them. */
export function usePreferences() {
  const client = useQueryClient()
  const preferences = useAppState().data?.preferences
  const change = async (changes: Partial<Preferences>) => {
    const kept = await attempt(() => ask('savePreferences', changes))
    if (kept === undefined) return
    client.setQueryData<AppState>(keys.app, app => app && { ...app, preferences: kept })
  }
  return { preferences, change }
}
