import type { Command } from 'commander'
import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { type Imported, importFile } from '../../api/series.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { badWords, csvOptionsOf } from '../open-source.ts'
import { addJsonOption } from '../options/output-options.ts'
import { addCsvOptions, type CsvOptions } from '../options/source-options.ts'
import { reportFailure } from '../report-failure.ts'
import { diaryLine } from '../view/diary-lines.ts'

type ImportOptions = CsvOptions & JsonOption

export function addImport(program: Command, cli: Cli): void {
  const command = program
    .command('import <files...>')
    .summary('import prices from CSV files')
    .description(
      'Imports daily prices from CSV files. A file is taken whole or not at all: every bad row is told with its line.'
    )
  addCsvOptions(command)
  addJsonOption(command, 'one object a file')
  command.action((files: string[], options: ImportOptions) =>
    withHindcast(cli, options, h => importAll(cli, h, files, options))
  )
}

async function importAll(
  cli: Cli,
  h: Hindcast,
  files: readonly string[],
  options: ImportOptions
): Promise<ExitCode> {
  let worst: ExitCode = exitCodes.done
  for (const file of files) {
    const code = await importOne(cli, h, file, options)
    if (code !== exitCodes.done) worst = code
  }
  return worst
}

async function importOne(
  { terminal }: Cli,
  h: Hindcast,
  file: string,
  { json, ...options }: ImportOptions
): Promise<ExitCode> {
  const imported = await importFile(h, file, csvOptionsOf(options))
  if (!imported.ok) {
    if (imported.failure.kind === 'bad-rows' && !json) {
      for (const { line, reason } of imported.failure.bad)
        terminal.complain(`Line ${line}: ${reason}`)
    }
    return reportFailure(terminal, imported.failure, { json })
  }
  if (json) terminal.say(JSON.stringify({ type: 'imported', file, ...imported.value }))
  else terminal.say([...importWords(imported.value), ...newsOf(h, imported.value)].join('\n'))
  return exitCodes.done
}

const newsOf = (h: Hindcast, { revision, isNew }: Imported) => (isNew ? diaryLine(h, revision) : [])

function importWords({ revision, warnings, bad, isNew }: Imported): string[] {
  const { series, count, asOf } = revision
  const days = `${formatCount(count)} days up to ${formatDate(asOf)}`
  return [
    `${series.symbol}: ${days}${isNew ? '' : ', which were here already; nothing has changed'}.`,
    ...warnings,
    ...badWords(bad),
  ]
}
