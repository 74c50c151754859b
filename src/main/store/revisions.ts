import type { Bars, IsoDate, Revision, SeriesInfo, Source } from '../../shared/types.ts'
import { readBarChunks, writeBarChunks } from './bar-chunks.ts'
import { hashBars } from './hash-bars.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'

/** A series as the list shows it. */
export interface SeriesEntry {
  readonly id: number
  readonly latest: Revision
  /** First day of the latest revision; its last is `latest.asOf` or before. */
  readonly first: IsoDate
  readonly last: IsoDate
  readonly revisions: number
  /** When it was last fetched, imported or taken. */
  readonly usedAt: string
}

export interface RevisionStamp {
  /** The day as of which the source was asked; the last bar's day when absent. */
  readonly asOf?: IsoDate
  /** What the source's adjustment goes by, in its own words. */
  readonly stamp?: string
}

interface RevisionRow extends SeriesInfo {
  readonly id: number
  readonly hash: string
  readonly createdAt: string
  readonly asOf: string
  readonly count: number
  readonly first: string
  readonly last: string
}

const select = `SELECT r.id, r.hash, r.created_at AS createdAt, r.as_of AS asOf, r.count, r.first,
  r.last, s.symbol, s.source, r.name, r.currency, r.exchange, r.file
  FROM revisions r JOIN series s ON s.id = r.series_id`

function revisionOf(row: RevisionRow): Revision {
  const { symbol, source, name, currency, exchange, file } = row
  const series = { symbol, source, name, currency, exchange, file }
  const { id, hash, createdAt, asOf, count } = row
  return { id, series, hash, createdAt, asOf, count }
}

/**
 * Makes these bars the latest revision of their series, all or nothing. Bars that the series
 * already had are the revision they were: same hash, same id. Throws on bars without rows,
 * of uneven columns, or whose days do not rise.
 */
export function saveRevision(
  store: Store,
  info: SeriesInfo,
  bars: Bars,
  stamp: RevisionStamp = {}
): Revision {
  return write(store, 'import', () => {
    const { id, seriesId } = writeRevision(store, info, bars, stamp)
    change(store, 'UPDATE series SET latest_id = ? WHERE id = ?', id, seriesId)
    return readRevision(store, id)
  })
}

/** As `saveRevision`, but the series' latest revision stays what it was, if it has one. */
export function addRevision(
  store: Store,
  info: SeriesInfo,
  bars: Bars,
  stamp: RevisionStamp = {}
): Revision {
  return write(store, 'import', () => {
    const { id, seriesId } = writeRevision(store, info, bars, stamp)
    const sql = 'UPDATE series SET latest_id = coalesce(latest_id, ?) WHERE id = ?'
    change(store, sql, id, seriesId)
    return readRevision(store, id)
  })
}

/** The revision of these bars, made when new. Takes part in the caller's transaction. */
function writeRevision(store: Store, info: SeriesInfo, bars: Bars, stamp: RevisionStamp) {
  checkBars(bars)
  const hash = hashBars(bars)
  const seriesId = writeSeries(store, info)
  const sql = 'SELECT id FROM revisions WHERE series_id = ? AND hash = ?'
  const known = readRow<{ id: number }>(store, sql, seriesId, hash)
  const id = known?.id ?? insertRevision(store, seriesId, hash, info, bars, stamp)
  return { id, seriesId }
}

function checkBars(bars: Bars): void {
  const n = bars.dates.length
  if (n === 0) throw new Error('a revision needs bars')
  for (const column of [bars.open, bars.high, bars.low, bars.close, bars.adjusted, bars.volume]) {
    if (column.length !== n) throw new Error(`columns of ${column.length} and ${n} values`)
  }
  for (let i = 1; i < n; i++) {
    const [before = '', day = ''] = [bars.dates[i - 1], bars.dates[i]]
    if (day <= before) throw new Error(`${day} follows ${before}`)
  }
  if (bars.close.some(Number.isNaN)) throw new Error('a stored close is never missing')
}

function writeSeries(store: Store, { symbol, source }: SeriesInfo): number {
  const sql = 'INSERT INTO series (symbol, source, created_at) VALUES (?, ?, ?)'
  return (
    readSeriesId(store, symbol, source) ?? change(store, sql, symbol, source, instant(store)).id
  )
}

