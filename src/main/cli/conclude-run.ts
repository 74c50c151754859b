import { join } from 'node:path'
import type { Failure } from '../../shared/failure.ts'
import type { Results } from '../../shared/results.ts'
import type { RunEnd } from '../api/conclude-run.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { exportRun } from '../api/runs.ts'
import type { Cli, JsonOption } from './cli.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { followDueSeeds } from './follow-seeds.ts'
import { abortable } from './interrupts.ts'
import { reportFailure } from './report-failure.ts'
import type { Terminal } from './terminal.ts'
import { resultLines } from './view/result-lines.ts'
import { wrapWords } from './view/wrap-words.ts'

export interface Destination {
  readonly out?: string
  /** Said after the verdict, before the files. */
  readonly afterword?: readonly string[]
}

/** What is said and left behind when a run has ended, however it did. */
export async function concludeRun(
  cli: Cli,
  h: Hindcast,
  id: string,
  end: RunEnd,
  options: JsonOption & Destination & { readonly interrupted?: boolean }
): Promise<ExitCode> {
  switch (end.kind) {
    case 'finished':
      return options.interrupted
        ? sayUnwritten(cli.terminal, end.results, { kind: 'cancelled' }, options)
        : leaveAll(cli, h, end.results, options)
    case 'failed': {
      const code = reportFailure(cli.terminal, end.failure, options)
      if (!options.json) cli.terminal.complain(resumeWords(id))
      return code
    }
    case 'interrupted':
    case 'cancelled':
      sayInterrupted(cli, id, options)
      return exitCodes.interrupted
  }
}

/** The seeds it was started with, if any, and the report with what they found. */
async function leaveAll(
  cli: Cli,
  h: Hindcast,
  results: Results,
  options: JsonOption & Destination
): Promise<ExitCode> {
  const seeds = await followDueSeeds(cli, h, results.id, options)
  const report = await leaveReport(cli, h, results, options)
  return seeds === exitCodes.done ? report : seeds
}

/** The verdict in words, the files, and on the last line the path of the report. */
export async function leaveReport(
  { terminal }: Cli,
  h: Hindcast,
  results: Results,
  options: JsonOption & Destination
): Promise<ExitCode> {
  const { json, out, afterword = [] } = options
  const folder = out ?? defaultFolder(results.id, results.series.symbol)
  const exported = await abortable(signal => exportRun(h, results.id, folder, { signal }))
  if (!exported.ok) return sayUnwritten(terminal, results, exported.failure, options)
  const { report, files } = exported.value
  if (json) {
    terminal.say(JSON.stringify({ type: 'result', id: results.id, report, folder, files, results }))
    return exitCodes.done
  }
  const lines = [...resultLines(results, terminal), '', ...afterword, filesWords(folder, files)]
  for (const line of lines) terminal.say(terminal.isLive ? wrapWords(line, terminal.columns) : line)
  terminal.say(report)
  return exitCodes.done
}

/** `reports/nflx-kq3x7d` beside where the command was given; the id keeps runs apart. */
export function defaultFolder(id: string, symbol: string): string {
  const name = symbol.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')
  return join('reports', `${name}-${id}`)
}

const filesWords = (folder: string, files: readonly string[]) =>
  `${files.length} files are in ${folder}; the report is`

/** The run is done and kept; only its files are missing. */
function sayUnwritten(
  terminal: Terminal,
  { id, series }: Results,
  failure: Failure,
  { json, out }: JsonOption & Destination
): ExitCode {
  if (failure.kind !== 'cancelled') return reportFailure(terminal, failure, { json })
  const command = `npx hindcast export ${id} --out ${out ?? defaultFolder(id, series.symbol)}`
  if (json) terminal.say(JSON.stringify({ type: 'interrupted', id, export: command }))
  else terminal.complain(`The run is finished and kept. Write its report with: ${command}`)
  return exitCodes.interrupted
}

const resumeWords = (id: string) =>
  `What was trained is kept. Go on with: npx hindcast resume ${id}`

function sayInterrupted({ terminal }: Cli, id: string, { json }: JsonOption): void {
  const resume = `npx hindcast resume ${id}`
  if (json) terminal.say(JSON.stringify({ type: 'interrupted', id, resume }))
  else terminal.complain(`Stopped at a checkpoint; nothing is lost. Go on with: ${resume}`)
}
