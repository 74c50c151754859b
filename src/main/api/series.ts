import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BadRow, done, failed, type Result } from '../../shared/failure.ts'
import { makeSample } from '../../shared/lab/samples.ts'
import type { IsoDate, Revision, SampleName, SeriesInfo } from '../../shared/types.ts'
import { workBeside } from '../beside/beside.ts'
import type { CsvMapping } from '../data/csv/mapping.ts'
import type { CsvOptions } from '../data/csv.ts'
import { type Refreshed, type RefreshRequest, refresh } from '../data/refresh.ts'
import { recordFetch } from '../store/fetches.ts'
import { refreshStore } from '../store/refresh-store.ts'
import {
  latestRevision,
  listRevisions,
  listSeries as listStored,
  type SeriesEntry,
  saveRevision,
} from '../store/revisions.ts'
import type { Store } from '../store/store.ts'
import { attempt, attemptLater } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

export interface ImportOptions {
  readonly decimal?: CsvMapping['decimal']
  readonly dates?: CsvMapping['dates']
  /** The column that is the price, by its name in the file. */
  readonly column?: string
  readonly skipBadRows?: boolean
}

export interface Imported {
  readonly revision: Revision
  readonly warnings: readonly string[]
  /** Rows left out, as the person allowed. */
  readonly bad: readonly BadRow[]
  /** False when these very bars were there already. */
  readonly isNew: boolean
}

/** Reads a CSV file into a series; nothing is stored unless all of it, or all that is wanted, is good. */
export async function importFile(
  h: Hindcast,
  path: string,
  { column, decimal, dates, skipBadRows = false }: ImportOptions = {}
): Promise<Result<Imported>> {
  const fileName = basename(path)
  const bytes = await readBytes(path, fileName)
  if (!bytes.ok) return bytes
  const mapping = { column, decimal, dates }
  return importBytes(h, bytes.value, { fileName, mapping, skipBadRows })
}

/** As `importFile`, of bytes already read, with any wish about columns and writing. */
export async function importBytes(
  h: Hindcast,
  bytes: Uint8Array,
  options: CsvOptions
): Promise<Result<Imported>> {
  const parsed = await workBeside('readCsv', bytes, options)
  if (!parsed.ok) return parsed
  const { bars, info, warnings, bad } = parsed.value
  return attempt(h, () => {
    const known = listRevisions(h.store, info.symbol, info.source)
    const revision = saveRevision(h.store, info, bars)
    const isNew = !known.some(({ id }) => id === revision.id)
    return done({ revision, warnings, bad, isNew })
  })
}

async function readBytes(path: string, file: string): Promise<Result<Uint8Array>> {
  try {
    return done(await readFile(path))
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    return failed({ kind: 'unreadable-file', file, reason: reasons[code] ?? message })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
}

export interface Fetched {
  readonly revision: Revision
  readonly refreshed: Refreshed
}

/** Brings a symbol up to date from Yahoo, asking only for what is missing. */
export async function fetchSymbol(
  h: Hindcast,
  symbol: string,
  options: Omit<RefreshRequest, 'symbol'> = {}
): Promise<Result<Fetched>> {
  return attemptLater(h, async () => {
    const name = symbol.trim().toUpperCase()
    const knownTo = latestRevision(h.store, name, 'yahoo')?.asOf ?? null
    const refreshed = await refresh(refreshStore(h.store), { ...options, symbol })
    if (!h.store.db.open) return failed({ kind: 'cancelled' })
    const revision = latestRevision(h.store, name, 'yahoo')
    record(h.store, name, refreshed, revision, knownTo)
    if (!refreshed.ok) return refreshed
    if (!revision) throw new Error(`${name} was fetched and is not there`)
    return done({ revision, refreshed: refreshed.value })
  })
}

/** A row for each time that Yahoo was asked; an answer from the calendar alone is none. */
function record(
  store: Store,
  symbol: string,
  refreshed: Result<Refreshed>,
  revision: Revision | null,
  knownTo: IsoDate | null
): void {
  if (refreshed.ok && refreshed.value.kind === 'up-to-date' && !refreshed.value.asked) return
  recordFetch(store, {
    symbol,
    source: 'yahoo',
    first: asksForAll(refreshed) ? null : knownTo,
    last: refreshed.ok && refreshed.value.kind !== 'cached' ? refreshed.value.asOf : null,
    outcome: outcomeOf(refreshed),
    bars: refreshed.ok && 'added' in refreshed.value ? refreshed.value.added : 0,
    revisionId: revision?.id ?? null,
  })
}

/** The first time, and again when history moved. */
const asksForAll = (refreshed: Result<Refreshed>): boolean =>
  refreshed.ok && (refreshed.value.kind === 'first' || refreshed.value.kind === 'revised')

/** How a fetch went, in a word: `appended`, or the kind of its failure. */
function outcomeOf(refreshed: Result<Refreshed>): string {
  if (!refreshed.ok) return refreshed.failure.kind
  return refreshed.value.kind === 'cached' ? refreshed.value.failure.kind : refreshed.value.kind
}

/** A simulated series; the same name and seed give the same bars. */
export function takeSample(
  h: Hindcast,
  name: SampleName,
  seed = 7
): Result<{ revision: Revision; isNew: boolean }> {
  const [info, bars] = [sampleInfo(name, seed), makeSample(name, seed)]
  return attempt(h, () => {
    const isNew = listRevisions(h.store, info.symbol, info.source).length === 0
    return done({ revision: saveRevision(h.store, info, bars), isNew })
  })
}

const sampleInfo = (name: SampleName, seed: number): SeriesInfo => ({
  symbol: seed === 7 ? name : `${name}-${seed}`,
  source: 'simulated',
  name: name === 'momentum' ? 'Simulated momentum, AR(1) with φ = 0.5' : 'Simulated random walk',
  currency: null,
  exchange: null,
  file: null,
})

export const listSeries = ({ store }: Hindcast): SeriesEntry[] => listStored(store)
