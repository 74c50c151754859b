import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { SeedsStrip } from '../../../../src/renderer/src/seeds/seeds-strip.tsx'
import { useSeedsShown } from '../../../../src/renderer/src/seeds/use-seeds.ts'
import { useUi } from '../../../../src/renderer/src/state/ui.ts'
import { useLab } from '../../../../src/renderer/src/views/lab/lab-state.ts'
import { SeedsPanel } from '../../../../src/renderer/src/views/lab/seeds/seeds-panel.tsx'
import type { StudySummary } from '../../../../src/shared/studies/study.ts'
import type { RunDetail } from '../../../../src/shared/wire.ts'
import { makeBundle } from '../../../support/bundle.ts'
import { makeSeedsResults, seedsSummary } from '../../../support/seeds.ts'
import { makeRun } from '../../support/make-run.ts'
import { openWindow } from '../../support/open-window.tsx'

// jsdom has no canvas: its words stand for the drawing
vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

const bundle = makeBundle({ days: 90, window: 10, epochs: 12, horizon: 5 })
const { weights: _, ...figures } = bundle
const found = makeSeedsResults(bundle)
const summary = seedsSummary('r1')
const run = {
  summary: makeRun({ id: 'r1' }),
  experiment: bundle.results.experiment,
  revision: { id: 1, series: bundle.results.series },
  results: bundle.results,
} as unknown as RunDetail

const main = (studies: readonly StudySummary[] = [summary]) => ({
  listStudies: () => studies,
  readStudy: () => ({ summary, results: found }),
  readFigures: () => figures,
  startStudy: () => ({ id: 'new1' }),
  saveFile: () => ({ path: '/x/y.csv', token: 'a'.repeat(16), bytes: 1 }),
})

beforeEach(() => useSeedsShown.setState({ isShown: true }))

describe('the seeds in the lab', () => {
  it('ask for as many as are chosen, with or without forecasts', async () => {
    const api = openWindow(<SeedsPanel run={run} />, [], main([]))
    fireEvent.change(await screen.findByLabelText('Seeds in all'), { target: { value: '10' } })
    fireEvent.click(screen.getByLabelText('Forecasts too, at twice the work'))
    fireEvent.click(screen.getByRole('button', { name: 'Train 9 other seeds' }))
    const asked = await screen
      .findByRole('button', { name: 'Train 9 other seeds' })
      .then(() => api.calls.find(({ name }) => name === 'startStudy'))
    expect(asked?.argument).toEqual({
      run: 'r1',
      spec: { kind: 'seeds', count: 10, retrain: false },
    })
  })

  it('say what they found, persistence first, and mark what overlaps', async () => {
    openWindow(<SeedsPanel run={run} />, [], main())
    const table = await screen.findByRole('table')
    const names = within(table).getAllByRole('rowheader')
    expect(names.map(name => name.textContent?.trim())).toEqual([
      'Persistence',
      ...found.ranking.filter(r => r.name !== 'persistence').map(r => r.name.toUpperCase()),
    ])
    for (const sentence of found.sentences) expect(screen.getByText(sentence)).toBeTruthy()
    const overlapping = found.ranking.filter(({ overlaps }) => overlaps.length > 0)
    expect(within(table).queryAllByText('overlap')).toHaveLength(overlapping.length)
    for (const title of ['Skill by seed', 'Loss', 'Predicted and actual', 'Hindcast', 'Forecast'])
      expect(await screen.findByRole('button', { name: `Save ${title}` })).toBeTruthy()
  })

  it('save every range as CSV', async () => {
    const api = openWindow(<SeedsPanel run={run} />, [], main())
    fireEvent.click(await screen.findByRole('button', { name: 'Save ranges as CSV' }))
    const saved = api.calls.find(({ name }) => name === 'saveFile')?.argument as { content: string }
    expect(saved.content.split('\n')[0]).toContain('skill,skillLow,skillHigh')
  })
})

describe('the line over a run’s charts', () => {
  it('switches medians off and on, and leads to the lab', async () => {
    openWindow(<SeedsStrip run="r1" />, [], main())
    const toggle = await screen.findByRole('button', { name: 'Median and range of 3 seeds' })
    expect(toggle.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(toggle)
    expect(toggle.getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(screen.getByRole('button', { name: 'See the seeds' }))
    expect([useUi.getState().view, useLab.getState().question]).toEqual(['lab', 'seeds'])
  })

  it('says how far the other seeds are', async () => {
    const going = { ...summary, state: 'running', done: 4, secondsLeft: 65 } as const
    openWindow(<SeedsStrip run="r1" />, [], main([going]))
    const text = await screen.findByText(/The other seeds train: 4 of 9 networks/)
    expect(text.textContent).toContain('left')
  })

  it('is not there without seeds', () => {
    openWindow(<SeedsStrip run="r1" />, [], main([]))
    expect(screen.queryByRole('region', { name: 'Seeds' })).toBeNull()
  })
})
