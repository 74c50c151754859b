import { done, failed, type Result } from '../../../shared/failure.ts'
import type { FetchedSeries, ImportedSeries } from '../../../shared/wire.ts'
import { workBeside } from '../../beside/beside.ts'
import type { Context } from '../context.ts'
import type { CsvFile } from '../csv-files.ts'
import { wishOf } from '../csv-wish.ts'
import { fetchSymbol, type Imported, importBytes, takeSample } from '../series.ts'
import { listSeriesSummaries, readSeriesDetail } from '../series-detail.ts'
import { tellOfNewDays } from '../tell-diary.ts'
import type { Handlers } from './handlers.ts'

/** Prices in: what is stored, what Yahoo tells, what a file holds. */
export const seriesHandlers: Handlers<
  | 'listSeries'
  | 'readSeries'
  | 'fetchSeries'
  | 'cancelFetch'
  | 'takeSample'
  | 'previewCsv'
  | 'remapCsv'
  | 'importCsv'
  | 'forgetCsv'
> = {
  listSeries: ({ h }) => done(listSeriesSummaries(h)),

  readSeries: ({ h }, { revisionId }) => readSeriesDetail(h, revisionId),

  fetchSeries: (context, { symbol }) => fetchSeries(context, symbol.trim().toUpperCase()),

  cancelFetch({ fetches }, { symbol }) {
    fetches.get(symbol.trim().toUpperCase())?.abort()
    return done(undefined)
  },

  takeSample({ h, publish }, { name, seed }) {
    const taken = takeSample(h, name, seed)
    if (!taken.ok) return taken
    const { revision, isNew } = taken.value
    publish('series-changed', { revisionIds: [revision.id] })
    return done({ revisionId: revision.id, warnings: [], leftOut: 0, isNew })
  },

  async previewCsv({ csvFiles }, { name, bytes }) {
    const file = { name, bytes }
    const token = csvFiles.keep(file)
    const preview = await workBeside('previewFile', file, token)
    if (!preview.ok) csvFiles.forget(token)
    return preview
  },

  remapCsv: (context, { token, mapping }) =>
    withFile(context, token, file => workBeside('previewFile', file, token, mapping)),

  importCsv: (context, { token, mapping, skipBadRows }) =>
    withFile(context, token, async ({ name, bytes }) => {
      const options = { fileName: name, mapping: wishOf(mapping), skipBadRows }
      const imported = await importBytes(context.h, bytes, options)
      if (!imported.ok) return imported
      context.csvFiles.forget(token)
      context.publish('series-changed', { revisionIds: [imported.value.revision.id] })
      if (imported.value.isNew) tellOfNewDays(context, imported.value.revision)
      return done(importedSeries(imported.value))
    }),

  forgetCsv({ csvFiles }, { token }) {
    csvFiles.forget(token)
    return done(undefined)
  },
}

async function withFile<T>(
  { csvFiles }: Context,
  token: string,
  work: (file: CsvFile) => Promise<Result<T>>
): Promise<Result<T>> {
  const file = csvFiles.get(token)
  return file ? work(file) : failed({ kind: 'forgotten-file' })
}

const importedSeries = ({ revision, warnings, bad, isNew }: Imported): ImportedSeries => ({
  revisionId: revision.id,
  warnings,
  leftOut: bad.length,
  isNew,
})

/** A symbol is fetched once at a time: asking again while it is fetched ends the first. */
async function fetchSeries(context: Context, symbol: string): Promise<Result<FetchedSeries>> {
  const { h, fetches, publish, log } = context
  fetches.get(symbol)?.abort()
  const own = new AbortController()
  fetches.set(symbol, own)
  try {
    const fetched = await fetchSymbol(h, symbol, {
      fetch: context.fetch,
      signal: own.signal,
      onWait: (seconds, reason) => publish('fetch-waits', { symbol, seconds, reason }),
      now: h.store.now,
    })
    log.write('info', `fetch: ${fetched.ok ? fetched.value.refreshed.kind : fetched.failure.kind}`)
    if (!fetched.ok) return fetched
    const { revision, refreshed } = fetched.value
    publish('series-changed', { revisionIds: [revision.id] })
    if ('added' in refreshed) tellOfNewDays(context, revision)
    return done({
      revisionId: revision.id,
      kind: refreshed.kind,
      asOf: refreshed.asOf,
      added: 'added' in refreshed ? refreshed.added : 0,
      moved: refreshed.kind === 'revised' ? refreshed.moved : [],
      failure: refreshed.kind === 'cached' ? refreshed.failure : null,
    })
  } finally {
    if (fetches.get(symbol) === own) fetches.delete(symbol)
  }
}
