import { done, failed, type Result } from '../../shared/failure.ts'
import type { DiaryNote } from '../../shared/lab/diary-entry.ts'
import { type KnownPrices, scoreEntry, scoreTogether } from '../../shared/lab/diary-score.ts'
import type { Diary, DiaryEntry } from '../../shared/lab-wire.ts'
import type { Revision } from '../../shared/types.ts'
import { readDiary as readStored, type StoredDiary } from '../store/diary.ts'
import {
  isRevision,
  latestRevision,
  listRevisions,
  readBars,
  readRevision,
} from '../store/revisions.ts'
import type { Store } from '../store/store.ts'
import type { SeriesKey } from '../store/tries.ts'
import type { Hindcast } from './hindcast.ts'

/** The diary of the series that a revision is of. Fails with `no-such-series`. */
export function readDiary({ store }: Hindcast, revisionId: number): Result<Diary> {
  if (!isRevision(store, revisionId)) return failed({ kind: 'no-such-series', revisionId })
  return done(readDiaryOf(store, readRevision(store, revisionId).series))
}

/** The frozen forecasts of a series, scored by the newest state of it. */
export function readDiaryOf(
  store: Store,
  { symbol, source }: SeriesKey,
  stored: StoredDiary = readStored(store)
): Diary {
  const { rows, chain } = stored
  const bad = new Set(chain.faults.map(({ number }) => number))
  const prices = pricesOf(store, { symbol, source })
  const entries = rows.flatMap(({ position, hash, payload }): DiaryEntry[] => {
    if (payload?.kind !== 'forecast') return []
    if (payload.symbol !== symbol || payload.source !== source) return []
    const score = scoreEntry(payload, prices[payload.price])
    return [{ number: position, hash, isSound: !bad.has(position), frozen: payload, score }]
  })
  return {
    symbol,
    source,
    chain,
    entries,
    notes: notesIn(stored),
    running: scoreTogether(entries.filter(({ isSound }) => isSound)),
  }
}

const notesIn = ({ rows }: StoredDiary): DiaryNote[] =>
  rows.flatMap(({ payload }) => (payload?.kind === 'note' ? [payload] : []))

function pricesOf(store: Store, { symbol, source }: SeriesKey) {
  const latest = latestRevision(store, symbol, source)
  const bars = latest ? readBars(store, latest.id) : null
  const column = (name: 'close' | 'adjusted'): KnownPrices =>
    bars ? { dates: bars.dates, prices: bars[name] } : { dates: [], prices: [] }
  return { close: column('close'), adjusted: column('adjusted') }
}

/** Every series that has an entry, in the order of their first. */
function seriesInDiary({ rows }: StoredDiary): SeriesKey[] {
  const keys = rows.flatMap(({ payload }) =>
    payload?.kind === 'forecast' ? [JSON.stringify([payload.symbol, payload.source])] : []
  )
  return [...new Set(keys)].map(key => {
    const [symbol, source] = JSON.parse(key) as [string, SeriesKey['source']]
    return { symbol, source }
  })
}

/** What the newest bars brought to the diary of their series. */
export interface DiaryNews {
  readonly forecasts: number
  readonly days: number
}

/** What a new revision brought over the one before it; null for nothing. */
export function readDiaryNews({ store }: Hindcast, { id, series }: Revision): DiaryNews | null {
  const former = listRevisions(store, series.symbol, series.source).findLast(one => one.id !== id)
  const after = former && readBars(store, former.id).dates.at(-1)
  if (after === undefined) return null
  const fresh = readDiaryOf(store, series).entries.map(({ score }) =>
    score.days.flatMap(({ state, date }) =>
      state === 'foretold' && date !== null && date > after ? [date] : []
    )
  )
  const forecasts = fresh.filter(days => days.length > 0).length
  return forecasts === 0 ? null : { forecasts, days: new Set(fresh.flat()).size }
}

/** The same in a sentence. */
export function diaryNewsWords(symbol: string, { forecasts, days }: DiaryNews): string {
  const whose = forecasts === 1 ? 'frozen forecast has' : 'frozen forecasts have'
  return `${forecasts} ${whose} ${days} new ${days === 1 ? 'day' : 'days'} of ${symbol}.`
}

/** Every series' diary, or those of one symbol, and the chain that holds them together. */
export interface Diaries extends Pick<Diary, 'chain' | 'notes'> {
  readonly series: readonly Diary[]
}

export function readDiaries({ store }: Hindcast, symbol: string | null = null): Diaries {
  const stored = readStored(store)
  const keys = seriesInDiary(stored).filter(
    key => symbol === null || key.symbol.toUpperCase() === symbol.toUpperCase()
  )
  const series = keys.map(key => readDiaryOf(store, key, stored))
  return { chain: stored.chain, notes: notesIn(stored), series }
}

/** Every entry's hash, by its place. */
export const readHashes = ({ store }: Hindcast) =>
  readStored(store).rows.map(({ position, hash }) => ({ number: position, hash }))
