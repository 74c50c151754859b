import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { barsToCsv } from '../../../shared/bars-csv.ts'
import { done, failed, type Result } from '../../../shared/failure.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { readKeptBars } from '../../api/kept-series.ts'
import { type Cli, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readWhole } from '../options/readers.ts'
import { reportFailure } from '../report-failure.ts'

interface BarsOptions {
  readonly revision?: number
  readonly out?: string
}

export function addBars(program: Command, cli: Cli): void {
  program
    .command('bars <symbol>')
    .summary('write a stored series as CSV')
    .description(
      'Writes the bars of a series as CSV: date,open,high,low,close,adjusted,volume. Numbers read back to the very values that are stored; a missing one is an empty cell.'
    )
    .addOption(
      new Option(
        '--revision <n>',
        'A state of the series, as hindcast revisions SYMBOL counts them. (the latest)'
      ).argParser(readWhole)
    )
    .addOption(new Option('--out <file>', 'Writes into this file. (standard output)'))
    .action((symbol: string, options: BarsOptions) =>
      withHindcast(cli, {}, h => writeBars(cli, h, symbol, options))
    )
}

function writeBars(
  { terminal }: Cli,
  h: Hindcast,
  symbol: string,
  { revision, out }: BarsOptions
): ExitCode {
  const kept = readKeptBars(h, symbol, revision)
  if (!kept.ok) return reportFailure(terminal, kept.failure)
  const { bars, notice } = kept.value
  if (notice !== null) terminal.complain(notice)
  const text = barsToCsv(bars)
  if (out === undefined) {
    terminal.say(text)
    return exitCodes.done
  }
  const written = writeText(out, `${text}\n`)
  if (!written.ok) return reportFailure(terminal, written.failure)
  terminal.say(out)
  return exitCodes.done
}

function writeText(path: string, text: string): Result<undefined> {
  try {
    writeFileSync(path, text)
    return done(undefined)
  } catch (error) {
    return failed({ kind: 'cannot-write', path, reason: (error as NodeJS.ErrnoException).message })
  }
}
