import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { VerdictPanel } from '../../../../src/renderer/src/views/results/verdict-panel.tsx'
import type { Results } from '../../../../src/shared/results.ts'
import { sealedResults, someModels, someResults } from './some-results.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

afterEach(cleanup)

const textOf = (results: Results) => {
  render(<VerdictPanel results={results} models={someModels} fileName="x" />)
  return screen.getByRole('region', { name: 'Verdict' }).textContent ?? ''
}

describe('the verdict', () => {
  it('is a sentence, then the closest network’s number against persistence’s', () => {
    const text = textOf({ ...someResults, headline: 'No network beat ‘tomorrow = today’.' })
    expect(text).toMatch(/^No network beat ‘tomorrow\u00a0=\u00a0today’\./)
    expect(text).toContain('The closest, LSTM, has a test MSE of 0.000200 against 0.000400')
    expect(text).toContain('skill +50.0\u00a0%, no real difference (p\u00a0=\u00a00.62)')
    expect(text).toContain(
      'RNN repeats yesterday: the change it predicts does not follow the change that came.'
    )
  })

  it('says how many specifications were tried, and that the test curve was watched', () => {
    expect(textOf({ ...someResults, tries: 14 })).toContain(
      '14 tries on this series: the more, the likelier a lucky one. The test curve was watched'
    )
  })

  it('calls a quick look a demonstration', () => {
    expect(textOf({ ...someResults, quickLook: true })).toMatch(/^Quick look .* a demonstration/)
  })

  it('speaks of validation while the test part is closed', () => {
    const text = textOf(sealedResults)
    expect(text).toContain('has a validation MSE of')
    expect(text).not.toContain('test MSE')
  })

  it('says so when no network has an error that is a number', () => {
    const broken = someResults.forecasters.map(f =>
      f.kind === 'baseline' ? f : { ...f, parts: { test: { ...f.parts.test!, mse: null } } }
    )
    expect(textOf({ ...someResults, forecasters: broken })).toContain(
      'No network has a finite error on the test days.'
    )
  })

  it('tells the strip in words, intervals included', () => {
    textOf(someResults)
    expect(screen.getByRole('img').ariaLabel).toMatch(
      /^Skill against persistence, which is 0\. RNN .*95 % interval .*LSTM/
    )
  })
})
