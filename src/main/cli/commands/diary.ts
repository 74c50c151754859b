import { type Command, InvalidArgumentError, Option } from 'commander'
import { chainWords, findHead, type HeadCheck } from '../../../shared/lab/diary-chain.ts'
import { diaryTable } from '../../../shared/lab/diary-table.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { type Diaries, readDiaries, readHashes } from '../../api/read-diary.ts'
import { tableCsv } from '../../report/csv.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { addJsonOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { chainLines, diaryLines, headLine } from '../view/diary-lines.ts'
import { writeFiles } from '../write-files.ts'

interface DiaryOptions extends JsonOption {
  readonly verify?: true
  readonly head?: string
  readonly out?: string
}

export function addDiary(program: Command, cli: Cli): void {
  const command = program
    .command('diary [symbol]')
    .summary('frozen forecasts, and how they fared')
    .description(
      'Lists the forecasts that were frozen when their runs finished, of all series or of one, scored by the days that came since. Says whether any was changed; exit code 1 when one was.'
    )
  const options = [
    new Option('--verify', 'Checks the chain and says no more; exit code 1 unless it is intact.'),
    new Option(
      '--head <hash>',
      'A head kept elsewhere (in a report, in a mail): is it in the chain? Eight letters will do.'
    ).argParser(readHead),
  ]
  for (const option of options) command.addOption(option.helpGroup('Chain:'))
  command.addOption(
    new Option('--out <dir>', 'Writes diary.csv into this folder.').helpGroup('Output:')
  )
  addJsonOption(command, 'chain, notes, and by series entries with their scores')
  command.action((symbol: string | undefined, options: DiaryOptions) =>
    withHindcast(cli, options, h => tell(cli, h, symbol ?? null, options))
  )
}

function readHead(typed: string): string {
  if (/^[0-9a-f]{8,64}$/i.test(typed)) return typed.toLowerCase()
  throw new InvalidArgumentError('It is 8 to 64 letters of a SHA-256: 0 to 9 and a to f.')
}

function tell(
  { terminal }: Cli,
  h: Hindcast,
  symbol: string | null,
  options: DiaryOptions
): ExitCode {
  const { json, verify, head, out } = options
  const diaries = readDiaries(h, symbol)
  const check = head === undefined ? null : findHead(readHashes(h), diaries.chain, head)
  const table = diaryTable(diaries.series.flatMap(({ entries }) => entries))
  const written = out === undefined ? null : writeFiles(out, { 'diary.csv': tableCsv(table) })
  if (written && !written.ok) return reportFailure(terminal, written.failure, { json })
  const files = written?.value ?? []
  if (json) terminal.say(JSON.stringify({ type: 'diary', ...dataOf(diaries), check, files }))
  else for (const line of linesOf()) terminal.say(line)
  return codeOf(diaries, check, verify)

  function* linesOf() {
    yield* chainLines(diaries, terminal)
    if (check && head) yield headLine(check, head)
    if (verify) return
    for (const diary of diaries.series) yield* diaryLines(diary, terminal)
    if (symbol !== null && diaries.series.length === 0)
      yield `${symbol} has no frozen forecast. A run’s forecast is frozen when it finishes.`
    for (const file of files) yield file
  }
}

const dataOf = ({ chain, notes, series }: Diaries) => ({
  chain: { ...chain, words: chainWords(chain) },
  notes,
  series: series.map(({ symbol, source, entries, running }) => ({
    symbol,
    source,
    entries,
    running,
  })),
})

/** A chain that cannot be vouched for is no failure of a list, but it is one of a check. */
function codeOf({ chain }: Diaries, check: HeadCheck | null, verify: true | undefined): ExitCode {
  const isGood = chain.state === 'intact' || chain.state === 'empty'
  const isBad = chain.state === 'broken' || (verify && !isGood)
  return isBad || (check && check.kind !== 'found') ? exitCodes.failed : exitCodes.done
}
