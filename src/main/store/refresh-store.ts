import type { RefreshStore } from '../data/refresh.ts'
import { latestRevision, readBars, saveRevision } from './revisions.ts'
import type { Store } from './store.ts'

/** The store as `data/refresh` sees it: Yahoo's series by symbol. */
export function refreshStore(store: Store): RefreshStore {
  return {
    latest(symbol) {
      const revision = latestRevision(store, symbol, 'yahoo')
      if (!revision) return null
      return { bars: readBars(store, revision.id), info: revision.series, hash: revision.hash }
    },
    save: (bars, info) => saveRevision(store, info, bars),
  }
}