function insertRevision(
  store: Store,
  seriesId: number,
  hash: string,
  info: SeriesInfo,
  bars: Bars,
  { asOf, stamp }: RevisionStamp
): number {
  const sql = 'SELECT coalesce(max(id), 0) + 1 AS id FROM revisions'
  const id = readRow<{ id: number }>(store, sql)?.id as number
  writeBarChunks(store, id, bars)
  const first = bars.dates[0] as IsoDate
  const last = bars.dates.at(-1) as IsoDate
  const insert = `INSERT INTO revisions (id, series_id, hash, created_at, as_of, stamp, count,
    first, last, name, currency, exchange, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { name, currency, exchange, file } = info
  const head = [id, seriesId, hash, instant(store), asOf ?? last, stamp ?? null] as const
  change(store, insert, ...head, bars.dates.length, first, last, name, currency, exchange, file)
  return id
}

/** The id of a series, or null when nothing of it was ever stored. */
function readSeriesId(store: Store, symbol: string, source: Source): number | null {
  const sql = 'SELECT id FROM series WHERE symbol = ? AND source = ?'
  return readRow<{ id: number }>(store, sql, symbol, source)?.id ?? null
}

/** Throws when there is no such revision: ids come from here. */
export function readRevision(store: Store, id: number): Revision {
  const row = readRow<RevisionRow>(store, `${select} WHERE r.id = ?`, id)
  if (!row) throw new Error(`no revision ${id}`)
  return revisionOf(row)
}

/** What the source's adjustment goes by, as it was saved with; null where nobody said. */
export const readStampText = (store: Store, id: number): string | null =>
  readRow<{ stamp: string | null }>(store, 'SELECT stamp FROM revisions WHERE id = ?', id)?.stamp ??
  null

/**
 * The hash of a revision's bars as they lie in the database now, and the bars, proven or not; null
 * where they cannot even be read.
 */
export function readBarsAsFound(store: Store, id: number): { bars: Bars; hash: string } | null {
  try {
    const bars = readBarChunks(store, id)
    return { bars, hash: hashBars(bars) }
  } catch {
    return null // torn columns: nothing can be said of them but that they are not what was saved
  }
}

/** The state in which the source was last seen, or null. */
export function latestRevision(store: Store, symbol: string, source: Source): Revision | null {
  const sql = `${select} WHERE s.symbol = ? AND s.source = ? AND r.id = s.latest_id`
  const row = readRow<RevisionRow>(store, sql, symbol, source)
  return row ? revisionOf(row) : null
}

/** Every revision of a series, oldest first. */
export function listRevisions(store: Store, symbol: string, source: Source): Revision[] {
  const sql = `${select} WHERE s.symbol = ? AND s.source = ? ORDER BY r.id`
  return readRows<RevisionRow>(store, sql, symbol, source).map(revisionOf)
}

/** Bars that were proven, by store and by their hash, those used last at the end. */
const proven = new WeakMap<Store, Map<string, Bars>>()

/** Enough for a run, the series beside it and those it is applied to; 1 MB for 16,000 bars. */
const mostProven = 4

/**
 * The bars of a revision, proven by its hash. Throws when the file gives others. Those used last are
 * kept, since the same hash is the same bars: who gets them may not write into them.
 */
export function readBars(store: Store, revisionId: number): Bars {
  const revision = readRevision(store, revisionId)
  const kept = proven.get(store) ?? new Map<string, Bars>()
  const bars = kept.get(revision.hash) ?? readProven(store, revision)
  kept.delete(revision.hash)
  kept.set(revision.hash, bars)
  const [oldest = revision.hash] = kept.keys()
  if (kept.size > mostProven) kept.delete(oldest)
  proven.set(store, kept)
  return bars
}

function readProven(store: Store, { id, hash, series }: Revision): Bars {
  const bars = readBarChunks(store, id)
  if (hashBars(bars) !== hash) {
    throw new Error(`the stored bars of ${series.symbol} (revision ${id}) were changed`)
  }
  return bars
}

/** Every series with its latest revision, by symbol. */
export function listSeries(store: Store): SeriesEntry[] {
  const sql = `${select.replace(
    'SELECT',
    `SELECT s.id AS seriesId,
    (SELECT count(*) FROM revisions x WHERE x.series_id = s.id) AS revisions,
    max(r.created_at, coalesce((SELECT max(at) FROM fetches f WHERE f.symbol = s.symbol
      AND f.source = s.source AND f.revision_id IS NOT NULL), '')) AS usedAt,`
  )}
    WHERE r.id = s.latest_id ORDER BY s.symbol, s.source`
  const rows = readRows<RevisionRow & { seriesId: number; revisions: number; usedAt: string }>(
    store,
    sql
  )
  return rows.map(row => ({
    id: row.seriesId,
    latest: revisionOf(row),
    first: row.first,
    last: row.last,
    revisions: row.revisions,
    usedAt: row.usedAt,
  }))
}

/** Whether there is such a revision: an id that came from a window may be of another database. */
export const isRevision = (store: Store, id: number): boolean =>
  readRow(store, 'SELECT 1 FROM revisions WHERE id = ?', id) !== undefined
