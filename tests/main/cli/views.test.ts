import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { Chalk } from 'chalk'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunFacts } from '../../../src/main/cli/run-facts.ts'
import { colourLevel, type Terminal } from '../../../src/main/cli/terminal.ts'
import { makeJsonView } from '../../../src/main/cli/view/json-view.ts'
import { liveFrame } from '../../../src/main/cli/view/live-frame.ts'
import { makeLiveView } from '../../../src/main/cli/view/live-view.ts'
import { formatLoss, formatPace, formatTime } from '../../../src/main/cli/view/numbers.ts'
import { makePlainView } from '../../../src/main/cli/view/plain-view.ts'
import { Progress, paceOf } from '../../../src/main/cli/view/progress.ts'
import { refreshWords } from '../../../src/main/cli/view/refresh-words.ts'
import { resultLines } from '../../../src/main/cli/view/result-lines.ts'
import type { RunView } from '../../../src/main/cli/view/run-view.ts'
import { wrapWords } from '../../../src/main/cli/view/wrap-words.ts'
import type { EpochRow } from '../../../src/main/store/epochs.ts'
import { isToldEpoch } from '../../../src/shared/lab/told-epochs.ts'
import { sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'
import { makeBundle } from '../../support/bundle.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const paint = new Chalk({ level: 0 })

const facts: RunFacts = {
  series: {
    symbol: 'NFLX',
    source: 'yahoo',
    name: 'Netflix, Inc.',
    currency: 'USD',
    exchange: 'NMS',
    file: null,
  },
  experiment: tutorialPreset,
  quickLook: false,
  bars: 800,
  first: '2021-02-26',
  last: '2024-05-01',
  split: [
    { part: 'train', count: 560, first: '2021-04-12', last: '2023-06-30' },
    { part: 'test', count: 210, first: '2023-07-03', last: '2024-05-01' },
  ],
  watched: 'test',
  toBeat: { train: 0.00043646, watched: 0.00042719 },
}

/** A loss that falls with the epoch, so that lines differ. */
const row = (epoch: number): EpochRow => ({
  epoch,
  train: 1.38 / epoch,
  validation: Number.NaN,
  test: 1.54 / epoch,
  gradientNorm: 0.1,
})
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, k) => row(from + k))

/** RNN trains again, LSTM is at 2,310 of 5,000, GRU waits. */
function halfway(): Progress {
  const progress = new Progress(['rnn', 'lstm', 'gru'])
  const best = { epoch: 2201, loss: 0.00039 }
  progress.start('rnn', 'train')
  progress.hear('rnn', 'train', rows(1, 5000), best, 15.5)
  progress.start('rnn', 'retrain')
  progress.hear('rnn', 'retrain', rows(1, 400), best, 1.24)
  progress.hear('rnn', 'retrain', rows(401, 800), best, 2.48)
  progress.start('lstm', 'train')
  progress.hear('lstm', 'train', rows(1, 2000), best, 12)
  progress.hear('lstm', 'train', rows(2001, 2310), best, 14.4)
  return progress
}

