import type { BandControlRow } from '../../../../shared/lab/band-controls.ts'

/** How far measured coverage may be from the promised one, pooled over the seeds of a sample. */
export const bandPromise = [
  { upTo: 5, points: 3 },
  { upTo: 20, points: 5 },
] as const

/** Each promise that these rows break, as a sentence; none when all hold. Beyond 20 steps nothing is promised. */
export function brokenBands(rows: readonly BandControlRow[]): string[] {
  return [...useless(rows), ...rows.filter(isBroken).map(describe)]
}

/** Measured less promised, in points. */
export const gapOf = ({ share, promised }: BandControlRow): number => 100 * share - promised

function isBroken(row: BandControlRow): boolean {
  const points = bandPromise.find(({ upTo }) => row.step <= upTo)?.points
  return points !== undefined && !(Math.abs(gapOf(row)) <= points)
}

const describe = (row: BandControlRow) =>
  `On ${row.sample} the ${row.promised} % band of ${row.model} ${row.step} days ahead held ${(100 * row.share).toFixed(1)} %, ${Math.abs(gapOf(row)).toFixed(1)} points off.`

function useless(rows: readonly BandControlRow[]): string[] {
  const found = rows.filter(row => row.useless !== null)
  const words = { infinite: 'no end', zero: 'no width' }
  const sentence = ({ sample, model, useless: why }: BandControlRow) =>
    `On ${sample} a band of ${model} has ${words[why ?? 'zero']}: it says nothing.`
  return [...new Set(found.map(sentence))]
}
