import type { Result } from '../../shared/failure.ts'
import { type Hindcast, openHindcast } from '../api/hindcast.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { reportFailure } from './report-failure.ts'
import type { Terminal } from './terminal.ts'

/** What every command is given. */
export interface Cli {
  readonly terminal: Terminal
  /** The exit code of the command that ran. */
  code: ExitCode
}

export interface JsonOption {
  readonly json?: true
}

/** Opens the database for a command, and closes it and its trainers after it, whatever happens. */
export async function withHindcast(
  cli: Cli,
  { json }: JsonOption,
  work: (hindcast: Hindcast) => Promise<ExitCode> | ExitCode
): Promise<void> {
  const opened = openHindcast()
  if (!opened.ok) {
    cli.code = reportFailure(cli.terminal, opened.failure, { json })
    return
  }
  const { hindcast, notices } = opened.value
  for (const notice of notices) cli.terminal.complain(notice)
  try {
    cli.code = await work(hindcast)
  } finally {
    hindcast.close()
  }
}

/** One answer to one question: JSON for machines, words for people. */
export function answer<T>(
  { terminal }: Cli,
  { json }: JsonOption,
  result: Result<T>,
  { words, data = value => value }: { words: (value: T) => string; data?: (value: T) => unknown }
): ExitCode {
  if (!result.ok) return reportFailure(terminal, result.failure, { json })
  terminal.say(json ? JSON.stringify(data(result.value)) : words(result.value))
  return exitCodes.done
}
