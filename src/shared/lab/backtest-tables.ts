import type { Fold } from '../lab-wire.ts'
import type { BacktestResults } from '../studies/backtest.ts'

/** A backtest as tables: what files hold, in full precision, null where there is no number. */
export interface LabTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A row for each step ahead and forecaster; baselines are not tested. */
export function horizonTable({ forecasters, verdicts, horizon, part }: BacktestResults): LabTable {
  const columns = 'step forecaster part rmse mae skill verdict statistic p adjusted_p'.split(' ')
  const rows = Array.from({ length: horizon }, (_, h) =>
    forecasters.map(({ name, rmse, mae, skill }) => {
      const own = verdicts.find(({ model }) => model === name)?.steps[h]
      const errors = [rmse[h] ?? null, mae[h] ?? null, skill[h] ?? null]
      const tested = [own?.outcome ?? '', own?.statistic ?? null, own?.p ?? null]
      return [h + 1, name, part, ...errors, ...tested, own?.adjustedP ?? null]
    })
  )
  return { columns, rows: rows.flat() }
}

/** A row for each origin: the error of every forecaster's path, and whose worst fold it is. */
export function foldTable({ forecasters, folds }: BacktestResults): LabTable {
  const names = forecasters.map(({ name }) => name)
  return {
    columns: ['fold', 'origin', ...names, 'worst_of'],
    rows: folds.map(({ fold, origin, errors }) => {
      const worst = forecasters.filter(own => own.kind === 'network' && own.worst === fold)
      const own = names.map(name => errors[name] ?? null)
      return [fold + 1, origin, ...own, worst.map(({ name }) => name).join(' ')]
    }),
  }
}

/** A row for each day ahead of one origin. */
export function foldPathTable({ dates, actual, paths }: Fold): LabTable {
  const names = Object.keys(paths)
  return {
    columns: ['step', 'date', 'actual', ...names],
    rows: dates.map((date, h) => [
      h + 1,
      date,
      actual[h] ?? null,
      ...names.map(name => paths[name]?.[h] ?? null),
    ]),
  }
}
