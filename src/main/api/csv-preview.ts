import { done, failed, type Result } from '../../shared/failure.ts'
import type { ColumnMapping, CsvPreview } from '../../shared/wire.ts'
import { guessMapping, readCsv } from '../data/csv.ts'
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
  wishes: Partial<ColumnMapping> = {}
): Result<CsvPreview> {
  const mapping = wishOf(wishes)
  const guessed = guessMapping(bytes, { fileName: name, mapping })
  if (!guessed.ok) return guessed
  const parsed = guessed.value.doubt
    ? null
    : readCsv(bytes, { fileName: name, mapping, skipBadRows: true })
  if (parsed && !parsed.ok && parsed.failure.kind !== 'bad-rows') return failed(parsed.failure)
  const { columns, candidates, sample, doubt, sure } = guessed.value
  const { good, bad, warnings } = countRows(parsed)
  return done({
    token,
    file: name,
    columns,
    mapping: guessed.value.mapping,
    sure: sure && bad.length === 0 && good > 0,
    doubt,
    candidates,
    sample,
    good,
    bad: bad.slice(0, mostBad),
    warnings,
  })
}

function countRows(parsed: ReturnType<typeof readCsv> | null) {
  if (parsed?.ok) {
    const { bars, bad, warnings } = parsed.value
    return { good: bars.dates.length, bad, warnings }
  }
  const failure = parsed?.failure
  return { good: 0, bad: failure?.kind === 'bad-rows' ? failure.bad : [], warnings: [] }
}
