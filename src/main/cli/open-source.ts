import { done, failed, type Result } from '../../shared/failure.ts'
import type { Revision } from '../../shared/types.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { findKeptSeries } from '../api/kept-series.ts'
import { fetchSymbol, importFile, takeSample } from '../api/series.ts'
import { readRevision } from '../store/revisions.ts'
import { definedOnly } from './defined-only.ts'
import type { CsvOptions, SourceOptions } from './options/source-options.ts'
import { refreshWords } from './view/refresh-words.ts'

/** A series ready to use, and what should be said about it. */
export interface OpenedSource {
  readonly revision: Revision
  readonly notices: readonly string[]
}

export interface SourcePorts {
  readonly signal: AbortSignal
  readonly onWait: (seconds: number, reason: string) => void
}

/** The series that the options name: fetched, imported or simulated. */
export async function openSource(
  h: Hindcast,
  options: SourceOptions,
  ports: SourcePorts
): Promise<Result<OpenedSource>> {
  const refusal = refuseSource(options)
  if (refusal !== null) return refusal
  const { symbol, revision } = options
  if (symbol !== undefined && revision !== undefined) return openRevision(h, symbol, revision)
  if (symbol !== undefined) return openSymbol(h, symbol, ports)
  return options.csv === undefined ? openSample(h, options) : openCsv(h, options.csv, options)
}

/** Exactly one source, and no option of another. */
export function refuseSource(options: SourceOptions) {
  const { symbol, revision, csv, sample, sampleSeed, column, decimal, dates, skipBadRows } = options
  const given = [symbol, csv, sample].filter(value => value !== undefined).length
  const refuse = (field: string, reason: string) =>
    failed({ kind: 'bad-experiment', field, reason })
  if (given !== 1) {
    const reason = `${given === 0 ? 'none is given' : 'more than one is given'}. Give one of them, as --sample random-walk.`
    return refuse('--symbol, --csv, --sample', reason)
  }
  if (revision !== undefined && symbol === undefined)
    return refuse('--revision', 'it is of a series. Add --symbol NAME, or leave it out.')
  if (sampleSeed !== undefined && sample === undefined)
    return refuse(
      '--sample-seed',
      'only a simulated series has it. Add --sample NAME, or leave it out.'
    )
  if (csv === undefined && (column ?? decimal ?? dates ?? skipBadRows) !== undefined)
    return refuse(
      '--column, --decimal, --dates, --skip-bad-rows',
      'only a CSV file has them. Add --csv FILE, or leave them out.'
    )
  return null
}

async function openSymbol(
  h: Hindcast,
  symbol: string,
  ports: SourcePorts
): Promise<Result<OpenedSource>> {
  const fetched = await fetchSymbol(h, symbol, ports)
  if (!fetched.ok) return fetched
  const { revision, refreshed } = fetched.value
  return done({ revision, notices: refreshWords(revision.series.symbol, refreshed) })
}

/** A state of a series as it was kept, Yahoo's first where a file has the same name. */
function openRevision(h: Hindcast, symbol: string, number: number): Result<OpenedSource> {
  const kept = findKeptSeries(h, symbol)
  if (!kept.ok) return kept
  const revisions = kept.value[0]?.revisions ?? []
  const chosen = revisions[number - 1]
  if (chosen) return done({ revision: readRevision(h.store, chosen.id), notices: [] })
  const have = revisions.length === 1 ? 'one revision' : `${revisions.length} revisions`
  const reason = `${symbol} has ${have}, and ${number} is none of them. See them with npx hindcast revisions ${symbol}.`
  return failed({ kind: 'bad-experiment', field: '--revision', reason })
}

export const csvOptionsOf = ({ column, decimal, dates, skipBadRows }: CsvOptions) =>
  definedOnly({ column, decimal, dates, skipBadRows })

async function openCsv(
  h: Hindcast,
  file: string,
  options: CsvOptions
): Promise<Result<OpenedSource>> {
  const imported = await importFile(h, file, csvOptionsOf(options))
  if (!imported.ok) return imported
  const { revision, warnings, bad } = imported.value
  return done({ revision, notices: [...warnings, ...badWords(bad)] })
}

/** The rows that were left out, each with its line. */
export const badWords = (bad: readonly { line: number; reason: string }[]): string[] =>
  bad.map(({ line, reason }) => `Line ${line} was left out: ${reason}.`)

function openSample(h: Hindcast, { sample, sampleSeed }: SourceOptions): Result<OpenedSource> {
  const taken = takeSample(h, sample ?? 'random-walk', sampleSeed)
  return taken.ok ? done({ revision: taken.value.revision, notices: [] }) : taken
}
