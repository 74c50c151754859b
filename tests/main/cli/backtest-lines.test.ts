import { expect, it } from 'vitest'
import { backtestLines } from '../../../src/main/cli/view/backtest-lines.ts'
import { studiesTable } from '../../../src/main/cli/view/studies-table.ts'
import { toldSteps } from '../../../src/shared/lab/told-steps.ts'
import { backtestSummary, someBacktest } from '../../support/some-backtest.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const paper = makeFakeTerminal({ columns: 100 })
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it('tells a backtest: the run’s verdict, the answer, the table, the worst origins', () => {
  const lines = backtestLines(someBacktest, 'No network beat it.', paper).map(plain)
  expect(lines).toEqual([
    'One day ahead: No network beat it.',
    'LSTM and GRU beat ‘tomorrow = today’ 1 day ahead.',
    'Too few of the rest.',
    '',
    '3 origins, 2 days apart, 2 Jan 2024 to 8 Jan 2024; the 4 days after each lie in the test part; the\nnetworks are the run’s own.',
    'days  Persistence RMSE   Drift    Ridge     LSTM                     GRU',
    '1                 1.00  +1.0 %  +10.0 %  +20.0 %  better p .020  +15.0 %  better p .020',
    '2                 2.00  +0.5 %   +5.0 %  +10.0 %  = p .30         +2.0 %  = p .30',
    '3                 3.00       0   +2.0 %   +5.0 %  = p .30        −30.0 %  worse p .008',
    '4                 4.00  −1.0 %        0   −2.0 %  too few              –  too few',
    'RMSE is of the price. Under the names stands skill, 1 − squared error / persistence’s, of the\nlogarithm of the price; p is Diebold–Mariano’s, after Holm.',
    '',
    'Worst origin of LSTM: 4 Jan 2024, RMSE 3.10, persistence 3.00.',
    'Worst origin of GRU: 8 Jan 2024, RMSE no number, persistence 2.00.',
  ])
})

it('shows few of many days, the first and the last among them', () => {
  expect(toldSteps(1)).toEqual([1])
  expect(toldSteps(30)).toEqual([1, 2, 3, 5, 10, 15, 20, 25, 30])
  expect(toldSteps(95)).toEqual([1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 95])
  expect(toldSteps(365).slice(-4)).toEqual([300, 330, 360, 365])
})

it('lists studies with how far they are and why one stopped', () => {
  const stopped = {
    ...backtestSummary,
    id: 'ab12cd',
    state: 'failed',
    reason: 'There is no engine.',
    done: 1,
  } as const
  expect(studiesTable([backtestSummary, stopped], paper).split('\n').slice(1)).toEqual([
    expect.stringMatching(
      /^kq3x7d .*backtest, stride 2, 4 days ahead, fixed networks {2}finished$/
    ),
    expect.stringMatching(/^ab12cd .*failed, 1 of 2 done$/),
    '        There is no engine.',
  ])
  expect(studiesTable([], paper)).toContain('npx hindcast backtest ID')
})
