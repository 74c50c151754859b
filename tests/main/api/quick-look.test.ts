import { afterAll, expect, it } from 'vitest'
import { startRun } from '../../../src/main/api/runs.ts'
import { takeSample } from '../../../src/main/api/series.ts'
import { readLosses } from '../../../src/main/store/epochs.ts'
import { quickLook } from '../../../src/shared/presets.ts'
import { must, openTemporary } from './examples.ts'

const { h, dispose } = openTemporary()
afterAll(dispose)

/** How often, after its first fifth, a curve stands more than 2 % above the epoch before. */
function risesOf(losses: readonly number[]): number {
  const late = losses.slice(Math.floor(losses.length / 5))
  return late.filter((loss, i) => i > 0 && loss > 1.02 * (late[i - 1] ?? 0)).length
}

it('trains every network of the quick look smoothly down to persistence, which nobody beats', async () => {
  const { experiment, sample } = quickLook
  const { id } = must(takeSample(h, sample)).revision
  const run = must(startRun(h, { experiment, revisionId: id, quickLook: true }, {}))
  const end = await run.end
  if (end.kind !== 'finished') throw new Error(end.kind)
  const { verdicts, id: made } = end.results
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(Array(3).fill('not distinguishable'))
  for (const { skill } of verdicts) expect(Math.abs(skill ?? 1)).toBeLessThan(0.1)
  for (const { name } of experiment.models) {
    const { test } = readLosses(h.store, { run: made, model: name, phase: 'train' })
    expect([name, risesOf(test)]).toEqual([name, 0])
  }
}, 120_000)
