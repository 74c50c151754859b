import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BadRow, done, failed, type Result } from '../../shared/failure.ts'
import { makeSample } from '../../shared/lab/samples.ts'
import type { Revision, SampleName, SeriesInfo } from '../../shared/types.ts'
import type { CsvMapping } from '../data/csv/mapping.ts'
import { readCsv } from '../data/csv.ts'
import { type Refreshed, type RefreshRequest, refresh } from '../data/refresh.ts'
import { recordFetch } from '../store/fetches.ts'
import { refreshStore } from '../store/refresh-store.ts'
import {
  latestRevision,
  listSeries as listStored,
  type SeriesEntry,
  saveRevision,
} from '../store/revisions.ts'
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
  { store }: Hindcast,
  path: string,
  { column, decimal, dates, skipBadRows = false }: ImportOptions = {}
): Promise<Result<Imported>> {
  const fileName = basename(path)
  const bytes = await readBytes(path, fileName)
  if (!bytes.ok) return bytes
  const mapping = {
    ...(column === undefined ? {} : { column }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dates === undefined ? {} : { dates }),
  }
  const parsed = readCsv(bytes.value, { fileName, mapping, skipBadRows })
  if (!parsed.ok) return parsed
  const { bars, info, warnings, bad } = parsed.value
  const before = latestRevision(store, info.symbol, info.source)
  const revision = saveRevision(store, info, bars)
  return done({ revision, warnings, bad, isNew: before?.id !== revision.id })
}

async function readBytes(path: string, file: string): Promise<Result<Uint8Array>> {
  try {
    return done(await readFile(path))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file' : message
    return failed({ kind: 'unreadable-file', file, reason })
  }
}

export interface Fetched {
  readonly revision: Revision
  readonly refreshed: Refreshed
}

/** Brings a symbol up to date from Yahoo, asking only for what is missing. */
export async function fetchSymbol(
  { store }: Hindcast,
  symbol: string,
  options: Omit<RefreshRequest, 'symbol'> = {}
): Promise<Result<Fetched>> {
  const refreshed = await refresh(refreshStore(store), { ...options, symbol })
  const name = symbol.trim().toUpperCase()
  const revision = latestRevision(store, name, 'yahoo')
  recordFetch(store, {
    symbol: name,
    source: 'yahoo',
    first: null,
    last: null,
    outcome: outcomeOf(refreshed),
    bars: refreshed.ok && 'added' in refreshed.value ? refreshed.value.added : 0,
    revisionId: revision?.id ?? null,
  })
  if (!refreshed.ok) return refreshed
  if (!revision) throw new Error(`${name} was fetched and is not there`)
  return done({ revision, refreshed: refreshed.value })
}

/** How a fetch went, in a word: `appended`, or the kind of its failure. */
function outcomeOf(refreshed: Result<Refreshed>): string {
  if (!refreshed.ok) return refreshed.failure.kind
  return refreshed.value.kind === 'cached' ? refreshed.value.failure.kind : refreshed.value.kind
}

/** A simulated series; the same name and seed give the same bars. */
export function takeSample(
  { store }: Hindcast,
  name: SampleName,
  seed = 7
): Result<{ revision: Revision }> {
  return done({ revision: saveRevision(store, sampleInfo(name, seed), makeSample(name, seed)) })
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
