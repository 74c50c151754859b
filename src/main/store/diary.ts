import { createHash } from 'node:crypto'
import {
  type ChainRow,
  type ChainState,
  chainStart,
  checkChain,
} from '../../shared/lab/diary-chain.ts'
import {
  type DiaryNote,
  type DiaryPayload,
  diaryPayloadSchema,
  type FrozenForecast,
} from '../../shared/lab/diary-entry.ts'
import { faultPoint } from '../fault-point.ts'
import { type DiaryHead, readHead, writeHead } from './diary-head.ts'
import { canonicalJson } from './experiments.ts'
import { change, instant, readRow, readRows, type Store, write } from './store.ts'

/** One entry as it stands in the database. */
export interface DiaryRow {
  readonly position: number
  readonly hash: string
  /** Null where its text is no longer that of an entry. */
  readonly payload: DiaryPayload | null
}

export interface StoredDiary {
  /** Of every series, and notes, oldest first. */
  readonly rows: readonly DiaryRow[]
  readonly chain: ChainState
}

/** What a forecast is frozen with beside its place and its time. */
export type NewForecast = Omit<FrozenForecast, 'kind' | 'number' | 'frozenAt'>

interface Stored {
  readonly position: number
  readonly previous: string
  readonly hash: string
  readonly payload: string
}

const hashEntry = (previous: string, payload: string): string =>
  createHash('sha256').update(`${previous}\n${payload}`).digest('hex')

const readStored = (store: Store): Stored[] =>
  readRows<Stored>(store, 'SELECT position, previous, hash, payload FROM diary ORDER BY position')

/** The highest number this database ever gave, rows that are gone included. */
function readEverHeld(store: Store): number {
  const sql = `SELECT seq FROM sqlite_sequence WHERE name = 'diary'`
  return readRow<{ seq: number }>(store, sql)?.seq ?? 0
}

/** The whole diary, with its chain checked against itself and the head file. */
export function readDiary(store: Store): StoredDiary {
  // under the write lock: an entry that another process is adding is in both, or in neither
  return write(store, 'diary', () => {
    const stored = readStored(store)
    const read = stored.map(row => readEntry(store, row))
    const rows = stored.map(({ position, hash }, i) => ({
      position,
      hash,
      payload: read[i]?.payload ?? null,
    }))
    const chained = stored.map(({ position, previous, hash }, i): ChainRow => {
      const { payload = null, recomputed = '' } = read[i] ?? {}
      return { position, number: payload?.number ?? null, previous, hash, recomputed }
    })
    const head = settled(readHead(store), stored)
    const witness = { hashes: head?.hashes ?? null, everHeld: readEverHeld(store) }
    return { rows, chain: checkChain(chained, witness) }
  })
}

interface Entry extends Pick<Stored, 'previous'> {
  readonly text: string
  readonly payload: DiaryPayload | null
  readonly recomputed: string
}

/** What was read before, by store and place: the same text need not be parsed and hashed again. */
const known = new WeakMap<Store, Map<number, Entry>>()

function readEntry(store: Store, { position, previous, payload: text }: Stored): Entry {
  const entries = known.get(store) ?? new Map<number, Entry>()
  known.set(store, entries)
  const before = entries.get(position)
  if (before && before.text === text && before.previous === previous) return before
  const recomputed = hashEntry(previous, text)
  const entry = { previous, text, payload: parsePayload(text), recomputed }
  entries.set(position, entry)
  return entry
}

function parsePayload(text: string): DiaryPayload | null {
  try {
    const parsed = diaryPayloadSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null // somebody's edit: no JSON
  }
}

/** A head file that was being written when its process ended holds what the database came to hold. */
function settled(head: DiaryHead | null, stored: readonly Stored[]): DiaryHead | null {
  if (head === null || head.coming === null) return head
  const { hashes, coming } = head
  const came = stored.some(({ position, hash }) => position > hashes.length && hash === coming)
  return { hashes: came ? [...hashes, coming] : hashes, coming: null }
}

/** Freezes a forecast as the newest entry of the chain. Not within another write. */
export function appendForecast(store: Store, forecast: NewForecast): FrozenForecast {
  noteDisagreement(store)
  return append<FrozenForecast>(store, { kind: 'forecast', ...forecast })
}

