import { expect, it } from 'vitest'
import { replayLines } from '../../../src/main/cli/view/replay-lines.ts'
import { someReplay } from '../../shared/lab/some-replay.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

it('a replay is a row an epoch, persistence first, and what was stored', () => {
  const lines = replayLines(someReplay, makeFakeTerminal())
  expect(lines.map(line => line.replaceAll('\u00a0', ' '))).toEqual([
    'LSTM, first training',
    '      epoch     train      test        skill  known days end at',
    'persistence  0.000500  0.000600            0              1.060',
    '          1     0.800     0.400  −66,566.7 %             0.2000',
    '          3    0.0200    0.0100   −1,566.7 %             0.9000',
    '          5   0.00400   0.00200     −233.3 %              1.020',
    '          7   0.00140  0.000700      −16.7 %              1.050  lowest test loss',
    '          8   0.00180  0.000900      −50.0 %              1.070  last epoch',
    'The weights of the last epoch are the ones kept. The test loss was lowest at',
    'epoch 7; taking that one would be choosing by the test days.',
    'The forecast came from a second training, on all known days: it has its own',
    'replay.',
    'Epoch 8: this is what the run stored, bit for bit: the fitted curve and the',
    'hindcast.',
    '',
    'LSTM, second training',
    '      epoch     train  days ahead end at',
    'persistence  0.000550              1.060',
    '          1     0.800             0.2000',
    '          3    0.0200             0.9000',
    '          5   0.00400              1.020',
    '          7   0.00140              1.050',
    '          8   0.00180              1.070  last epoch',
    'The second training, on all known days: nothing was left to be watched, so there',
    'is no fitted curve and no skill. Its last weights make the forecast.',
    'Epoch 8: this is what the run stored, bit for bit: the forecast.',
  ])
})
