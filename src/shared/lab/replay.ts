import type { ReplayFrame, ReplayTraining } from '../lab-wire.ts'
import type { PathTable, Prepared, Range } from '../types.ts'
import { pathInUnit } from './baseline-path.ts'
import { persistenceSquaredErrors, skill, squaredErrors } from './metrics.ts'
import { mean, type Numbers, orNull } from './numbers.ts'
import { hindcastRmse } from './tables.ts'
import { inUnit } from './units.ts'

/** What was kept after an epoch, in model space; a list is empty or absent where nothing was. */
export interface KeptFrame {
  readonly epoch: number
  readonly values: Numbers
  readonly paths: { readonly hindcast?: Numbers; readonly forecast?: Numbers }
}

/** Of one training, by epoch; `epoch` rises by one. */
interface EpochLosses {
  readonly epoch: readonly number[]
  readonly train: readonly number[]
  readonly watched: readonly number[]
}

/** What a training read, and where its paths begin. */
export interface ReplayScope {
  readonly prepared: Prepared
  /** The watched windows; null when nothing was watched. */
  readonly range: Range | null
  /** Bars. */
  readonly hindcastOrigin: number
  readonly forecastOrigin: number
  readonly losses: EpochLosses
  /** The truth of the hindcast's days. */
  readonly hindcast: PathTable | null
}

/** Kept predictions as a replay shows them: in the unit of tables, each with its epoch's figures. */
export function makeFrames(kept: readonly KeptFrame[], scope: ReplayScope): ReplayFrame[] {
  const { prepared, range } = scope
  const level = range ? mean(persistenceSquaredErrors(prepared, range)) : Number.NaN
  return kept.map(frame => makeFrame(frame, scope, level))
}

function makeFrame(frame: KeptFrame, scope: ReplayScope, persistence: number): ReplayFrame {
  const { prepared, range, losses } = scope
  const { epoch, values, paths } = frame
  const last = losses.epoch.at(-1) ?? 0
  const lossOf = (column: readonly number[]) =>
    orNull(column[epoch - (losses.epoch[0] ?? 1)] ?? Number.NaN)
  const hindcast = pathOf(prepared, scope.hindcastOrigin, paths.hindcast)
  return {
    epoch,
    isWhole: epoch <= last,
    train: lossOf(losses.train),
    watched: lossOf(losses.watched),
    skill: range && orNull(skill(mean(squaredErrors(prepared, values, range)), persistence)),
    fit: range ? Array.from(values, (z, k) => inUnit(prepared, range.start + k, z)) : [],
    hindcast,
    hindcastRmse: rmseOf(scope.hindcast, hindcast),
    forecast: pathOf(prepared, scope.forecastOrigin, paths.forecast),
  }
}

const pathOf = (prepared: Prepared, origin: number, path: Numbers = []): number[] =>
  Array.from(pathInUnit(prepared, origin, path))

const rmseOf = (table: PathTable | null, path: readonly number[]): number | null =>
  table && path.length > 0
    ? orNull(hindcastRmse({ ...table, models: { path } })['path'] ?? Number.NaN)
    : null

/** So many stretches of a log axis are as fine as a screen shows it. */
const stretches = 160

/** Losses to draw on a log axis: highs and lows of both curves, and every epoch that has a frame. */
export function thinLosses(
  { epoch, train, watched }: EpochLosses,
  frames: readonly { readonly epoch: number }[]
): ReplayTraining['losses'] {
  const first = epoch[0] ?? 1
  const framed = frames.map(frame => frame.epoch - first).filter(i => i >= 0 && i < epoch.length)
  const kept = new Set([...framed, ...extremesOf(epoch, train), ...extremesOf(epoch, watched)])
  const indices = [...kept].sort((a, b) => a - b)
  const pick = (values: readonly number[]) => indices.map(i => values[i] ?? Number.NaN)
  return { epoch: pick(epoch), train: pick(train), watched: pick(watched) }
}

/** Where the smallest and the largest value of each stretch stand; one that is no number stays too. */
function extremesOf(epoch: readonly number[], values: readonly number[]): number[] {
  const width = Math.log(epoch.at(-1) ?? 1) / stretches || 1
  const stretchOf = (i: number) => Math.floor(Math.log(epoch[i] ?? 1) / width)
  const groups = Map.groupBy(epoch.keys(), stretchOf).values()
  return groups
    .flatMap(places => {
      const by = (a: number, b: number) => (values[a] ?? Number.NaN) - (values[b] ?? Number.NaN)
      const finite = places.filter(i => Number.isFinite(values[i])).sort(by)
      const gap = places.find(i => !Number.isFinite(values[i]))
      return [finite[0], finite.at(-1), gap].flatMap(i => i ?? [])
    })
    .toArray()
}

/** The same number of numbers with the same bits? Null where one side has none. */
export function areEqual(stored: Numbers | undefined, shown: Numbers | undefined): boolean | null {
  if (!stored || !shown || stored.length === 0 || shown.length === 0) return null
  const pairs = Array.from(stored, (value, i) => [value, shown[i]])
  return stored.length === shown.length && pairs.every(([a, b]) => Object.is(a, b))
}