describe('the live frame', () => {
  it('shows all models under each other at 80 columns', () => {
    expect(liveFrame(facts, halfway(), { columns: 80, paint })).toMatchInlineSnapshot(`
      "
              5,000 epochs       epoch     train      test      best   ms/ep     left
      RNN ↻   ━━─────────────      800   0.00172         –         –    3.10     13 s
      LSTM    ━━━━━━─────────    2,310  0.000597  0.000667  0.000390    7.74     21 s
      GRU     ───────────────                                                   waits
      Persistence, to beat              0.000436  0.000427
      ↻ trains again on all known days, for the forecast"
    `)
  })

  it('gives a wider terminal a longer bar', () => {
    expect(
      liveFrame(facts, halfway(), { columns: 120, paint, stage: 'Measuring' })
    ).toMatchInlineSnapshot(`
      "
              5,000 epochs                        epoch     train      test      best   ms/ep     left
      RNN ↻   ━━━━━───────────────────────────      800   0.00172         –         –    3.10     13 s
      LSTM    ━━━━━━━━━━━━━━──────────────────    2,310  0.000597  0.000667  0.000390    7.74     21 s
      GRU     ────────────────────────────────                                                   waits
      Persistence, to beat                               0.000436  0.000427
      ↻ trains again on all known days, for the forecast
      Measuring …"
    `)
  })

  it('is never wider than the terminal', () => {
    for (let columns = 74; columns < 200; columns++) {
      const lines = liveFrame(facts, halfway(), { columns, paint }).split('\n')
      expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns)
    }
  })

  it('keeps what an earlier process had finished', () => {
    const progress = new Progress(['rnn', 'lstm', 'gru'])
    const done = { stopped: 'finished', bestEpoch: null, trouble: null, weightsHash: null } as const
    progress.restore([
      { model: 'rnn', phase: 'train', state: 'finished', epoch: 5000, seconds: 15, ...done },
      {
        model: 'lstm',
        phase: 'train',
        state: 'waiting',
        epoch: 800,
        seconds: 5,
        ...done,
        stopped: null,
      },
    ])
    const [, , rnn, lstm, gru] = liveFrame(facts, progress, { columns: 80, paint }).split('\n')
    expect([rnn, lstm, gru].map(line => line?.match(/\w+$/)?.[0])).toEqual([
      'done',
      'waits',
      'waits',
    ])
    expect(lstm).toContain(' 800 ')
  })
})

describe('pace', () => {
  it('follows the latest epochs, not the first', () => {
    const progress = new Progress(['rnn'])
    progress.start('rnn', 'train')
    for (let k = 1; k <= 100; k++) {
      // 10 ms an epoch at first, 2 ms in the last fifty reports
      const seconds = k <= 50 ? k * 0.01 : 0.5 + (k - 50) * 0.002
      progress.hear('rnn', 'train', [row(k)], null, seconds)
    }
    expect(paceOf(progress.models[0]!)).toBeCloseTo(2, 6)
  })

  it('is unknown before two reports', () => {
    const progress = new Progress(['rnn'])
    progress.start('rnn', 'train')
    progress.hear('rnn', 'train', [row(1)], null, 0.3)
    expect(paceOf(progress.models[0]!)).toBeNull()
  })
})

/** What a run tells its view, from the first epoch to the end of the second training. */
function play({ listener, ...view }: RunView): void {
  const end = {
    stopped: 'finished',
    epoch: 5000,
    bestEpoch: 4999,
    seconds: 15.5,
    trouble: null,
  } as const
  view.begin('kq3x7d', [])
  listener.onStart?.('rnn', 'train')
  listener.onEpochs?.('rnn', 'train', rows(1, 4750), null, 14)
  listener.onNotice?.('A trainer died and was replaced.')
  listener.onEpochs?.('rnn', 'train', rows(4751, 5000), null, 15.5)
  listener.onPhaseEnd?.('rnn', 'train', end)
  listener.onStart?.('rnn', 'retrain')
  listener.onEpochs?.('rnn', 'retrain', rows(1, 500), null, 1.5)
  listener.onPhaseEnd?.('rnn', 'retrain', {
    ...end,
    stopped: 'not finite',
    trouble: 'the loss is not a number since epoch 501.',
  })
  listener.onStage?.('Measuring')
  view.end()
}

