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
  /** The test part is closed, and an answer would speak of its days. `from`: the first day it may. */
  | { kind: 'closed-day'; run: string; from: IsoDate; given: IsoDate }
  | { kind: 'no-such-series'; revisionId: number }
  | { kind: 'no-such-model'; run: string; model: string; models: readonly string[] }
  | { kind: 'no-such-window'; window: number; windows: number }
  | { kind: 'run-waits'; id: string; state: string }
  | { kind: 'not-training'; id: string }
  /** What cannot be done while something trains: `A backup cannot be restored`. */
  | { kind: 'busy-training'; what: string; training: number }
  | { kind: 'not-a-run-file'; file: string; reason: string }
  | { kind: 'not-a-backup'; file: string; reason: string }
  | { kind: 'bad-preset'; file: string; field: string | null; reason: string }
  | { kind: 'preset-name-taken'; name: string }
  | { kind: 'no-such-preset'; name: string }
  /** A file that main kept for a dialog, or a place that it wrote to, is no longer known. */
  | { kind: 'forgotten-file' }
  | { kind: 'no-such-study'; id: string; near: readonly string[] }
  | { kind: 'study-finished'; id: string }
  | { kind: 'study-busy'; id: string }
  /** Counted from 1, as a person does. */
  | { kind: 'no-such-fold'; fold: number; folds: number }
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

/** Where a failure is read: a remedy names what is at hand there, an option or a button. */
export type Reader = 'command line' | 'window'

/** What to do next, in the words of each place. */
interface Remedies {
  readonly importFile: string
  readonly choosePrice: string
  readonly nameClose: string
  readonly sayWhich: (options: string) => string
  readonly skipBadRows: (good: string) => string
  readonly otherPrice: string
  readonly seeRuns: string
  readonly seeStudies: string
  readonly finish: (id: string) => string
  readonly show: (id: string) => string
  readonly open: (id: string) => string
  readonly doctor: string
  readonly trainAgain: string
  readonly otherPlace: string
  readonly otherFolder: string
  readonly closeOthers: string
  /** After the field and what is wrong with it. */
  readonly fixField: string
}

const remedies: Readonly<Record<Reader, Remedies>> = {
  'command line': {
    importFile: 'import a CSV with --csv FILE',
    choosePrice: 'Choose one with --column NAME',
    nameClose: 'Name one "close", or choose one with --column NAME',
    sayWhich: options => `Say which with ${options}`,
    skipBadRows: good => `Mend the file, or take the other ${good} with --skip-bad-rows`,
    otherPrice: 'Choose --price close, or other dates',
    seeRuns: 'See them all with hindcast runs',
    seeStudies: 'See those of a run with hindcast studies ID',
    finish: id => `Finish it first with hindcast resume ${id}`,
    show: id => `See it with hindcast show ${id}`,
    open: id => `open it with hindcast open ${id}`,
    doctor: 'Run npm run doctor to see what is missing',
    trainAgain: 'Run npm run doctor, then hindcast resume',
    otherPlace: 'Choose another place with --out DIR',
    otherFolder: 'set HINDCAST_DATA to another folder',
    closeOthers: 'Close other windows of Hindcast',
    fixField: '', // the option stands before it
  },
  window: {
    importFile: 'drop a CSV file on the window',
    choosePrice: 'Drop the file again and choose the column',
    nameClose: 'Name one "close", or drop the file again and choose the column',
    sayWhich: () => 'Drop the file again and say which',
    skipBadRows: good => `Mend the file, or choose “Take the other ${good}”`,
    otherPrice: 'Choose the price “close” in the form, or other dates',
    seeRuns: 'All runs are in the list on the left',
    seeStudies: 'Choose one in the Lab view',
    finish: () => 'Choose “Resume” first',
    show: () => 'See it under Results',
    open: () => 'open its envelope under Results',
    doctor: 'Settings tell what is missing',
    trainAgain: 'Look under Settings whether the engine is ready, then choose “Resume”',
    otherPlace: 'Choose another place',
    otherFolder: 'start Hindcast with another data folder',
    closeOthers: 'Close other Hindcast windows and terminals',
    fixField: '. Change it in the form.',
  },
}

