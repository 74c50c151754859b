import type { RefreshStore } from '../data/refresh.ts'
import { isImported, latestRevision, readBars, readStampText, saveRevision } from './revisions.ts'
import type { Store } from './store.ts'

/** The store as `data/refresh` sees it: Yahoo's series by symbol. Never one that only a file claims. */
export function refreshStore(store: Store): RefreshStore {
  return {
    latest(symbol) {
      const revision = latestRevision(store, symbol, 'yahoo')
      if (!revision || isImported(store, revision.id)) return null
      const { id, series, hash } = revision
      return { bars: readBars(store, id), info: series, hash, stamp: readStampText(store, id) }
    },
    save: (bars, info, stamp) => saveRevision(store, info, bars, stamp === null ? {} : { stamp }),
  }
}
