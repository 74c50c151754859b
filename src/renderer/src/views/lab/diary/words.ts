import { displayName } from '../../../../../shared/charts/format.ts'
import type { EntryScore, RunningScore } from '../../../../../shared/lab/diary-score.ts'
import type { Diary } from '../../../../../shared/lab-wire.ts'
import type { ChartTable } from '../../../charts/table-csv.ts'

/** `4 of 5`; a dash without a band or a day. */
export function hitsWords({ bands }: EntryScore, model: string, level: number): string {
  const band = bands.find(one => one.model === model && one.level === level)
  return band && band.days > 0 ? `${band.hits} of ${band.days}` : '–'
}

/** What files of a series' diary are called, without an ending. */
export const fileNameOf = ({ symbol }: Pick<Diary, 'symbol'>): string =>
  `${symbol.replace(/[^\w.-]+/g, '-')}-diary`

/** The running score as a file: a row for each forecaster, persistence first. */
export function runningTable({ forecasters, bands, apart }: RunningScore): ChartTable {
  const levels = [0.8, 0.95]
  return {
    columns: [
      'Forecaster',
      'Forecasts',
      'Forecasts that share no day',
      'Days',
      'Error, share of the last known price',
      'Skill',
      ...levels.flatMap(level => [
        `Held by ${100 * level} %`,
        `Held by ${100 * level} %, low`,
        `Held by ${100 * level} %, high`,
        `Held by ${100 * level} %, independent days`,
      ]),
    ],
    rows: forecasters.map(({ name, entries, days, rmse, skill }) => [
      displayName(name),
      entries,
      apart,
      days,
      rmse,
      skill,
      ...levels.flatMap(level => {
        const own = bands.find(one => one.model === name && one.level === level)?.coverage
        return [own?.share ?? null, own?.low ?? null, own?.high ?? null, own?.effective ?? null]
      }),
    ]),
  }
}