/** What happened, why, and what to do next, in two or three short sentences. */
export function describeFailure(f: Failure, reader: Reader = 'command line'): string {
  const say = remedies[reader]
  switch (f.kind) {
    case 'unknown-symbol':
      return `Yahoo has no symbol ${f.symbol}. Check the spelling, or ${say.importFile}.`
    case 'no-network':
      return `Yahoo could not be reached for ${f.symbol} (${f.reason}). Check the connection and try again; what is cached stays usable.`
    case 'rate-limited':
      return `Yahoo asks us to wait before fetching ${f.symbol}. Try again in ${f.retryAfterSeconds === null ? 'a few minutes' : plural(f.retryAfterSeconds, 'second')}; what is cached stays usable.`
    case 'source-broken':
      return `Yahoo's answer for ${f.symbol} could not be read (${f.reason}). Try again later, or ${say.importFile}.`
    case 'empty-answer':
      return `Yahoo knows ${f.symbol} but sent no prices for these dates. Choose other dates, or ${say.importFile}.`
    case 'unreadable-file':
      return `${f.file} could not be read: ${f.reason}. Check the file and try again.`
    case 'no-date-column':
      return `${f.file} has no column of dates (found: ${f.columns.join(', ') || 'none'}). Name one "date", with days like 2024-05-01.`
    case 'no-price-column':
      return `${f.file} has no column of prices (found: ${f.columns.join(', ') || 'none'}). ${say.nameClose}.`
    case 'ambiguous-columns':
      return `${f.file} has several columns that could be the price: ${f.columns.join(', ')}. ${say.choosePrice}.`
    case 'ambiguous-values':
      return `The column ${f.column} of ${f.file} can be read in ${f.readings.length} ways: "${f.example}" could be ${f.readings.join(' or ')}. ${say.sayWhich(f.remedy)}.`
    case 'bad-rows': {
      const first = f.bad.slice(0, 3).map(row => `line ${row.line}: ${row.reason}`)
      return `${f.file} has ${plural(f.bad.length, 'bad row')} (${first.join('; ')}${f.bad.length > 3 ? '; …' : ''}). Nothing was stored. ${say.skipBadRows(count(f.good))}.`
    }
    case 'too-few-rows':
      return `${f.what} needs at least ${plural(f.needed, 'day')} and has ${count(f.got)}. Choose more days or a shorter window.`
    case 'no-such-date':
      return `${f.date} lies outside the series, which runs from ${f.first} to ${f.last}. Choose a date within it.`
    case 'price-missing':
      return `The column ${f.column} has no value on ${f.date}. ${say.otherPrice}.`
    case 'price-not-positive':
      return `The column ${f.column} is ${f.value} on ${f.date}; returns need prices above zero. Choose other dates or mend the file.`
    case 'bad-experiment':
      return `${f.field}: ${f.reason}${say.fixField}`
    case 'no-such-run':
      return `There is no run ${f.id}.${f.near.length > 0 ? ` Did you mean ${f.near.join(' or ')}?` : ''} ${say.seeRuns}.`
    case 'run-busy':
      return `Run ${f.id} is being trained by ${f.owner}. Wait for it, or stop it there.`
    case 'run-unfinished':
      return `Run ${f.id} is ${f.state}. ${say.finish(f.id)}.`
    case 'run-finished':
      return `Run ${f.id} is finished; there is nothing to resume. ${say.show(f.id)}.`
    case 'not-sealed':
      return `Run ${f.id} follows the tutorial protocol; its test part was never sealed.`
    case 'already-open':
      return `The test part of run ${f.id} was opened on ${f.openedAt.slice(0, 10)}. ${say.show(f.id)}.`
    case 'no-engine':
      return `Training needs TensorFlow, which is not ready: ${f.reason}. ${say.doctor}.`
    case 'trainer-died':
      return `Training ${f.model} stopped twice: ${f.reason}. What was learned is kept. ${say.trainAgain}.`
    case 'no-space':
      return `${f.folder} has ${count(Math.round(f.free / 1e6))} MB free and ${count(Math.round(f.needed / 1e6))} MB are needed. Free some space and try again.`
    case 'cannot-write':
      return `${f.path} could not be written: ${f.reason}. ${say.otherPlace}.`
    case 'database-newer':
      return `The database was written by a newer Hindcast (schema ${f.found}; this one knows ${f.known}). Update Hindcast, or ${say.otherFolder}.`
    case 'database-unavailable':
      return `The database in ${f.folder} could not be opened: ${f.reason}. ${say.closeOthers}, check the folder, or ${say.otherFolder}.`
    case 'closed-day':
      return `The test part of run ${f.run} is closed, so it speaks of no day before ${f.from}; these prices end on ${f.given}. Give newer ones, or ${say.open(f.run)}.`
    case 'no-such-series':
      return `That series is no longer there (revision ${f.revisionId}). Choose another one, or fetch it again.`
    case 'no-such-model':
      return `Run ${f.run} has no network ${f.model}. Choose one of ${f.models.join(', ')}.`
    case 'no-such-window':
      return `There is no window ${f.window + 1} to look at. Choose one from 1 to ${count(f.windows)}.`
    case 'run-waits':
      return `Run ${f.id} is ${f.state} already. It goes on by itself.`
    case 'not-training':
      return `Run ${f.id} is not being trained here. Start or resume it first.`
    case 'busy-training':
      return `${f.what} while something trains (${plural(f.training, 'run or study', 'runs or studies')}). Wait for it, or cancel it first.`
    case 'not-a-run-file':
      return `${f.file} is no run that Hindcast exported: ${f.reason}. Export the run again as a zip, and choose that file.`
    case 'not-a-backup':
      return `${f.file} cannot be restored: ${f.reason}. Choose a backup that Hindcast wrote. Nothing was changed.`
    case 'bad-preset':
      return `${f.file} is no preset that can be used: ${f.field === null ? '' : `${f.field}: `}${f.reason}. Mend that in the file, or ask for it anew.`
    case 'preset-name-taken':
      return `${f.name} is the name of a built-in preset. Choose another name.`
    case 'no-such-preset':
      return `There is no preset ${f.name}. Choose one from the list.`
    case 'forgotten-file':
      return 'That file is no longer at hand. Choose it again.'
    case 'no-such-study':
      return `There is no study ${f.id}.${f.near.length > 0 ? ` Did you mean ${f.near.join(' or ')}?` : ''} ${say.seeStudies}.`
    case 'study-finished':
      return `Study ${f.id} is finished. Ask the question again to have it worked at anew.`
    case 'study-busy':
      return `Study ${f.id} is being worked at by another process. Wait for it, or stop it there.`
    case 'no-such-fold':
      return `This backtest has no fold ${count(f.fold)}: ${f.folds === 1 ? '1 is' : `${count(f.folds)} are`} done. Choose one of them.`
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
