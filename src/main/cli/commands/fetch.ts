import type { Command } from 'commander'
import { formatCount } from '../../../shared/charts/format.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { fetchSymbol } from '../../api/series.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { definedOnly } from '../defined-only.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { abortable } from '../interrupts.ts'
import { addJsonOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { diaryLine } from '../view/diary-lines.ts'
import { refreshWords } from '../view/refresh-words.ts'
import { waitWords } from '../view/wait-words.ts'

interface FetchOptions extends JsonOption {
  readonly force?: true
}

export function addFetch(program: Command, cli: Cli): void {
  const command = program
    .command('fetch <symbols...>')
    .summary('fetch prices from Yahoo')
    .description('Brings series up to date from Yahoo; only missing days are asked for.')
    .option('--force', 'Asks even where the calendar says that nothing new can be there.')
  addJsonOption(command, 'one object a symbol')
  command.action((symbols: string[], options: FetchOptions) =>
    withHindcast(cli, options, h => fetchAll(cli, h, symbols, options))
  )
}

/** One after the other; what fails does not stop the rest, but an interrupt does. */
async function fetchAll(
  cli: Cli,
  h: Hindcast,
  symbols: readonly string[],
  options: FetchOptions
): Promise<ExitCode> {
  let worst: ExitCode = exitCodes.done
  await abortable(async signal => {
    for (const [k, symbol] of symbols.entries()) {
      const place =
        symbols.length > 1 ? `${formatCount(k + 1)}/${formatCount(symbols.length)} ` : ''
      const code = await fetchOne(cli, h, symbol, { ...options, signal, place })
      if (code !== exitCodes.done) worst = code
      if (signal.aborted) return
    }
  })
  return worst
}

async function fetchOne(
  { terminal }: Cli,
  h: Hindcast,
  symbol: string,
  { json, force, signal, place }: FetchOptions & { signal: AbortSignal; place: string }
): Promise<ExitCode> {
  const onWait = (seconds: number, reason: string) => terminal.complain(waitWords(seconds, reason))
  const fetched = await fetchSymbol(h, symbol, { signal, onWait, ...definedOnly({ force }) })
  if (!fetched.ok) return reportFailure(terminal, fetched.failure, { json })
  const { revision, refreshed } = fetched.value
  const news = 'added' in refreshed ? diaryLine(h, revision) : []
  const sentences = [...refreshWords(revision.series.symbol, refreshed), ...news]
  if (json) terminal.say(JSON.stringify({ type: 'fetched', revision, refreshed, sentences }))
  else terminal.say(`${place}${sentences.join(' ')}`)
  // the cache has answered, but what was asked for was not done
  return refreshed.kind === 'cached' ? exitCodes.failed : exitCodes.done
}