/**
 * A head file that is missing, or knows of more than this database ever held, is set anew; the chain
 * says so for good.
 */
function noteDisagreement(store: Store): void {
  const text = write(store, 'diary', () => {
    const stored = readStored(store)
    const head = settled(readHead(store), stored)
    const last = lastNumber(store, stored)
    if (head === null ? last === 0 : head.hashes.length <= last) return null
    setHeadFrom(store, stored, head?.hashes)
    if (head === null)
      return `The head file was missing. It is set anew from the ${stored.length} entries in the database; whether there were more, or others, is not known.`
    return `The head file knew ${head.hashes.length} entries, the newest ${head.hashes.at(-1)}; the database held ${last}. The chain goes on from there.`
  })
  if (text !== null) append<DiaryNote>(store, { kind: 'note', text })
}

/**
 * A person restored a backup through Hindcast: the head file takes its state, and an entry says so.
 * Does nothing where both agree.
 */
export function noteRestoredBackup(store: Store): void {
  const text = write(store, 'diary', () => {
    const stored = readStored(store)
    const known = settled(readHead(store), stored)?.hashes ?? []
    const hashes = hashesOf(stored, lastNumber(store, stored))
    if (known.length === hashes.length && known.every((hash, i) => hash === hashes[i])) return null
    const parts = hashes.findIndex((hash, i) => known[i] !== undefined && known[i] !== hash)
    const where = parts < 0 ? '' : ` They part at entry ${parts + 1}.`
    const before = known.length === 0 ? 'no entries' : `${known.length}, the newest ${known.at(-1)}`
    setHeadFrom(store, stored)
    return `A backup was restored through Hindcast. The diary before it knew ${before}; this one holds ${stored.length}.${where}`
  })
  if (text !== null) append<DiaryNote>(store, { kind: 'note', text })
}

/** The head file as the database has it; `known` hashes are believed more than the rows are. */
function setHeadFrom(store: Store, stored: readonly Stored[], known: readonly string[] = []): void {
  const hashes = hashesOf(stored, lastNumber(store, stored))
  writeHead(store, { hashes: hashes.map((hash, i) => known[i] ?? hash), coming: null })
}

function hashesOf(stored: readonly Stored[], last: number): string[] {
  const at = new Map(stored.map(({ position, hash }) => [position, hash]))
  return Array.from({ length: last }, (_, i) => at.get(i + 1) ?? '')
}

/** Numbers that were given once are not given again, whatever became of their rows. */
const lastNumber = (store: Store, stored: readonly Stored[]): number =>
  Math.max(readEverHeld(store), stored.at(-1)?.position ?? 0)

/**
 * The head file says first what is coming, then the database holds it, then the head file says that
 * it does: a crash between any two leaves a chain that is known to be whole.
 */
function append<T extends DiaryPayload>(store: Store, entry: Omit<T, 'number' | 'frozenAt'>): T {
  if (store.db.inTransaction) throw new Error('the diary is written by itself')
  const made = write(store, 'diary', () => {
    const stored = readStored(store)
    const last = lastNumber(store, stored)
    const head = settled(readHead(store), stored)
    const payload = { ...entry, number: last + 1, frozenAt: instant(store) } as unknown as T
    const text = canonicalJson(diaryPayloadSchema.parse(payload))
    const previous = stored.at(-1)?.hash ?? chainStart
    const hash = hashEntry(previous, text)
    // a row between that is none of ours has no hash there
    const hashes = Array.from({ length: last }, (_, i) => head?.hashes[i] ?? '')
    writeHead(store, { hashes, coming: hash })
    const sql = 'INSERT INTO diary (position, previous, hash, payload) VALUES (?, ?, ?, ?)'
    change(store, sql, last + 1, previous, hash, text)
    return payload
  })
  faultPoint('diary/before-settling')
  settleHead(store)
  return made
}

function settleHead(store: Store): void {
  write(store, 'diary', () => {
    const head = readHead(store)
    if (head?.coming == null) return
    const now = settled(head, readStored(store))
    if (now) writeHead(store, now)
  })
}
