import { done, type Result } from '../../../../shared/failure.ts'
import { type PlaceboRow, ridgePlacebo } from '../../../../shared/lab/placebo-control.ts'
import type { SampleName } from '../../../../shared/types.ts'
import type { Control, ControlScene } from '../control.ts'
import { brokenPromises } from './placebo-promise.ts'
import { placeboHistogram, placeboTable } from './placebo-table.ts'
import { runPlacebos } from './run-placebos.ts'

const samples: readonly SampleName[] = ['random-walk', 'momentum']

/** Does the placebo call chance chance, and only chance? */
export const placebo: Control = {
  name: 'placebo',
  title: 'Placebo',
  seeds: 40,
  async run(scene) {
    const rows = await ask(scene)
    if (!rows.ok) return rows
    return done({
      table: placeboTable(rows.value),
      figures: placeboHistogram(rows.value),
      broken: brokenPromises(rows.value),
    })
  },
}

/** Ridge on every seed; then one network, where there are trainers. Rows by model, sample and seed. */
async function ask({ pool, seeds, ...scene }: ControlScene): Promise<Result<PlaceboRow[]>> {
  const questions = samples.flatMap(sample => seeds.map(seed => ({ sample, seed })))
  const ridge = questions.map(({ sample, seed }) => ridgePlacebo(sample, seed))
  if (pool === null) return done(ridge)
  const { signal, note, tell } = scene
  const networks = await runPlacebos(pool, questions, {
    signal,
    onRow: ({ sample, seed, model, p }) => note(`${sample} ${seed}: ${model} p = ${p}`),
    onProgress: ({ rows, ...progress }) =>
      tell({ ...progress, what: 'networks trained', table: placeboTable([...ridge, ...rows]) }),
  })
  return networks.ok ? done([...ridge, ...networks.value]) : networks
}