describe('plain lines', () => {
  it('tell every 500th epoch, as the tutorial prints them', () => {
    const terminal = makeFakeTerminal()
    play(makePlainView(terminal, facts))
    expect(terminal.said.join('\n')).toMatchInlineSnapshot(`
      "Run kq3x7d: NFLX (Yahoo), 800 days, 26 Feb 2021 to 1 May 2024; tutorial protocol
      RNN 16×2, LSTM 16×2 and GRU 16×2; 5,000 epochs; windows of 30 days: 560 train and 210 test
      Persistence, to beat: train 0.000436, test 0.000427
      RNN    epoch   500   train 0.00276    test 0.00308
      RNN    epoch 1,000   train 0.00138    test 0.00154
      RNN    epoch 1,500   train 0.000920   test 0.00103
      RNN    epoch 2,000   train 0.000690   test 0.000770
      RNN    epoch 2,500   train 0.000552   test 0.000616
      RNN    epoch 3,000   train 0.000460   test 0.000513
      RNN    epoch 3,500   train 0.000394   test 0.000440
      RNN    epoch 4,000   train 0.000345   test 0.000385
      RNN    epoch 4,500   train 0.000307   test 0.000342
      A trainer died and was replaced.
      RNN    epoch 5,000   train 0.000276   test 0.000308
      RNN: 5,000 epochs in 16 s
      For the forecast the networks train again on all days up to 1 May 2024, since the newest ones say most about the next. The measures stay those of the first training.
      RNN    epoch   500   train 0.00276    again, on all known days
      RNN: the loss is not a number since epoch 501.
      Measuring …"
    `)
  })

  it('are loud about a quick look and about the closed test part', () => {
    const terminal = makeFakeTerminal()
    const sealed = {
      ...facts,
      quickLook: true,
      experiment: sealedPreset,
      watched: 'validation',
    } as const
    makePlainView(terminal, sealed).begin('kq3x7d', [])
    expect(terminal.said.join('\n')).toContain('QUICK LOOK')
    expect(terminal.said.join('\n')).toContain('The test part is closed')
    expect(terminal.said.join('\n')).not.toContain('210 test')
  })

  it.each([
    [5000, 10],
    [1000, 2],
    [999, 10],
    [150, 10],
    [5, 5],
    [1, 1],
  ])('of %i epochs tell %i', (epochs, told) => {
    const all = Array.from({ length: epochs }, (_, k) => k + 1)
    const shown = all.filter(epoch => isToldEpoch(epoch, epochs))
    expect([shown.length, shown.at(-1)]).toEqual([told, epochs])
  })
})

describe('objects for machines', () => {
  it('are one a line, with null where a number is missing', () => {
    const terminal = makeFakeTerminal()
    play(makeJsonView(terminal, facts))
    const told = terminal.said.map(line => JSON.parse(line))
    expect(told[0]).toMatchObject({ type: 'run', id: 'kq3x7d', toBeat: facts.toBeat })
    const epochs = told.filter(({ type }) => type === 'epoch')
    expect(epochs).toHaveLength(11)
    expect(epochs[0]).toMatchObject({ model: 'rnn', phase: 'train', epoch: 500, validation: null })
    expect(terminal.said.join('')).not.toContain('\u2212')
  })
})

describe('the live view', () => {
  afterEach(() => void vi.useRealTimers())

  it('redraws in place and keeps lines above', () => {
    vi.useFakeTimers()
    const terminal = makeScreen(80)
    const view = makeLiveView(terminal, facts)
    play(view)
    const written = stripVTControlCharacters(terminal.written.join(''))
    expect(written).toContain('RNN    epoch   500   train 0.00276    test 0.00308')
    expect(written).toContain('A trainer died and was replaced.')
    expect(written).toContain('For the forecast the networks train again')
    expect(written).toContain('RNN: the loss is not a number since epoch 501.')
    expect(vi.getTimerCount()).toBe(0)
  })
})

function makeScreen(columns: number): Terminal & { written: string[] } {
  const written: string[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      written.push(chunk.toString())
      done()
    },
  })
  const like = { columns, rows: 24, isTTY: true }
  return {
    ...makeFakeTerminal({ columns }),
    written,
    isLive: true,
    say: text => void written.push(`${text}\n`),
    stream: Object.assign(stream, like) as unknown as NodeJS.WriteStream,
  }
}

