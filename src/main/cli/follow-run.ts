import type { Result } from '../../shared/failure.ts'
import type { RunEnd } from '../api/conclude-run.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { type RunHandle, showRun } from '../api/runs.ts'
import type { RunListener } from '../training/run.ts'
import type { Cli, JsonOption } from './cli.ts'
import { concludeRun, type Destination } from './conclude-run.ts'
import type { ExitCode } from './exit-codes.ts'
import { catchInterrupts } from './interrupts.ts'
import { reportFailure } from './report-failure.ts'
import type { RunFacts } from './run-facts.ts'
import { makeRunView, type RunView } from './view/run-view.ts'

export type Start = (listener: RunListener) => Result<RunHandle>

/** Begins a run, shows it while it trains, and leaves its report; answers the exit code. */
export async function followRun(
  cli: Cli,
  h: Hindcast,
  facts: RunFacts,
  start: Start,
  options: JsonOption & Destination
): Promise<ExitCode> {
  const view = makeRunView(cli.terminal, facts, options)
  const started = start(view.listener)
  if (!started.ok) return reportFailure(cli.terminal, started.failure, options)
  const handle = started.value
  const shown = showRun(h, handle.id)
  view.begin(handle.id, shown.ok ? shown.value.models : [])
  const { end, interrupted } = await endOf(handle, view)
  view.end()
  return concludeRun(cli, h, handle.id, end, { ...options, interrupted })
}

/** `interrupted`: somebody asked to stop, though it may have been too late to. */
async function endOf(
  handle: RunHandle,
  view: RunView
): Promise<{ end: RunEnd; interrupted: boolean }> {
  let interrupted = false
  const release = catchInterrupts({
    onFirst: () => {
      interrupted = true
      view.notice('Stopping at a checkpoint; Ctrl-C again stops now.')
      handle.interrupt()
    },
    onSecond: () => {
      view.end()
      handle.kill()
    },
  })
  try {
    return { end: await handle.end, interrupted }
  } finally {
    release()
  }
}
