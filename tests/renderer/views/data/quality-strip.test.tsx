// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useDraft } from '../../../../src/renderer/src/state/draft.ts'
import { QualityStrip } from '../../../../src/renderer/src/views/data/quality-strip.tsx'
import { tutorialPreset } from '../../../../src/shared/presets.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { seriesOf } from './series-of.ts'
import { show } from './with-queries.tsx'

beforeEach(() => {
  fakeApi({})
  useDraft.setState({ experiment: tutorialPreset, locked: [] })
})
afterEach(cleanup)

const fact = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })

it('says at a glance that nothing is wrong', () => {
  show(<QualityStrip series={seriesOf()} price="close" />)
  const facts = screen.getAllByRole('button').map(button => button.textContent)
  expect(facts).toEqual([
    'Source: Yahoo',
    expect.stringMatching(/^As of.*2024/),
    'Bars: 800 days',
    'Price used: Close',
    'Gaps: None',
    'Outliers: None over 10 σ',
    'Splits: None',
  ])
})

it('says that a sample is simulated, and from which seed', () => {
  const sample = { symbol: 'momentum-528', source: 'simulated', name: null } as const
  show(<QualityStrip series={seriesOf(sample)} price="close" />)
  expect(fact('Source').textContent).toBe('Source: Simulated, seed 528')
})

it('lists the days behind a number, and says when not all are listed', async () => {
  const series = seriesOf()
  const quality = {
    ...series.quality,
    gaps: { count: 7, days: ['2023-03-01', '2023-03-02'] },
    splits: [{ date: '2015-07-15', ratio: 7 }],
    outliers: { threshold: 10, days: [{ date: '2022-04-20', return: -0.351, deviations: 16.2 }] },
  }
  show(<QualityStrip series={{ ...series, quality }} price="close" />)
  await userEvent.click(fact('Gaps'))
  const gaps = await screen.findByRole('dialog', { name: 'Gaps' })
  expect(gaps.textContent).toMatch(/Trading days of its exchange.*2023.*2023.*and 5 more/)
  await userEvent.click(fact('Outliers'))
  const outliers = await screen.findByRole('dialog', { name: 'Outliers' })
  expect(outliers.textContent).toMatch(/2022.*−35\.1.*16\.2 σ/)
  await userEvent.click(fact('Splits'))
  expect((await screen.findByRole('dialog', { name: 'Splits' })).textContent).toMatch(/7\.00 for 1/)
})

it('changes the price that is used, unless a preset locks it', async () => {
  show(<QualityStrip series={seriesOf()} price="close" />)
  await userEvent.click(fact('Price used'))
  await userEvent.click(await screen.findByRole('radio', { name: 'Adjusted' }))
  expect(useDraft.getState().experiment.price).toBe('adjusted')
  cleanup()
  useDraft.setState({ locked: ['price'] })
  show(<QualityStrip series={seriesOf()} price="adjusted" />)
  await userEvent.click(fact('Price used'))
  const close = await screen.findByRole<HTMLInputElement>('radio', { name: 'Close' })
  expect(close.matches(':disabled')).toBe(true)
})

it('does not call the holidays of an unknown exchange a fault', () => {
  const series = seriesOf({ exchange: null, source: 'csv' })
  const gaps = { count: 9, days: [] }
  show(<QualityStrip series={{ ...series, quality: { ...series.quality, gaps } }} price="close" />)
  expect(fact('Gaps').querySelector('[class*=warn]')).toBeNull()
  expect(fact('Gaps').textContent).toBe('Gaps: 9 with holidays')
})
