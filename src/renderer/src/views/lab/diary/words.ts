import type { EntryScore } from '../../../../../shared/lab/diary-score.ts'
import type { Diary } from '../../../../../shared/lab-wire.ts'

/** `4 of 5`; a dash without a band or a day. */
export function hitsWords({ bands }: EntryScore, model: string, level: number): string {
  const band = bands.find(one => one.model === model && one.level === level)
  return band && band.days > 0 ? `${band.hits} of ${band.days}` : '–'
}

/** What files of a series' diary are called, without an ending. */
export const fileNameOf = ({ symbol }: Pick<Diary, 'symbol'>): string =>
  `${symbol.replace(/[^\w.-]+/g, '-')}-diary`
