import { alwaysUp } from '../../../shared/lab/direction.ts'
import { scoreForecasters, sliceOf } from '../../../shared/lab/metrics.ts'
import { isTestOpen, partsOf } from '../../../shared/lab/split.ts'
import { modelSpace } from '../../../shared/lab/units.ts'
import { judge } from '../../../shared/lab/verdict.ts'
import { headline } from '../../../shared/lab/words.ts'
import type { Results } from '../../../shared/results.ts'
import type { PredictionTable, Prepared } from '../../../shared/types.ts'

type Judged = Pick<Results, 'forecasters' | 'alwaysUp' | 'verdictPart' | 'verdicts' | 'headline'>

/**
 * The results of a run from elsewhere, its measures and its verdict computed anew from its own
 * predictions. Where they bear out what it says, what it says stays to the last digit; else what was
 * found here takes its place, and the headline tells.
 */
export function judgeAgain(results: Results, table: PredictionTable, prepared: Prepared): Results {
  const judged = judgeTable(results, table, prepared)
  if (bearsOut(results, judged)) return results
  return { ...results, ...judged, headline: `${judged.headline} ${differently}` }
}

export const differently =
  'The file that this run came in said something else; this is what its own predictions say.'

function judgeTable(results: Results, table: PredictionTable, prepared: Prepared): Judged {
  const { experiment, tries, seal } = results
  const testOpen = isTestOpen(prepared, seal.state === 'open')
  const part = testOpen ? 'test' : 'validation'
  const networks = Object.fromEntries(
    experiment.models.map(({ name }) => [name, inModelSpace(prepared, table.models[name] ?? [])])
  )
  const parts = partsOf(prepared.split)
  const range = parts.find(own => own.part === part)?.range ?? prepared.split.test
  const own = Object.entries(networks).map(([name, all]) => [name, sliceOf(all, range)] as const)
  const verdicts = judge(prepared, Object.fromEntries(own), range)
  const open = parts.filter(one => one.part !== 'test' || testOpen)
  return {
    verdictPart: part,
    verdicts,
    headline: headline({ verdicts, part, closed: !testOpen, tries }),
    forecasters: scoreForecasters(prepared, networks, { batch: experiment.batch, testOpen }),
    alwaysUp: Object.fromEntries(open.map(one => [one.part, alwaysUp(prepared, one.range)])),
  }
}

/** As the networks said it: they speak in float32. */
const inModelSpace = (prepared: Prepared, column: readonly number[]): Float32Array =>
  Float32Array.from(column, (value, i) => modelSpace(prepared, i, value))

/** Measures that a version adds or an older one lacks are no contradiction. */
function bearsOut(claimed: Results, judged: Judged): boolean {
  return (
    claimed.verdictPart === judged.verdictPart &&
    claimed.headline === judged.headline &&
    agree(claimed.verdicts, judged.verdicts) &&
    agree(claimed.forecasters, judged.forecasters) &&
    (claimed.alwaysUp === undefined || agree(claimed.alwaysUp, judged.alwaysUp))
  )
}

/** Every value of `claimed` is there in `found`: texts the same, numbers to a millionth. */
function agree(claimed: unknown, found: unknown): boolean {
  if (typeof claimed === 'number' && typeof found === 'number')
    return Math.abs(claimed - found) <= 1e-6 * Math.max(1e-6, Math.abs(claimed), Math.abs(found))
  if (claimed === null || found === null || typeof claimed !== 'object') return claimed === found
  const others = found as Record<string, unknown>
  const isComplete = !Array.isArray(claimed) || claimed.length === (found as unknown[]).length
  return isComplete && Object.entries(claimed).every(([key, value]) => agree(value, others[key]))
}
