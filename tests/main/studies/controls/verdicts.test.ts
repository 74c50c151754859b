import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  controlExperiment,
  runVerdicts,
} from '../../../../src/main/studies/controls/verdicts/run-verdicts.ts'
import { brokenPromises } from '../../../../src/main/studies/controls/verdicts/verdict-promise.ts'
import type { Launch } from '../../../../src/main/training/launch.ts'
import { TrainerPool } from '../../../../src/main/training/pool.ts'
import {
  type ControlRow,
  prepareControl,
  runRidgeControl,
} from '../../../../src/shared/lab/controls.ts'

const row = (facts: Partial<ControlRow>): ControlRow => ({
  sample: 'momentum',
  seed: 1,
  model: 'lstm',
  outcome: 'better',
  skill: 0.2,
  adjustedP: 0.01,
  ...facts,
})

const rows = (count: number, facts: Partial<ControlRow>) =>
  Array.from({ length: count }, (_, k) => row({ ...facts, seed: k + 1 }))

/** A trainer whose library does not load: it says so, and is then ended by the pool. */
const launchWithoutEngine: Launch = () => {
  const gone = Promise.withResolvers<void>()
  return {
    pid: undefined,
    send: () => {},
    onMessage: listen =>
      queueMicrotask(() => listen({ type: 'failed', reason: 'no library', engine: true })),
    onExit: listen =>
      void gone.promise.then(() => listen({ code: null, signal: 'SIGKILL', said: '' })),
    kill: () => gone.resolve(),
  }
}

describe('the promise of the controls', () => {
  it('holds for ridge over 20 seeds of both samples', () => {
    const ridge = [...runRidgeControl('random-walk'), ...runRidgeControl('momentum')]
    expect(ridge).toHaveLength(40)
    expect(brokenPromises(ridge)).toEqual([])
  })

  it('allows 3 of 60 verdicts on a random walk to say better, and not 4', () => {
    const said = (better: number) => [
      ...rows(better, { sample: 'random-walk' }),
      ...rows(60 - better, { sample: 'random-walk', outcome: 'not distinguishable' }),
    ]
    expect(brokenPromises(said(3))).toEqual([])
    expect(brokenPromises(said(4))).toEqual([expect.stringContaining('6.7 %')])
  })

  it('does not let good networks hide a ridge that is called better', () => {
    const walk = { sample: 'random-walk', outcome: 'not distinguishable' } as const
    const ridge = [...rows(2, { ...walk, model: 'ridge', outcome: 'better' })]
    const others = rows(18, { ...walk, model: 'ridge' })
    expect(brokenPromises([...rows(60, walk), ...ridge, ...others])).toHaveLength(1)
  })

  it.each(['ridge', 'lstm', 'gru'])('wants %s better on momentum in 18 of 20', model => {
    const said = (better: number) => [
      ...rows(better, { model }),
      ...rows(20 - better, { model, outcome: 'not distinguishable' }),
    ]
    expect(brokenPromises(said(18))).toEqual([])
    expect(brokenPromises(said(17))).toEqual([expect.stringContaining('17 of 20')])
  })

  it('holds the plain RNN to nothing on momentum', () => {
    expect(brokenPromises(rows(20, { model: 'rnn', outcome: 'worse' }))).toEqual([])
  })
})

describe('the controls, with networks in trainer processes', () => {
  let pool: TrainerPool
  beforeAll(() => {
    pool = new TrainerPool({ size: 2 })
  })
  afterAll(() => pool.close())

  it('hold over 3 seeds: on momentum LSTM and GRU are better, on a random walk none is', async () => {
    const told: number[] = []
    const answer = await runVerdicts(pool, {
      seeds: [1, 2, 3],
      onProgress: ({ trained }) => told.push(trained),
    })
    if (!answer.ok) throw new Error(answer.failure.kind)
    const networks = answer.value.filter(({ model }) => model !== 'ridge')
    expect(networks).toHaveLength(2 * 3 * 3)
    for (const { sample, model, outcome, skill } of networks) {
      if (sample === 'random-walk') expect(outcome).not.toBe('better')
      else if (model !== 'rnn') expect([outcome, model]).toEqual(['better', model])
      // the law leaves no more than φ² = 0.25 on average; 300 days stray from it
      if (skill !== null) expect(skill).toBeLessThan(0.4)
    }
    expect(brokenPromises(answer.value)).toEqual([])
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(18)
  }, 180_000)

  it('break when the networks may not learn', async () => {
    const idle = controlExperiment.models.map(model => ({ ...model, learningRate: 1e-9 }))
    const answer = await runVerdicts(pool, {
      samples: ['momentum'],
      seeds: [1],
      experiment: { ...controlExperiment, models: idle, epochs: 2 },
    })
    if (!answer.ok) throw new Error(answer.failure.kind)
    expect(brokenPromises(answer.value)).toHaveLength(2)
  })

  it('give the same rows again, in the order of samples, seeds and models', async () => {
    const experiment = {
      ...controlExperiment,
      models: controlExperiment.models.slice(0, 2),
      epochs: 2,
    }
    const first = await runVerdicts(pool, { seeds: [2, 1], experiment })
    const again = await runVerdicts(pool, { samples: ['momentum'], seeds: [1], experiment })
    if (!first.ok || !again.ok) throw new Error('the controls did not come to their end')
    const isAsked = ({ sample, seed }: ControlRow) => sample === 'momentum' && seed === 1
    expect(again.value).toEqual(first.value.filter(isAsked))
    const networks = ['rnn', 'lstm']
    const ordered = (models: readonly string[]) =>
      ['random-walk', 'momentum'].flatMap(sample =>
        [2, 1].flatMap(seed => models.map(model => `${sample} ${seed} ${model}`))
      )
    const places = first.value.map(({ sample, seed, model }) => `${sample} ${seed} ${model}`)
    expect(places).toEqual([...ordered(['ridge']), ...ordered(networks)])
  })

  it('stop at once when they are told to, and leave the pool usable', async () => {
    const controller = new AbortController()
    const began = performance.now()
    const answer = runVerdicts(pool, {
      signal: controller.signal,
      onProgress: ({ trained }) => trained === 1 && controller.abort(),
    })
    expect(await answer).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    expect(performance.now() - began).toBeLessThan(30_000)
    const again = await runVerdicts(pool, {
      samples: ['momentum'],
      seeds: [1],
      experiment: { ...controlExperiment, epochs: 1 },
    })
    expect(again.ok).toBe(true)
  })

  it('say that the engine is missing rather than count it as a verdict', async () => {
    const dead = new TrainerPool({ size: 1, launch: launchWithoutEngine })
    const answer = await runVerdicts(dead, { seeds: [1] })
    dead.close()
    expect(answer).toEqual({ ok: false, failure: { kind: 'no-engine', reason: 'no library' } })
  })

  it('ask about exactly what is prepared', () => {
    const { window, split, protocol } = prepareControl('momentum', 1)
    expect({ window, protocol }).toEqual({
      window: controlExperiment.window,
      protocol: controlExperiment.protocol,
    })
    // 2,000 bars, 1,999 returns, 1,969 windows: 1,378, 295 and 296
    expect(split.test).toEqual({ start: 1673, end: 1969 })
  })
})
