import { createLogUpdate } from 'log-update'
import { formatDuration } from '../../shared/charts/format.ts'
import type { Result } from '../../shared/failure.ts'
import type { ResultsOf, SpecOf, StudyKind, StudySummary } from '../../shared/studies/study.ts'
import type { Hindcast } from '../api/hindcast.ts'
import type { Study } from '../store/studies.ts'
import { askAgain } from '../studies/ask-again.ts'
import { workStudy } from '../studies/work-study.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { catchInterrupts } from './interrupts.ts'
import { reportFailure } from './report-failure.ts'
import type { Terminal } from './terminal.ts'
import { writeFiles } from './write-files.ts'

export interface StudyWords<K extends StudyKind> {
  readonly json?: true | undefined
  /** How one unit of work is called: “origin”, “placebo”. */
  readonly unit: string
  readonly lines: (results: ResultsOf<K>, terminal: Terminal) => readonly string[]
  /** Written into a folder where one was named. */
  readonly files?: {
    readonly folder: string
    readonly make: (results: ResultsOf<K>) => Readonly<Record<string, string>>
  }
}

/**
 * Asks a question about a run, or goes on with the same one where it was left; shows how far its
 * answer is, and tells it. Ctrl-C keeps what is done.
 */
export async function followStudy<K extends StudyKind>(
  terminal: Terminal,
  h: Hindcast,
  run: string,
  spec: SpecOf<K>,
  words: StudyWords<K>
): Promise<ExitCode> {
  const asked = askAgain(h, run, spec)
  if (!asked.ok) return reportFailure(terminal, asked.failure, words)
  return followAsked(terminal, h, asked.value, words)
}

/** The same of a study that was asked before. */
export async function followAsked<K extends StudyKind>(
  terminal: Terminal,
  h: Hindcast,
  study: Study,
  words: StudyWords<K>
): Promise<ExitCode> {
  const { json, unit } = words
  const { id, done } = study
  if (done > 0 && !json) terminal.complain(`Goes on where it stood: ${done} ${unit}s are done.`)
  const results = await workVisibly(terminal, h, id, unit, json)
  if (results.ok) return tell(terminal, study, results.value as ResultsOf<K>, words)
  const code = reportFailure(terminal, results.failure, { json })
  return results.failure.kind === 'cancelled' ? exitCodes.interrupted : code
}

function tell<K extends StudyKind>(
  terminal: Terminal,
  { id, run }: Study,
  found: ResultsOf<K>,
  { json, lines, files }: StudyWords<K>
): ExitCode {
  const written = files ? writeFiles(files.folder, files.make(found)) : null
  if (written && !written.ok) return reportFailure(terminal, written.failure, { json })
  const told = json
    ? [JSON.stringify({ type: 'study', id, run, ...found })]
    : lines(found, terminal)
  for (const line of [...told, ...(json ? [] : (written?.value ?? []))]) terminal.say(line)
  return exitCodes.done
}

async function workVisibly(
  terminal: Terminal,
  h: Hindcast,
  id: string,
  unit: string,
  json: true | undefined
): Promise<Result<unknown>> {
  const draw = terminal.isLive && !json ? createLogUpdate(terminal.stream) : null
  const stop = new AbortController()
  const release = catchInterrupts({ onFirst: () => stop.abort('interrupted'), onSecond: () => {} })
  try {
    const onProgress = (study: StudySummary) => draw?.(progressLine(study, unit))
    return await workStudy(h, id, { signal: stop.signal, onProgress })
  } finally {
    draw?.clear()
    release()
  }
}

const progressLine = ({ done, total, secondsLeft }: StudySummary, unit: string): string =>
  [
    `${done} of ${total ?? '?'} ${unit}s`,
    ...(secondsLeft === null ? [] : [`about ${formatDuration(secondsLeft)} left`]),
  ].join(', ')
