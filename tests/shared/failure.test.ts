import { describe, expect, it } from 'vitest'
import { describeFailure, type Failure } from '../../src/shared/failure.ts'

/** One of each kind; a kind without one does not compile. */
const one: { readonly [K in Failure['kind']]: Extract<Failure, { kind: K }> } = {
  'unknown-symbol': { kind: 'unknown-symbol', symbol: 'NFLX' },
  'no-network': { kind: 'no-network', symbol: 'NFLX', reason: 'ENOTFOUND' },
  'rate-limited': { kind: 'rate-limited', symbol: 'NFLX', retryAfterSeconds: 60 },
  'source-broken': { kind: 'source-broken', symbol: 'NFLX', reason: 'no JSON' },
  'empty-answer': { kind: 'empty-answer', symbol: 'NFLX' },
  'unreadable-file': { kind: 'unreadable-file', file: 'a.csv', reason: 'it is a folder' },
  'no-date-column': { kind: 'no-date-column', file: 'a.csv', columns: ['x'] },
  'no-price-column': { kind: 'no-price-column', file: 'a.csv', columns: ['x'] },
  'ambiguous-columns': { kind: 'ambiguous-columns', file: 'a.csv', columns: ['a', 'b'] },
  'ambiguous-values': {
    kind: 'ambiguous-values',
    file: 'a.csv',
    column: 'close',
    example: '1,234',
    readings: ['1234', '1.234'],
    remedy: '--decimal point|comma',
  },
  'bad-rows': { kind: 'bad-rows', file: 'a.csv', bad: [{ line: 3, reason: 'no date' }], good: 9 },
  'too-few-rows': { kind: 'too-few-rows', what: 'The experiment', needed: 800, got: 9 },
  'no-such-date': {
    kind: 'no-such-date',
    date: '2030-01-01',
    first: '2020-01-02',
    last: '2024-05-01',
  },
  'price-missing': { kind: 'price-missing', column: 'adjusted', date: '2024-05-01' },
  'price-not-positive': {
    kind: 'price-not-positive',
    column: 'close',
    date: '2024-05-01',
    value: -1,
  },
  'bad-experiment': { kind: 'bad-experiment', field: 'models', reason: 'two are called rnn' },
  'no-such-run': { kind: 'no-such-run', id: 'abc', near: ['abd'] },
  'run-busy': { kind: 'run-busy', id: 'abc', owner: 'the app (process 1)' },
  'run-unfinished': { kind: 'run-unfinished', id: 'abc', state: 'paused' },
  'run-finished': { kind: 'run-finished', id: 'abc' },
  'not-sealed': { kind: 'not-sealed', id: 'abc' },
  'already-open': { kind: 'already-open', id: 'abc', openedAt: '2024-05-01T10:00:00Z' },
  'no-engine': { kind: 'no-engine', reason: 'libtensorflow is missing' },
  'trainer-died': { kind: 'trainer-died', model: 'rnn', reason: 'it was ended' },
  'no-space': { kind: 'no-space', folder: '/tmp', needed: 5e6, free: 1e6 },
  'cannot-write': { kind: 'cannot-write', path: '/tmp/a', reason: 'permission was denied' },
  'database-newer': { kind: 'database-newer', found: 9, known: 2 },
  'database-unavailable': { kind: 'database-unavailable', folder: '/tmp', reason: 'it is locked' },
  'closed-day': { kind: 'closed-day', run: 'abc', from: '2024-05-01', given: '2024-04-01' },
  'no-such-series': { kind: 'no-such-series', revisionId: 3 },
  'no-such-model': { kind: 'no-such-model', run: 'abc', model: 'x', models: ['rnn', 'gru'] },
  'no-such-window': { kind: 'no-such-window', window: 9, windows: 9 },
  'run-waits': { kind: 'run-waits', id: 'abc', state: 'queued' },
  'not-training': { kind: 'not-training', id: 'abc' },
  'busy-training': { kind: 'busy-training', what: 'A backup cannot be restored', training: 2 },
  'not-a-run-file': { kind: 'not-a-run-file', file: 'a.zip', reason: 'it is no zip file' },
  'not-a-backup': { kind: 'not-a-backup', file: 'a.sqlite', reason: 'it is damaged' },
  'bad-preset': { kind: 'bad-preset', file: 'a.json', field: 'batch', reason: 'too small' },
  'preset-name-taken': { kind: 'preset-name-taken', name: 'Tutorial' },
  'no-such-preset': { kind: 'no-such-preset', name: 'Class' },
  'forgotten-file': { kind: 'forgotten-file' },
  'no-such-study': { kind: 'no-such-study', id: 'kq3x7d', near: ['kq3x7e'] },
  'study-finished': { kind: 'study-finished', id: 'kq3x7d' },
  'study-busy': { kind: 'study-busy', id: 'kq3x7d' },
  'no-such-fold': { kind: 'no-such-fold', fold: 7, folds: 5 },
  cancelled: { kind: 'cancelled' },
}
const all = Object.values(one)

describe('a failure', () => {
  it.each(all)('$kind says what and what next, in the window without a word of the terminal', f => {
    const words = describeFailure(f, 'window')
    expect(words).not.toMatch(/ --|hindcast [a-z]+ |hindcast runs|npm |HINDCAST_|--[a-z]/)
    expect(words).toMatch(/[.?]$/)
    expect(words).not.toMatch(/undefined|NaN|\.\./)
  })

  it('is told in the terminal’s words where none are asked for', () => {
    expect(describeFailure(one['ambiguous-columns'])).toContain('--column NAME')
    expect(describeFailure(one['run-unfinished'])).toContain('hindcast resume abc')
    for (const f of all) expect(describeFailure(f)).toBe(describeFailure(f, 'command line'))
  })

  it.each([
    ['ambiguous-columns', 'Drop the file again and choose the column'],
    ['bad-rows', 'choose “Take the other 9”'],
    ['already-open', 'See it under Results'],
    ['closed-day', 'open its envelope under Results'],
  ] as const)('%s names a button in the window', (kind, words) => {
    expect(describeFailure(one[kind], 'window')).toContain(words)
    expect(describeFailure(one[kind])).not.toContain(words)
  })
})
