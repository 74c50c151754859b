import { expect, it } from 'vitest'
import { backtestSection } from '../../../src/main/report/lab/backtest.ts'
import { labPanel } from '../../../src/main/report/lab-sections.ts'
import type { RunBundle } from '../../../src/shared/bundle.ts'
import { makeBundle } from '../../support/bundle.ts'
import { backtestSummary, someBacktest } from '../../support/some-backtest.ts'

const bundle = makeBundle()
const asked: RunBundle = {
  ...bundle,
  lab: { ...bundle.lab, studies: [{ summary: backtestSummary, results: someBacktest }] },
}

it('says nothing of a backtest that nobody asked for', () => {
  expect(backtestSection({ ...bundle, lab: { ...bundle.lab, studies: [] } })).toBeNull()
})

it('tells the answer under the run’s own verdict, draws both charts, and keeps all digits', () => {
  const section = backtestSection(asked)!
  const page = labPanel(section).text
  expect(page.indexOf(bundle.results.headline)).toBeLessThan(
    page.indexOf('beat ‘tomorrow = today’')
  )
  expect(page).toContain('3 origins, 2 days apart, 2 Jan 2024 to 8 Jan 2024')
  expect(page.match(/<svg/g)).toHaveLength(2)
  expect(page).toContain('too few')
  expect(page).toContain('3.10 (worst)')
  const [steps = '', folds = ''] = ['backtest.csv', 'backtest-folds.csv'].map(
    name => section.files[name] ?? ''
  )
  expect(steps.split('\n')[0]).toBe(
    'step,forecaster,part,rmse,mae,skill,verdict,statistic,p,adjusted_p'
  )
  // what does not exist is empty, never a zero or a p
  expect(steps).toContain('4,gru,test,4,4,,too few,,,')
  expect(steps).toContain('1,lstm,test,1,1,0.2,better,-2.6,0.01,0.02')
  expect(folds).toContain('3,2024-01-08,2,,,1.9,,gru')
  expect(section.tables).toHaveLength(2)
})
