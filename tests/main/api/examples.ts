import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Hindcast, openHindcast } from '../../../src/main/api/hindcast.ts'
import { startRun } from '../../../src/main/api/runs.ts'
import { importFile } from '../../../src/main/api/series.ts'
import { weekdayOf } from '../../../src/main/data/days.ts'
import { type Launch, launchTrainer } from '../../../src/main/training/launch.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import { describeFailure, type Result } from '../../../src/shared/failure.ts'
import type { Results } from '../../../src/shared/results.ts'
import type { IsoDate, ModelSpec, Revision } from '../../../src/shared/types.ts'

/** Example values, shared by tests and by the children they start (so: no vitest here). */

/** The value of what has to go well. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(describeFailure(result.failure))
}

/** A folder of its own, and how to be rid of it. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-api-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The real thing: a database in a folder of its own, and trainer processes. */
export function openTemporary(launch: Launch = launchTrainer) {
  const { folder, remove } = makeFolder()
  const options = { folder: join(folder, 'data'), kind: 'a test', launch }
  const { hindcast } = must(openHindcast(options))
  const dispose = () => {
    hindcast.close()
    remove()
  }
  return { h: hindcast, folder, dispose }
}

/** Prices that wander by up to 3 % a day, from a small generator of their own. */
export function makePrices(count: number, seed = 1): number[] {
  let [state, price] = [seed * 7919 + 13, 50]
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    price *= 1 + 0.06 * (state / 0x7fff_ffff - 0.49)
    return price
  })
}

/** The first weekdays from 2020 on. */
export function makeDates(count: number): IsoDate[] {
  const dates: IsoDate[] = []
  for (let day = Date.UTC(2020, 0, 1); dates.length < count; day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10)
    if (weekdayOf(date) % 6 !== 0) dates.push(date)
  }
  return dates
}

/** A CSV file of daily closes; adjusted ones are half of them, up to the `gap`th, which is missing. */
export function writePrices(file: string, prices: readonly number[], gap = -1): string {
  const dates = makeDates(prices.length)
  const rows = prices.map((price, i) => `${dates[i]},${price},${i === gap ? '' : price / 2}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, ['date,close,adj_close', ...rows, ''].join('\n'))
  return file
}

/** Imports prices as a series of that name. */
export async function importPrices(
  h: Hindcast,
  symbol: string,
  prices: readonly number[],
  gap = -1
): Promise<Revision> {
  const file = writePrices(join(h.store.folder, '..', 'files', `${symbol}.csv`), prices, gap)
  return must(await importFile(h, file)).revision
}

export const makeModel = (cell: ModelSpec['cell'], changes: Partial<ModelSpec> = {}) => ({
  name: cell,
  cell,
  hidden: 3,
  layers: 1,
  learningRate: 1e-2,
  ...changes,
})

/** Small and quick: windows of ten days, a path of five. */
export const makeExperiment = (changes: object = {}): Experiment =>
  experimentSchema.parse({
    models: [makeModel('rnn')],
    days: null,
    window: 10,
    horizon: 5,
    batch: 32,
    epochs: 6,
    ...changes,
  })

/** Trains to the end. */
export async function finishRun(
  h: Hindcast,
  experiment: Experiment,
  revisionId: number
): Promise<Results> {
  const run = must(startRun(h, { experiment, revisionId, quickLook: false }, {}))
  const end = await run.end
  if (end.kind === 'finished') return end.results
  throw new Error(end.kind === 'failed' ? describeFailure(end.failure) : end.kind)
}