describe('a finished run in words', () => {
  it('says the verdict first, then the measures with persistence on top', () => {
    const { results } = makeBundle({ epochs: 20 })
    const lines = resultLines(results, makeFakeTerminal())
    expect(lines[1]).toBe(results.headline)
    const table = lines.findIndex(line => line.trim().startsWith('MSE'))
    expect(lines[table + 1]).toMatch(/^Persistence /)
    expect(Math.max(...lines.slice(table, table + 8).map(line => line.length))).toBeLessThanOrEqual(
      80
    )
  })

  it('says that a quick look is one, and that prices are simulated', () => {
    const { results } = makeBundle({
      epochs: 20,
      quickLook: true,
      source: 'simulated',
      symbol: 'random-walk',
    })
    const text = resultLines(results, makeFakeTerminal()).join('\n')
    expect(text).toContain('QUICK LOOK')
    expect(text).toContain('random-walk (simulated)')
  })

  it('says how to open a closed test part, and no figure of it', () => {
    const { results } = makeBundle({ epochs: 20, protocol: 'sealed', seal: 'closed' })
    const text = resultLines(results, makeFakeTerminal()).join('\n')
    expect(text).toContain(`npx hindcast open ${results.id}`)
    expect(text).toContain('validation days')
    expect(text).not.toContain('test days')
  })

  it('tells nobody what to do with money', () => {
    const text = resultLines(makeBundle({ epochs: 20 }).results, makeFakeTerminal()).join('\n')
    expect(text).not.toMatch(/\b(buy|sell|invest|trade now)\b/i)
  })
})

describe('refresh in words', () => {
  const dropped = { empty: 0, unfinished: 0, repeated: 0 }
  it.each([
    [
      { kind: 'first', asOf: '2024-05-01', added: 5582, dropped: { ...dropped, empty: 2 } },
      'NFLX: 5,582 days fetched, up to 1 May 2024. Left out: 2 days without a close.',
    ],
    [
      { kind: 'appended', asOf: '2024-05-02', added: 1, dropped },
      'NFLX: 1 new day fetched, up to 2 May 2024.',
    ],
    [
      { kind: 'up-to-date', asOf: '2024-05-01', asked: false },
      'NFLX is up to date: 1 May 2024 is the last day that has closed.',
    ],
    [
      {
        kind: 'revised',
        asOf: '2024-05-01',
        added: 3,
        moved: [{ date: '2024-04-26', column: 'close', before: 561.23, after: 56.123 }],
        dropped,
      },
      'NFLX: Yahoo now tells 1 day of history differently (26 Apr 2024, close: 561.23 is now 56.123), as after a split or a dividend. The series was fetched anew, up to 1 May 2024, with 3 new days; the older revision stays.',
    ],
    [
      {
        kind: 'cached',
        asOf: '2024-05-01',
        failure: { kind: 'rate-limited', symbol: 'NFLX', retryAfterSeconds: 40 },
      },
      'Try again in 40 seconds; what is cached stays usable. The copy of NFLX as of 1 May 2024 is used.',
    ],
  ] as const)('%o', (refreshed, words) => {
    expect(refreshWords('NFLX', refreshed).join(' ')).toContain(words)
  })
})

describe('numbers', () => {
  it('are short and never pretend', () => {
    expect([0.002764, 0.00004, 1.5, 0, null, Number.NaN].map(formatLoss)).toEqual([
      '0.00276',
      '4.00e\u22125',
      '1.50',
      '0.00',
      '\u2013',
      '\u2013',
    ])
    expect([4.25, 12.4, 99.6, 5000, 9000, null].map(formatTime)).toEqual([
      '4.3 s',
      '12 s',
      '100 s',
      '83 min',
      '2.5 h',
      '\u2013',
    ])
    expect([1.234, 45.67, 234.5, null].map(formatPace)).toEqual(['1.23', '45.7', '235', '\u2013'])
  })
})

describe('a terminal', () => {
  it.each([
    [true, {}, 1],
    [false, {}, 0],
    [true, { NO_COLOR: '1' }, 0],
    [true, { TERM: 'dumb' }, 0],
    [false, { FORCE_COLOR: '1' }, 1],
    [true, { FORCE_COLOR: '0' }, 0],
  ] as const)('%s with %o has colour %i', (isTerminal, env, level) => {
    expect(colourLevel(isTerminal, env)).toBe(level)
  })

  it('breaks lines between words', () => {
    expect(wrapWords('one two three\nfour', 8)).toBe('one two\nthree\nfour')
    expect(wrapWords('unbreakable word', 4)).toBe('unbreakable\nword')
  })
})
