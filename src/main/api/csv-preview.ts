import { done, failed, type Result } from '../../shared/failure.ts'
import type { ColumnMapping, CsvPreview } from '../../shared/wire.ts'
import { type CsvOptions, openCsv, type ParsedCsv, readOpened, readReadings } from '../data/csv.ts'
import type { CsvFile } from './csv-files.ts'
import { wishOf } from './csv-wish.ts'

const mostBad = 200 // rows listed; more would fill a dialog, not help

/**
 * What the mapping dialog shows of a file under these wishes. Nothing is stored. Takes its time: ask
 * for it beside (src/main/beside).
 */
export function previewFile(
  { name, bytes }: CsvFile,
  token: string,
  wishes: Partial<ColumnMapping> = {},
  tell?: (share: number) => void
): Result<CsvPreview> {
  const future = wishes.future ?? false
  const options: CsvOptions = { fileName: name, mapping: wishOf(wishes), future, skipBadRows: true }
  const opened = openCsv(bytes, options, tell)
  if (!opened.ok) return opened
  const { guess } = opened.value
  const parsed = guess.doubt ? null : readOpened(opened.value, options)
  if (parsed && !parsed.ok && !canBeAnswered(parsed.failure.kind)) return failed(parsed.failure)
  const { good, bad, warnings, understood } = countRows(parsed)
  const doubt = guess.doubt ?? doubtOf(parsed)
  return done({
    token,
    file: name,
    columns: guess.columns,
    mapping: { ...guess.mapping, future },
    sure: guess.sure && doubt === null && bad.length === 0 && good > 0,
    doubt,
    candidates: guess.candidates,
    sample: guess.sample,
    readings: readReadings(opened.value, options).map(({ answer, rows }) => ({
      answer: wishesOf(answer),
      rows,
    })),
    understood,
    good,
    bad: bad.slice(0, mostBad),
    warnings,
  })
}

/** What the dialog has an answer to; the rest is a sentence. */
const canBeAnswered = (kind: string) => kind === 'bad-rows' || kind === 'outside-range'

const doubtOf = (parsed: Result<ParsedCsv> | null) =>
  parsed && !parsed.ok && parsed.failure.kind === 'outside-range' ? parsed.failure : null

/** An answer as the window sends it back: only what it says. */
const wishesOf = (answer: object): Partial<ColumnMapping> =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined))

function countRows(parsed: Result<ParsedCsv> | null) {
  if (parsed?.ok) {
    const { bars, bad, warnings, understood } = parsed.value
    return { good: bars.dates.length, bad, warnings, understood }
  }
  const failure = parsed?.failure
  return {
    good: 0,
    bad: failure?.kind === 'bad-rows' ? failure.bad : [],
    warnings: [],
    understood: null,
  }
}
