import { describeFailure, type Failure } from '../../shared/failure.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { optionOf } from './options/settings.ts'
import type { Terminal } from './terminal.ts'

/** Says what went wrong and what to do next; answers the exit code. JSON goes to standard output. */
export function reportFailure(
  terminal: Terminal,
  failure: Failure,
  { json }: { json?: boolean | undefined } = {}
): ExitCode {
  const message = failureWords(failure)
  if (json) terminal.say(JSON.stringify({ type: 'failure', ...failure, message }))
  else terminal.complain(message)
  return exitCodeOf(failure)
}

/** As `describeFailure`, but a field of the experiment is named as its option. */
export const failureWords = (failure: Failure): string =>
  describeFailure(
    failure.kind === 'bad-experiment' ? { ...failure, field: optionOf(failure.field) } : failure
  )

function exitCodeOf({ kind }: Failure): ExitCode {
  if (kind === 'bad-experiment' || kind === 'closed-day') return exitCodes.usage
  return kind === 'cancelled' ? exitCodes.interrupted : exitCodes.failed
}
