import type { IsoDate } from './types.ts'

/**
 * Ordinary failures, as values. Each names its input; `describeFailure` turns it into
 * one sentence of what and why and one of what to do next. Bugs are exceptions, not these.
 */
export type Failure =
  | { kind: 'unknown-symbol'; symbol: string }
  | { kind: 'no-network'; symbol: string; reason: string }
  | { kind: 'rate-limited'; symbol: string; retryAfterSeconds: number | null }
  | { kind: 'source-broken'; symbol: string; reason: string }
  | { kind: 'empty-answer'; symbol: string }
  | { kind: 'unreadable-file'; file: string; reason: string }
  | { kind: 'no-date-column'; file: string; columns: readonly string[] }
  | { kind: 'no-price-column'; file: string; columns: readonly string[] }
  | { kind: 'ambiguous-columns'; file: string; columns: readonly string[] }
  | {
      kind: 'ambiguous-values'
      file: string
      column: string
      example: string
      /** What the example could mean: `['1234', '1.234']`, `['2024-03-04', '2024-04-03']`. */
      readings: readonly string[]
      /** The option that says which: `--decimal point|comma`, `--dates day-first|month-first`. */
      remedy: string
    }
  | { kind: 'bad-rows'; file: string; bad: readonly BadRow[]; good: number }
  | { kind: 'too-few-rows'; what: string; needed: number; got: number }
  | { kind: 'no-such-date'; date: IsoDate; first: IsoDate; last: IsoDate }
  | { kind: 'price-missing'; column: string; date: IsoDate }
  | { kind: 'price-not-positive'; column: string; date: IsoDate; value: number }
  | { kind: 'bad-experiment'; field: string; reason: string }
  | { kind: 'no-such-run'; id: string; near: readonly string[] }
  | { kind: 'run-busy'; id: string; owner: string }
  | { kind: 'run-unfinished'; id: string; state: string }
  | { kind: 'run-finished'; id: string }
  | { kind: 'not-sealed'; id: string }
  | { kind: 'already-open'; id: string; openedAt: string }
  | { kind: 'no-engine'; reason: string }
  | { kind: 'trainer-died'; model: string; reason: string }
  | { kind: 'no-space'; folder: string; needed: number; free: number }
  | { kind: 'cannot-write'; path: string; reason: string }
  | { kind: 'database-newer'; found: number; known: number }
  | { kind: 'database-unavailable'; folder: string; reason: string }
  | { kind: 'cancelled' }

export interface BadRow {
  /** Line in the file, the header being line 1. */
  readonly line: number
  readonly reason: string
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export const done = <T>(value: T): Result<T> => ({ ok: true, value })
export const failed = (failure: Failure): { ok: false; failure: Failure } => ({
  ok: false,
  failure,
})

const count = (n: number) => n.toLocaleString('en')
const plural = (n: number, one: string, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`

/** What happened, why, and what to do next, in two or three short sentences. */
export function describeFailure(f: Failure): string {
  switch (f.kind) {
    case 'unknown-symbol':
      return `Yahoo has no symbol ${f.symbol}. Check the spelling, or import a CSV with --csv FILE.`
    case 'no-network':
      return `Yahoo could not be reached for ${f.symbol} (${f.reason}). Check the connection and try again; what is cached stays usable.`
    case 'rate-limited':
      return `Yahoo asks us to wait before fetching ${f.symbol}. Try again in ${f.retryAfterSeconds === null ? 'a few minutes' : plural(f.retryAfterSeconds, 'second')}; what is cached stays usable.`
    case 'source-broken':
      return `Yahoo's answer for ${f.symbol} could not be read (${f.reason}). Try again later, or import a CSV with --csv FILE.`
    case 'empty-answer':
      return `Yahoo knows ${f.symbol} but sent no prices for these dates. Choose other dates, or import a CSV with --csv FILE.`
    case 'unreadable-file':
      return `${f.file} could not be read: ${f.reason}. Check the file and try again.`
    case 'no-date-column':
      return `${f.file} has no column of dates (found: ${f.columns.join(', ') || 'none'}). Name one "date", with days like 2024-05-01.`
    case 'no-price-column':
      return `${f.file} has no column of prices (found: ${f.columns.join(', ') || 'none'}). Name one "close", or choose one with --column NAME.`
    case 'ambiguous-columns':
      return `${f.file} has several columns that could be the price: ${f.columns.join(', ')}. Choose one with --column NAME.`
    case 'ambiguous-values':
      return `The column ${f.column} of ${f.file} can be read in ${f.readings.length} ways: "${f.example}" could be ${f.readings.join(' or ')}. Say which with ${f.remedy}.`
    case 'bad-rows': {
      const first = f.bad.slice(0, 3).map(row => `line ${row.line}: ${row.reason}`)
      return `${f.file} has ${plural(f.bad.length, 'bad row')} (${first.join('; ')}${f.bad.length > 3 ? '; …' : ''}). Nothing was stored. Mend the file, or take the other ${count(f.good)} with --skip-bad-rows.`
    }
    case 'too-few-rows':
      return `${f.what} needs at least ${plural(f.needed, 'day')} and has ${count(f.got)}. Choose more days or a shorter window.`
    case 'no-such-date':
      return `${f.date} lies outside the series, which runs from ${f.first} to ${f.last}. Choose a date within it.`
    case 'price-missing':
      return `The column ${f.column} has no value on ${f.date}. Choose --price close, or other dates.`
    case 'price-not-positive':
      return `The column ${f.column} is ${f.value} on ${f.date}; returns need prices above zero. Choose other dates or mend the file.`
    case 'bad-experiment':
      return `${f.field}: ${f.reason}`
    case 'no-such-run':
      return `There is no run ${f.id}.${f.near.length > 0 ? ` Did you mean ${f.near.join(' or ')}?` : ''} See them all with hindcast runs.`
    case 'run-busy':
      return `Run ${f.id} is being trained by ${f.owner}. Wait for it, or stop it there.`
    case 'run-unfinished':
      return `Run ${f.id} is ${f.state}. Finish it first with hindcast resume ${f.id}.`
    case 'run-finished':
      return `Run ${f.id} is finished; there is nothing to resume. See it with hindcast show ${f.id}.`
    case 'not-sealed':
      return `Run ${f.id} follows the tutorial protocol; its test part was never sealed.`
    case 'already-open':
      return `The test part of run ${f.id} was opened on ${f.openedAt.slice(0, 10)}. See it with hindcast show ${f.id}.`
    case 'no-engine':
      return `Training needs TensorFlow, which is not ready: ${f.reason}. Run npm run doctor to see what is missing.`
    case 'trainer-died':
      return `Training ${f.model} stopped twice: ${f.reason}. What was learned is kept. Run npm run doctor, then hindcast resume.`
    case 'no-space':
      return `${f.folder} has ${count(Math.round(f.free / 1e6))} MB free and ${count(Math.round(f.needed / 1e6))} MB are needed. Free some space and try again.`
    case 'cannot-write':
      return `${f.path} could not be written: ${f.reason}. Choose another place with --out DIR.`
    case 'database-newer':
      return `The database was written by a newer Hindcast (schema ${f.found}; this one knows ${f.known}). Update Hindcast, or set HINDCAST_DATA to another folder.`
    case 'database-unavailable':
      return `The database in ${f.folder} could not be opened: ${f.reason}. Close other windows of Hindcast, check the folder, or set HINDCAST_DATA to another one.`
    case 'cancelled':
      return 'Cancelled. Nothing was lost.'
    default:
      return assertNever(f)
  }
}

/** Breaks the build when a union grows and a switch does not. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`)
}
