import type { Hindcast } from '../api/hindcast.ts'
import { askDueSeeds } from '../studies/due-seeds.ts'
import type { Cli, JsonOption } from './cli.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { followAsked, type StudyWords } from './follow-study.ts'
import { reportFailure } from './report-failure.ts'
import { seedLines } from './view/seed-lines.ts'

/** How a study of seeds is told. */
export const seedWords = (json: true | undefined): StudyWords<'seeds'> => ({
  json,
  unit: 'training',
  lines: seedLines,
})

/** Trains the other seeds that a run was started with, once it is finished; done when there are none. */
export async function followDueSeeds(
  { terminal }: Cli,
  h: Hindcast,
  run: string,
  { json }: JsonOption
): Promise<ExitCode> {
  const asked = askDueSeeds(h, run)
  if (!asked.ok) return reportFailure(terminal, asked.failure, { json })
  if (asked.value === null) return exitCodes.done
  const { spec } = asked.value
  const code = await followAsked(terminal, h, asked.value, seedWords(json))
  const count = spec.kind === 'seeds' ? spec.count : 0
  if (code === exitCodes.interrupted && !json)
    terminal.complain(`The seeds go on with: npx hindcast seeds ${run} --count ${count}`)
  if (code === exitCodes.done && !json) terminal.say('')
  return code
}
