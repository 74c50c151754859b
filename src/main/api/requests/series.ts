import { formatDate } from '../../../shared/charts/format.ts'
import { done, failed, type Result } from '../../../shared/failure.ts'
import type {
  ColumnMapping,
  CsvPreview,
  FetchedSeries,
  ImportedSeries,
} from '../../../shared/wire.ts'
import { workApart } from '../../beside/apart.ts'
import type { Dropped } from '../../data/yahoo-answer.ts'
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
  | 'cancelImport'
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
    return done({ revisionId: revision.id, understood: null, warnings: [], leftOut: 0, isNew })
  },

  async previewCsv(context, { name, bytes }) {
    const { csvFiles } = context
    const file = { name, bytes }
    const token = csvFiles.keep(file)
    const preview = await readPreview(context, file, token)
    if (!preview.ok) csvFiles.forget(token)
    return preview
  },

  remapCsv: (context, { token, mapping }) =>
    withFile(context, token, file => readPreview(context, file, token, mapping)),

  importCsv: (context, { token, mapping, skipBadRows, name: wished }) =>
    withFile(context, token, async ({ name, bytes }) => {
      const rest = { skipBadRows, future: mapping.future, name: wished }
      const options = { fileName: name, mapping: wishOf(mapping), ...rest }
      const imported = await context.csvFiles.reading(signal =>
        importBytes(context.h, bytes, options, { signal, onProgress: tellOf(context, name) })
      )
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

  cancelImport({ csvFiles }) {
    csvFiles.cancel()
    return done(undefined)
  },
}

const tellOf =
  ({ publish }: Context, file: string) =>
  (share: number) =>
    publish('import-progress', { file, share })

/** A preview in a thread of its own, which can be ended. */
async function readPreview(
  context: Context,
  file: CsvFile,
  token: string,
  mapping: Partial<ColumnMapping> = {}
): Promise<Result<CsvPreview>> {
  const ports = { onProgress: tellOf(context, file.name) }
  const preview = await context.csvFiles.reading(signal =>
    workApart('previewFile', [file, token, mapping], { ...ports, signal })
  )
  return preview ?? failed({ kind: 'cancelled' })
}

async function withFile<T>(
  { csvFiles }: Context,
  token: string,
  work: (file: CsvFile) => Promise<Result<T>>
): Promise<Result<T>> {
  const file = csvFiles.get(token)
  return file ? work(file) : failed({ kind: 'forgotten-file' })
}

const importedSeries = ({
  revision,
  warnings,
  bad,
  isNew,
  understood,
}: Imported): ImportedSeries => ({
  revisionId: revision.id,
  understood,
  warnings,
  leftOut: bad.length,
  isNew,
})

/** Bars that cannot be were left out, each by its day. */
function tellOfRefused({ publish }: Context, symbol: string, { refused = [] }: Dropped): void {
  if (refused.length === 0) return
  const days = refused.slice(0, 3).map(({ date, reason }) => `${formatDate(date)} (${reason})`)
  const more = refused.length > 3 ? ` and ${refused.length - 3} more` : ''
  const text = `${symbol}: left out ${days.join(', ')}${more}. Yahoo's answer cannot be right there.`
  publish('notice', { text, intent: 'warning' })
}

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
    if ('added' in refreshed) {
      tellOfNewDays(context, revision)
      tellOfRefused(context, symbol, refreshed.dropped)
    }
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
