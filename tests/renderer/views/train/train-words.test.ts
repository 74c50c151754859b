import { describe, expect, it } from 'vitest'
import { logLines } from '../../../../src/renderer/src/views/train/log-words.ts'
import {
  cardState,
  headWords,
  stripOf,
} from '../../../../src/renderer/src/views/train/train-words.ts'
import { someProgress } from '../../state/some-training.ts'
import { someRun } from './some-run.ts'

const live = (changes: object = {}) => ({
  ...someProgress('lstm', changes),
  pace: null,
  firstPace: null,
  again: null,
})
const said = (
  state: Parameters<typeof someRun>[0],
  changes = {},
  ahead: Parameters<typeof stripOf>[1] = null
) => {
  const strip = stripOf(someRun(state, changes), ahead)
  return strip === null ? null : `${strip.title} ${strip.text} [${strip.action}]`
}

describe('what stands over a run', () => {
  it('counts networks and time', () => {
    const models = [live({ state: 'finished' }), live(), live()]
    expect(headWords(someRun('training'), models, 264, null)).toBe(
      'Training, 1 of 3 networks done, 4 min 24 s left'
    )
    expect(headWords(someRun('training'), models, null, null)).toBe(
      'Training, 1 of 3 networks done'
    )
    expect(headWords(someRun('training'), [live({ state: 'finished' })], 0, 'Measuring')).toBe(
      'Measuring; the results follow in a moment'
    )
  })

  it('says what happened, what is kept and the one way on', () => {
    expect(said('training')).toBeNull()
    expect(said('paused')).toMatch(/^Paused at 24.%\. .*kept.*\[go on\]$/)
    expect(said('interrupted')).toMatch(/^Interrupted at 24.%\. .*kept.*\[resume\]$/)
    expect(said('cancelled')).toMatch(/^Cancelled at 24.%\. .*kept.*\[resume\]$/)
  })

  it('says what a run waits for', () => {
    const first = { name: 'Momentum', seconds: 170 }
    expect(said('queued', { place: 1 }, first)).toMatch(/^Waits for Momentum, about 3 min\. /)
    expect(said('queued', { place: 3 }, first)).toMatch(/^Waits for Momentum and 2 more runs\. /)
    expect(said('queued', { place: 1 })).toMatch(/^Next in the queue\. /)
  })

  it('names the network that failed, its trouble, and nothing of the command line', () => {
    const trouble =
      'Numbers are no longer finite in epoch 311. Set a clip (--clip 1), then run again.'
    const models = [someProgress('lstm', { state: 'failed', trouble })]
    expect(said('failed', { models })).toBe(
      'Random walk, LSTM: training failed. Numbers are no longer finite in epoch 311. Set a clip, then run again. [change]'
    )
  })

  it('says a state in a word, except of a network that trains', () => {
    expect(cardState(live(), true)).toBeNull()
    expect(cardState(live({ state: 'waiting' }), true)?.text).toBe('waits')
    expect(cardState(live({ state: 'finished', stopped: 'early' }), true)?.text).toBe('done early')
    expect(cardState(live({ epoch: 9 }), false)?.text).toBe('stopped')
  })
})

describe('the log', () => {
  it('has the tutorial’s lines, figures under figures', () => {
    const log = [
      { model: 'lstm', epoch: 2000, train: 0.000467, watched: 0.000471 },
      { model: 'rnn', epoch: 500, train: 0.00276, watched: 0.00308 },
      { model: 'gru', epoch: 5000, train: 0.0000123, watched: Number.NaN },
    ]
    expect(logLines(log, 'test', 4)).toEqual([
      'LSTM 2000  train 0.000467  test 0.000471',
      'RNN   500  train 0.002760  test 0.003080',
      'GRU  5000  train 1.23e−5  test no number',
    ])
  })
})
