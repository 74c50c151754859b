import { afterAll, describe, expect, it } from 'vitest'
import { openTest } from '../../../src/main/api/runs.ts'
import { tries } from '../../../src/main/store/tries.ts'
import { askStudy, workStudy } from '../../../src/main/studies/work-study.ts'
import { placeboSeeds } from '../../../src/shared/lab/placebo.ts'
import type { Results } from '../../../src/shared/results.ts'
import {
  type PlaceboResults,
  type PlaceboSpec,
  placeboSpecSchema,
} from '../../../src/shared/studies/placebo.ts'
import type { Revision } from '../../../src/shared/types.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from '../api/examples.ts'

const { h, dispose } = openTemporary()
afterAll(dispose)

const quick = { epochs: 3, retrain: false }
const sealed = makeExperiment({ ...quick, protocol: 'sealed', patience: 5 })

async function train(symbol: string, prices: readonly number[], experiment = sealed) {
  const revision = await importPrices(h, symbol, prices)
  return { revision, run: await finishRun(h, experiment, revision.id) }
}

async function ask(run: Results, spec: Partial<PlaceboSpec> = {}): Promise<PlaceboResults> {
  const asked = placeboSpecSchema.parse({ kind: 'placebo', ...spec })
  const study = must(askStudy(h, run.id, asked))
  const results = must(await workStudy(h, study.id, { signal: new AbortController().signal }))
  if (results.kind !== 'placebo') throw new Error(results.kind)
  return results
}

/** p as its definition says. */
const pOf = (real: number, skills: readonly (number | null | undefined)[]) =>
  (1 + skills.filter(skill => (skill ?? Number.NaN) >= real).length) / (1 + skills.length)

const countTries = ({ series }: Revision) => tries(h.store, series)

describe('a placebo', () => {
  it('trains a small network on the real series and on 39 copies, and counts it as one try', async () => {
    const { run, revision } = await train('SMALL', makePrices(150))
    expect(countTries(revision)).toBe(1)
    const first = await ask(run)
    expect(countTries(revision)).toBe(2)
    expect(first.tries).toBe(2)
    expect(first.copies.map(({ copy }) => copy)).toEqual(
      Array.from({ length: 39 }, (_, k) => k + 1)
    )
    expect(first.copies.map(({ seed }) => seed)).toEqual(placeboSeeds(1, 39))
    expect(first.networks[0]).toMatchObject({ cell: 'rnn', hidden: 16, layers: 1, epochs: 300 })
    const [network] = first.networks
    const skills = first.copies.map(({ skill }) => skill['rnn'])
    expect(new Set(skills).size).toBe(39)
    expect(network?.p).toBe(pOf(network?.real ?? Number.NaN, skills))
    expect(await ask(run)).toEqual(first)
    expect(countTries(revision)).toBe(2)
  }, 120_000)

  it('of the run’s own networks holds the run’s own figures against them, Holm over both', async () => {
    const models = [makeModel('rnn'), makeModel('gru')]
    const experiment = makeExperiment({ ...quick, protocol: 'sealed', models })
    const { run, revision } = await train('OWN', makePrices(150, 3), experiment)
    const found = await ask(run, { size: 'own', placebo: 'flipped', seed: 9 })
    expect(countTries(revision)).toBe(1)
    expect(found.networks.map(({ model, epochs }) => [model, epochs])).toEqual([
      ['rnn', 3],
      ['gru', 3],
    ])
    const ps = found.networks.map(({ model, real, p }) => {
      const own = run.forecasters.find(({ name }) => name === model)
      expect(real).toBe(own?.parts.validation?.skill)
      expect(p).toBe(
        pOf(
          real ?? Number.NaN,
          found.copies.map(({ skill }) => skill[model])
        )
      )
      return p ?? Number.NaN
    })
    // Holm of two: the smaller p doubled, the larger one not under it
    const [least, most] = [Math.min(...ps), Math.max(...ps)]
    const smaller = Math.min(1, 2 * least)
    expect(found.networks.map(({ adjustedP }) => adjustedP)).toEqual(
      ps.map(p => (p === least ? smaller : Math.max(most, smaller)))
    )
  }, 120_000)

  it('of a closed run is the same whatever the test part holds, and looks at it once that is open', async () => {
    const prices = makePrices(150, 5)
    // 149 returns, 139 windows of ten: 97 and 20 before the test part, whose first target is bar 128
    const others = prices.map((price, t) => (t >= 128 ? 3 * price : price))
    const own = { size: 'own' } as const
    const { run } = await train('CLOSED', prices)
    const { run: other } = await train('ALTERED', others)
    const closed = await ask(run, own)
    expect(closed.part).toBe('validation')
    expect(closed.days).toBe(20)
    expect(await ask(other, own)).toEqual(closed)
    const opened = must(await openTest(h, run.id))
    const open = await ask(opened, own)
    expect(open).toMatchObject({ part: 'test', days: 22 })
    expect(open.networks[0]?.real).toBe(
      opened.forecasters.find(({ name }) => name === 'rnn')?.parts.test?.skill
    )
  }, 120_000)
})
