import type { DiaryEntry } from '../lab-wire.ts'
import type { LabTable } from './backtest-tables.ts'
import { pathNames } from './diary-entry.ts'
import type { RunningScore } from './diary-score.ts'

const levels = [0.8, 0.95]

/**
 * Frozen forecasts as a file holds them: a row for each entry, day and forecaster, persistence first, in
 * prices as they were frozen. `actual` and `error` are at today's scale, which `scale` gives.
 */
export function diaryTable(entries: readonly DiaryEntry[]): LabTable {
  const columns =
    'entry hash intact frozen_at symbol source run quick_look price origin known_to step expected_date date_is_a_guess date state forecaster forecast scale actual error low_80 high_80 within_80 low_95 high_95 within_95'
  return { columns: columns.split(' '), rows: entries.flatMap(rowsOf) }
}

type Cells = LabTable['rows'][number]

const yesNo = (is: boolean) => (is ? 'yes' : 'no')

function rowsOf(entry: DiaryEntry): Cells[] {
  const { frozen, score, number, hash, isSound } = entry
  const { frozenAt, symbol, source, run, quickLook, price, origin, knownTo } = frozen
  const whose = [number, hash, yesNo(isSound), frozenAt, symbol, source, run, yesNo(quickLook)]
  const scale = Number.isFinite(score.scale) ? score.scale : null
  return score.days.flatMap(({ step, expected, guessed, date, state, actual, errors, hits }) =>
    pathNames(frozen).map(name => [
      ...whose,
      price,
      origin,
      knownTo,
      step,
      expected,
      yesNo(guessed),
      date,
      state,
      name,
      frozen.paths[name]?.[step - 1] ?? null,
      scale,
      actual,
      errors[name] ?? null,
      ...levels.flatMap(level => bandCells(entry, name, level, step - 1, hits)),
    ])
  )
}

function bandCells(
  { frozen }: DiaryEntry,
  name: string,
  level: number,
  k: number,
  hits: readonly (boolean | null)[]
): Cells {
  const b = frozen.bands.findIndex(band => band.model === name && band.level === level)
  const [band, hit] = [frozen.bands[b], hits[b] ?? null]
  return [band?.low[k] ?? null, band?.high[k] ?? null, hit === null ? null : yesNo(hit)]
}

/** The running score as a file: a row for each forecaster, persistence first. */
export function runningTable({ forecasters, bands, apart }: RunningScore): LabTable {
  return {
    columns: [
      'forecaster',
      'forecasts',
      'forecasts_apart',
      'days',
      'rmse_share_of_last_price',
      'skill',
      ...levels.flatMap(level => [
        `held_${100 * level}`,
        `held_${100 * level}_low`,
        `held_${100 * level}_high`,
        `held_${100 * level}_effective_days`,
      ]),
    ],
    rows: forecasters.map(({ name, entries, days, rmse, skill }) => [
      name,
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
