import type { RunBundle } from '../../src/shared/bundle.ts'
import { concludeSeeds, type SeedUnit } from '../../src/shared/lab/conclude-seeds.ts'
import type { SeedsResults } from '../../src/shared/studies/seeds.ts'
import type { StudySummary } from '../../src/shared/studies/study.ts'

/** What a study of a made-up run's seeds would find: each seed off the run's own by a fixed share. */
export function makeSeedsResults(bundle: Omit<RunBundle, 'weights'>, count = 3): SeedsResults {
  const { results, predictions, hindcast, forecast, losses } = bundle
  const { experiment } = results
  const seeds = Array.from({ length: count }, (_, k) => experiment.seed + k)
  const watched = experiment.protocol === 'sealed' ? 'validation' : 'test'
  const persistence = results.forecasters.find(({ name }) => name === 'persistence')?.parts ?? {}
  const units = seeds.flatMap((seed, k) =>
    results.forecasters
      .filter(({ kind }) => kind === 'network')
      .map(({ name, parts }): SeedUnit => {
        const moved = (values: readonly number[] | undefined) =>
          (values ?? []).map(value => value * (1 + 0.004 * k * (k % 2 === 0 ? 1 : -1)))
        const worse = Object.entries(parts).map(([part, m]) => [
          part,
          { ...m, skill: m.skill === null ? null : m.skill - 0.01 * k },
        ])
        const own = losses[name]
        return {
          seed,
          model: name,
          epochs: own?.epoch.length ?? 0,
          stopped: 'finished',
          finalLoss: { train: 0.0004 * (1 + k / 10), watched: 0.0005 * (1 + k / 10) },
          parts: Object.fromEntries(worse),
          test: { statistic: 0.4, p: 0.6 },
          losses: {
            epoch: own?.epoch ?? [],
            train: (own?.train ?? []).map(v => v * (1 + k / 10)),
            watched: (own?.[watched] ?? []).map(v => v * (1 + k / 10)),
          },
          predictions: moved(predictions.models[name]),
          hindcast: moved(hindcast.models[name]),
          forecast: moved(forecast.models[name]),
        }
      })
  )
  const orNull = (values: readonly number[]) => values.map(v => (Number.isFinite(v) ? v : null))
  const ground = (path: typeof hindcast) => ({
    origin: path.origin,
    dates: [...path.dates],
    guessed: [...path.guessed],
    actual: orNull(path.actual),
    persistence: [...path.persistence],
    drift: [...path.drift],
  })
  return concludeSeeds(
    {
      seeds,
      models: experiment.models.map(({ name }) => name),
      part: results.verdictPart,
      watched,
      unit: results.unit,
      persistence,
      predictions: {
        dates: [...predictions.dates],
        part: [...predictions.part],
        actual: [...predictions.actual],
        persistence: [...predictions.persistence],
      },
      hindcast: ground(hindcast),
      forecast: ground(forecast),
      forecastWords: 'Each seed was trained again on all known days before its forecast.',
    },
    units
  )
}

/** The finished study that found it. */
export const seedsSummary = (run: string, count = 3): StudySummary => ({
  id: 'st7d5k',
  run,
  spec: { kind: 'seeds', count, retrain: true },
  state: 'finished',
  reason: null,
  done: 3 * count,
  total: 3 * count,
  secondsLeft: null,
  createdAt: '2026-11-23T03:00:00.000Z',
  finishedAt: '2026-11-23T03:01:00.000Z',
})
