import { type ControlRow, controlTable, shareBetter } from '../../../../shared/lab/controls.ts'
import type { SampleName } from '../../../../shared/types.ts'

/**
 * What the controls promise, of ridge and of the networks apart. One “better” in 20 on a random
 * walk is 5 %; 18 of 20 is 90 %. The plain RNN is shown but held to nothing on `momentum`.
 */
export const controlPromise = { falsePositives: 0.05, power: 0.9 } as const

/** Models that must find momentum where it is. */
const finders = ['ridge', 'lstm', 'gru']

/** Each promise that these rows break, as a sentence; none when all hold. */
export function brokenPromises(rows: readonly ControlRow[]): string[] {
  const [ridge, networks] = [rows.filter(isRidge), rows.filter(row => !isRidge(row))]
  return [
    ...tooManyBetter('ridge', ridge),
    ...tooManyBetter('the networks', networks),
    ...tooFewBetter(rows),
  ]
}

const isRidge = ({ model }: ControlRow) => model === 'ridge'

function tooManyBetter(who: string, rows: readonly ControlRow[]): string[] {
  const sample: SampleName = 'random-walk'
  const share = shareBetter(rows, sample) // NaN without rows, and then nothing is broken
  if (!(share > controlPromise.falsePositives)) return []
  return [
    `On ${sample} ${percent(share)} of the verdicts on ${who} say better, and at most ${percent(controlPromise.falsePositives)} may: nobody can be.`,
  ]
}

function tooFewBetter(rows: readonly ControlRow[]): string[] {
  return controlTable(rows)
    .filter(({ sample, model }) => sample === 'momentum' && finders.includes(model))
    .filter(({ better, seeds }) => better < controlPromise.power * seeds)
    .map(
      ({ model, better, seeds }) =>
        `On momentum ${model} is better in ${better} of ${seeds} seeds, and at least ${Math.ceil(controlPromise.power * seeds)} are promised.`
    )
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
