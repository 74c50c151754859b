import { basename } from 'node:path'
import type { Command } from 'commander'
import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import type { BadRow } from '../../../shared/failure.ts'
import { understoodLine } from '../../../shared/understood.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { type Imported, importFile } from '../../api/series.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { abortable } from '../interrupts.ts'
import { badWords, csvOptionsOf } from '../open-source.ts'
import { addJsonOption } from '../options/output-options.ts'
import { addCsvOptions, type CsvOptions } from '../options/source-options.ts'
import { reportFailure } from '../report-failure.ts'
import type { Terminal } from '../terminal.ts'
import { diaryLine } from '../view/diary-lines.ts'
import { makeImportBar } from '../view/import-bar.ts'

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
  if (options.as !== undefined && files.length > 1)
    return reportFailure(cli.terminal, onlyOne, options)
  let worst: ExitCode = exitCodes.done
  for (const file of files) {
    const code = await importOne(cli, h, file, options)
    if (code === exitCodes.interrupted) return code
    if (code !== exitCodes.done) worst = code
  }
  return worst
}

const onlyOne = {
  kind: 'bad-experiment',
  field: '--as',
  reason: 'it names one series. Import one file at a time with it.',
} as const

async function importOne(
  { terminal }: Cli,
  h: Hindcast,
  file: string,
  { json, ...options }: ImportOptions
): Promise<ExitCode> {
  const bar = makeImportBar(terminal, basename(file), json === true)
  const imported = await abortable(signal =>
    importFile(h, file, csvOptionsOf(options), { signal, onProgress: bar.show })
  )
  bar.clear()
  if (!imported.ok) {
    if (imported.failure.kind === 'bad-rows' && !json) sayBadRows(terminal, imported.failure.bad)
    return reportFailure(terminal, imported.failure, { json })
  }
  if (json) terminal.say(JSON.stringify({ type: 'imported', file, ...imported.value }))
  else terminal.say([...importWords(imported.value), ...newsOf(h, imported.value)].join('\n'))
  return exitCodes.done
}

/** Lines that a person reads; a file of another kind has thousands. */
const mostBad = 200

function sayBadRows(terminal: Terminal, bad: readonly BadRow[]): void {
  for (const { line, reason } of bad.slice(0, mostBad)) terminal.complain(`Line ${line}: ${reason}`)
  const more = bad.length - mostBad
  if (more > 0) terminal.complain(`… and ${formatCount(more)} more lines; --json has them all.`)
}

const newsOf = (h: Hindcast, { revision, isNew }: Imported) => (isNew ? diaryLine(h, revision) : [])

function importWords({ revision, warnings, bad, isNew, understood }: Imported): string[] {
  const { series, count, asOf } = revision
  const days = `${formatCount(count)} ${understood.spacing === 'daily' ? 'days' : 'rows'} up to ${formatDate(asOf)}`
  return [
    `${series.symbol}: ${days}${isNew ? '' : ', which were here already; nothing has changed'}.`,
    understoodLine(understood),
    ...warnings,
    ...badWords(bad),
  ]
}
