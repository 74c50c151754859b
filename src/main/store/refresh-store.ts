import type { RefreshStore } from '../data/refresh.ts'
import { latestRevision, readBars, readStampText, saveRevision } from './revisions.ts'
import type { Store } from './store.ts'

/** The store as `data/refresh` sees it: Yahoo's series by symbol. */
export function refreshStore(store: Store): RefreshStore {
  return {
    latest(symbol) {
      const revision = latestRevision(store, symbol, 'yahoo')
      if (!revision) return null
      const { id, series, hash } = revision
      return { bars: readBars(store, id), info: series, hash, stamp: readStampText(store, id) }
    },
    save: (bars, info, stamp) => saveRevision(store, info, bars, stamp === null ? {} : { stamp }),
  }
}
