import { measureBands } from '../../shared/lab/bands.ts'
import { alwaysUp } from '../../shared/lab/direction.ts'
import { scoreForecasters, sliceOf } from '../../shared/lab/metrics.ts'
import { partsOf } from '../../shared/lab/split.ts'
import {
  hindcastRmse,
  makeForecastTable,
  makeHindcastTable,
  makePredictionTable,
  type PathDates,
} from '../../shared/lab/tables.ts'
import { judge } from '../../shared/lab/verdict.ts'
import type { Results } from '../../shared/results.ts'
import type { Part, PathTable, PredictionTable, Prepared } from '../../shared/types.ts'

/** What the networks of a run said. */
export interface RunOutput {
  readonly prepared: Prepared
  readonly testOpen: boolean
  readonly batch: number
  /** One-step, model space, of all open windows, by model. */
  readonly predictions: Readonly<Record<string, Float32Array>>
  /** Recursive, in the unit of tables, by model: from bar `origin`, and over `days` to come. */
  readonly hindcast: Readonly<Record<string, Float64Array>>
  readonly forecast: Readonly<Record<string, Float64Array>>
  /** Recursive, model space, from every origin of the bands, by model. */
  readonly rolls: Readonly<Record<string, Float32Array>>
  readonly origin: number
  readonly days: PathDates
}

/** What is drawn, measured and judged of it; of a closed test part nothing. */
export interface ScoredRun
  extends Pick<Results, 'forecasters' | 'alwaysUp' | 'verdictPart' | 'verdicts' | 'bands'> {
  readonly predictions: PredictionTable
  readonly hindcast: PathTable
  readonly forecast: PathTable
  readonly hindcastRmse: Results['hindcast']['rmse']
  readonly testOpen: boolean
}

/** From predictions to tables, measures and verdicts. Takes its time: ask for it beside (src/main/beside). */
export function scoreRun(output: RunOutput): ScoredRun {
  const { prepared, testOpen, batch, predictions, origin, days } = output
  const parts = partsOf(prepared.split).filter(({ part }) => part !== 'test' || testOpen)
  const verdictPart: Part = testOpen ? 'test' : 'validation'
  const horizon = days.dates.length
  const hindcast = makeHindcastTable(prepared, output.hindcast, origin, horizon)
  return {
    testOpen,
    verdictPart,
    predictions: makePredictionTable(prepared, predictions, testOpen),
    hindcast,
    forecast: makeForecastTable(prepared, output.forecast, days),
    bands: measureBands(prepared, output.rolls, { testOpen, horizon }),
    forecasters: scoreForecasters(prepared, predictions, { batch, testOpen }),
    alwaysUp: Object.fromEntries(parts.map(({ part, range }) => [part, alwaysUp(prepared, range)])),
    verdicts: verdictsOn(verdictPart, prepared, predictions),
    hindcastRmse: finiteOnly(hindcastRmse(hindcast)),
  }
}

/** A path that ran off to infinity has no error that could be told. */
const finiteOnly = (values: Readonly<Record<string, number>>): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number.isFinite(value) ? value : null])
  )

function verdictsOn(part: Part, prepared: Prepared, predictions: RunOutput['predictions']) {
  const range = partsOf(prepared.split).find(own => own.part === part)?.range
  if (!range) throw new Error(`no ${part} part to judge on`)
  const own = Object.entries(predictions).map(([name, all]) => [name, sliceOf(all, range)] as const)
  return judge(prepared, Object.fromEntries(own), range)
}
