import { expect, it } from 'vitest'
import {
  aboutRun,
  aboutRunShort,
  runName,
  runTitle,
  standingOf,
} from '../../../src/renderer/src/runs/run-words.ts'
import { makeRun } from '../support/make-run.ts'

const standing = (changes: Parameters<typeof makeRun>[0], place?: number) => {
  const { short, word } = standingOf(makeRun(changes), place)
  return `${short} | ${word}`.replaceAll(/[\u202f\u00a0]/g, ' ')
}

it('says how a run stands in two words', () => {
  expect([
    standing({}),
    standing({ best: { model: 'gru', skill: 0.226, outcome: 'better' } }),
    standing({ best: { model: 'gru', skill: 0.03, outcome: 'worse' } }),
    standing({ seal: 'closed' }),
    standing({ state: 'training', progress: 0.67 }),
    standing({ state: 'paused', progress: 0.24 }),
    standing({ state: 'queued' }, 2),
    standing({ state: 'failed', reason: 'Numbers are no longer finite in epoch 311; …' }),
    standing({ best: null }),
    standing({ best: { model: 'gru', skill: -11_729, outcome: 'worse' } }),
    standing({ best: { model: 'gru', skill: -2.514, outcome: 'worse' } }),
  ]).toEqual([
    '−0.7 % | = baseline',
    '+22.6 % | better',
    '+3.0 % | worse',
    'closed | test unopened',
    '67 % | training',
    '24 % | paused',
    'queued 2 | waits',
    'failed | loss not finite',
    '– | finished',
    '< −999 % | worse',
    '−251 % | worse',
  ])
})

it('says that data is simulated before anything else of it', () => {
  expect(aboutRun(makeRun({ source: 'simulated', label: 'layer norm' }))).toBe(
    'simulated, tutorial, layer norm'
  )
  expect(aboutRun(makeRun({ source: 'simulated' }))).toBe('simulated, tutorial')
})

it('leaves out of a row what has no room, and counts it', () => {
  const run = makeRun({ source: 'simulated', label: '4 × 1 · rate 0.01 · 40 epochs · horizon 5' })
  expect(aboutRunShort(run, 'worse'.length)).toBe('simulated, 4 × 1 + 3 more')
  expect(aboutRunShort({ ...run, label: 'layer norm' }, 'worse'.length)).toBe(
    'simulated, layer norm'
  )
  expect(aboutRunShort({ ...run, label: '' }, 'worse'.length)).toBe('simulated, tutorial')
  const named = 'rnn 16 × 2 · lstm 32 × 2 · gru 64 × 2'
  expect(aboutRunShort({ ...run, label: named }, '= baseline'.length)).toBe('simulated, 3 settings')
  expect(aboutRunShort({ ...run, protocol: 'sealed' }, 'test unopened'.length)).toBe(
    'simulated, sealed'
  )
  expect(runTitle(run)).toContain('4 × 1 · rate 0.01 · 40 epochs · horizon 5')
})

it('names the one network, and counts them when nothing else sets the run apart', () => {
  const gru = [{ name: 'gru', cell: 'gru' }] as const
  expect(aboutRun(makeRun({ models: gru }))).toBe('tutorial, GRU')
  expect(aboutRun(makeRun({ protocol: 'sealed' }))).toBe('sealed, 3 networks')
  expect(aboutRun(makeRun({ quickLook: true }))).toBe('quick look, 3 networks')
})

it('calls a sample by its words and a stock by its symbol', () => {
  expect(runName(makeRun({ symbol: 'random-walk', source: 'simulated' }))).toBe('Random walk')
  expect(runName(makeRun({ symbol: 'BRK-B' }))).toBe('BRK-B')
  expect(runName(makeRun({ name: 'Mine' }))).toBe('Mine')
})

it('has the whole name, series, seed, reason and note in the title', () => {
  const run = makeRun({ name: 'Mine', state: 'failed', reason: 'The disk is full.', note: 'Hm.' })
  const title = runTitle(run)
  for (const part of ['Mine', 'NFLX', 'seed 7', 'The disk is full.', 'Hm.', 'RNN, LSTM, GRU']) {
    expect(title).toContain(part)
  }
})
