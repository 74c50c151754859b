import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { placeIn } from '../../../../src/renderer/src/views/learn/learn-state.ts'
import { stateWords, tensorWords } from '../../../../src/renderer/src/views/learn/network-facts.ts'
import { spoken } from '../../../../src/renderer/src/views/learn/topic.ts'
import { topicOf, topics } from '../../../../src/renderer/src/views/learn/topics.ts'
import { modelFor } from '../../../../src/renderer/src/views/learn/use-trace.ts'
import { tutorialPreset } from '../../../../src/shared/presets.ts'
import type { RunDetail, Trace } from '../../../../src/shared/wire.ts'

const set = (tex: string) =>
  katex.renderToString(tex, { throwOnError: true, trust: true, strict: false })

describe('every topic', () => {
  const formulas = topics.flatMap(topic =>
    [...topic.equations, ...topic.symbols].map(({ tex }) => [topic.id, tex] as const)
  )
  it.each(formulas)('of %s sets %s', (_, tex) => {
    expect(set(tex)).toContain('<math')
  })

  it('explains every symbol that its equations mark', () => {
    for (const { id, equations, symbols } of topics) {
      const marked = equations.flatMap(({ tex }) =>
        [...tex.matchAll(/symbol-([A-Za-z]+)/g)].map(([, name]) => name)
      )
      const explained = new Set(symbols.map(symbol => symbol.id))
      expect([id, marked.filter(name => !explained.has(name ?? ''))]).toEqual([id, []])
    }
  })

  it('has a row of its own for each symbol', () => {
    for (const { symbols } of topics)
      expect(new Set(symbols.map(({ id }) => id)).size).toBe(symbols.length)
  })

  it.each([
    ['W_{hh}', 'W hh'],
    ['\\hat C_t', 'hat C t'],
    ['\\varepsilon', 'epsilon'],
    ['h^{(l-1)}_t', 'h (l-1) t'],
  ])('can be heard: %s is %s', (tex, words) => expect(spoken(tex)).toBe(words))

  it('opens with a topic whatever is asked for', () => {
    expect(topicOf('no such').id).toBe('windows')
    expect(topicOf('gru').title).toBe('GRU')
  })
})

const experiment = { ...tutorialPreset, models: tutorialPreset.models }
const run = { experiment, summary: { symbol: 'NFLX', name: null } } as unknown as RunDetail
const model = tutorialPreset.models[1]!
const trace = {
  layers: [
    [
      {
        symbol: 'f',
        values: [
          [0, 1],
          [0.25, 0.75],
        ],
      },
    ],
  ],
  tensors: [
    { name: 'lstm.weight_hh_l0', shape: [64, 16], norm: 4.5 },
    { name: 'fc.weight', shape: [1, 16], norm: 0.5 },
  ],
} as unknown as Trace

describe('a symbol’s number', () => {
  const facts = { run, model, trace, layer: 0, step: 0 }

  it('of a gate is what its units are at the step looked at', () => {
    expect(stateWords(facts, 'f')).toBe('mean 0.50, from 0.00 to 1.00')
    expect(stateWords({ ...facts, step: 1 }, 'f')).toBe('mean 0.50, from 0.25 to 0.75')
  })

  it('of a matrix is its shape and norm, in the layer looked at', () => {
    expect(tensorWords(facts, 'weight_hh')).toBe('64 × 16, norm 4.50')
    expect(tensorWords({ ...facts, layer: 1 }, 'weight_hh')).toBeNull()
    expect(tensorWords({ ...facts, layer: 1 }, 'fc.weight')).toBe('1 × 16, norm 0.50')
  })

  it('is none where the run does not say', () => {
    expect(stateWords({ ...facts, trace: null }, 'f')).toBeNull()
  })
})

describe('the network a topic speaks of', () => {
  it('is the chosen one when it is of that kind, else the first that is', () => {
    expect(modelFor(run, null, 'gru')?.name).toBe('gru')
    expect(modelFor(run, 'lstm', 'gru')?.name).toBe('lstm')
    expect(modelFor(run, null, null)?.name).toBe('rnn')
    expect(modelFor(null, null, null)).toBeNull()
  })
})

describe('the step and layer looked at', () => {
  it('are those chosen, as far as the window has them', () => {
    const short = { layers: [[], []], inputs: [0.1, 0.2, 0.3] }
    expect(placeIn(short, { layer: 1, step: 2 })).toEqual({ layer: 1, step: 2 })
    expect(placeIn(short, { layer: 5, step: 29 })).toEqual({ layer: 1, step: 2 })
    expect(placeIn(undefined, { layer: 5, step: 29 })).toEqual({ layer: 0, step: 0 })
  })
})
