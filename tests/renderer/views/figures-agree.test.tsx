import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { RunList } from '../../../src/renderer/src/runs/run-list.tsx'
import { SeriesPanel } from '../../../src/renderer/src/runs/series-panel.tsx'
import { AboutSection } from '../../../src/renderer/src/settings/about-section.tsx'
import { LiveRun } from '../../../src/renderer/src/state/live-run.ts'
import { Pace } from '../../../src/renderer/src/state/pace.ts'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { judgingTopics } from '../../../src/renderer/src/views/learn/judging-topics.ts'
import type { NetworkFacts } from '../../../src/renderer/src/views/learn/network-facts.ts'
import { headWords, stopWords } from '../../../src/renderer/src/views/train/train-words.ts'
import { formatLoss } from '../../../src/shared/charts/format.ts'
import { someProgress, someState } from '../state/some-training.ts'
import { makeApp, makeRun, makeSeries } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'
import { someResults } from './results/some-results.ts'
import { someRun } from './train/some-run.ts'

describe('the time left', () => {
  it('is no figure from one first epoch, and calm after', () => {
    const pace = new Pace()
    pace.hear(0, 0)
    pace.hear(1, 6)
    expect(pace.secondsAnEpoch(1, 6)).toBeNull()
    for (let epoch = 2; epoch <= 80; epoch++) pace.hear(epoch, 6 + (epoch - 1) * 0.5)
    expect(pace.secondsAnEpoch(80, 45.5)).toBeCloseTo(0.5, 6)
  })

  it('is words before anything of a run is known', () => {
    expect(headWords(someRun('training'), [], 0, null)).toBe('Training begins')
  })
})

describe('stopping a network', () => {
  it('says that it trains again for the forecast, and how to stop that', () => {
    expect(stopWords('GRU', 'train', true)).toMatchObject({
      text: expect.stringMatching(/then trains again on all known days.*stop that too/),
      yes: 'Stop GRU and train it again',
    })
    expect(stopWords('GRU', 'train', false).text).not.toContain('again')
    expect(stopWords('GRU', 'retrain', true).question).toContain('second training')
  })

  it('leaves the log at every 500 epochs, whatever the second training takes', () => {
    const state = someState(1600)
    const again = someProgress('lstm', { phase: 'retrain', epochs: 80, epoch: 3 })
    const live = new LiveRun('r1', { ...state, models: [again] })
    expect(live.look().log.map(({ epoch }) => epoch)).toEqual([500, 1000, 1500])
  })
})

describe('one subject in the centre', () => {
  const runs = [makeRun({ id: 'a', revisionId: 1 })]
  const open = () =>
    openWindow(
      <>
        <RunList runs={runs} places={new Map()} />
        <SeriesPanel />
      </>,
      runs,
      { listSeries: () => [makeSeries()] }
    )
  const current = () =>
    [...document.querySelectorAll('[aria-current="true"]')].map(one => one.getAttribute('data-run'))

  it('is the series in Data and the run elsewhere: never both', async () => {
    useUi.setState({ view: 'data', run: 'a', revision: 1 })
    const { unmount } = { unmount: () => undefined, ...open() }
    await screen.findByText(/bars/)
    expect(current().filter(id => id !== null)).toEqual([])
    expect(current()).toHaveLength(1)
    unmount()
  })
})

describe('Learn', () => {
  it('puts each value beside its own symbol', () => {
    const verdict = { ...someResults.verdicts[1]!, statistic: -2.74, days: 210 }
    const run = { results: { ...someResults, verdicts: [verdict] } }
    const facts = { run, model: { name: 'lstm' } } as unknown as NetworkFacts
    const values = new Map(
      judgingTopics[0]!.symbols.map(({ id, number }) => [id, number(facts)] as const)
    )
    const mean = 0.0002 - 0.0004
    expect(values.get('dbar')).toBe('−0.0002000')
    expect(values.get('V')).toBe(formatLoss((mean ** 2 * 209) / 2.74 ** 2))
    expect(values.get('DM')).toBe('−2.74')
    expect(values.get('skill')).toContain('+50.0')
    expect(values.get('pvalue')).toBe('0.31, after Holm 0.62')
  })
})

describe('Settings', () => {
  it('tells TensorFlow at once, from what set-up noted', async () => {
    openWindow(<AboutSection />, [], { readApp: () => makeApp() })
    const list = await screen.findByText('TensorFlow')
    expect(within(list.parentElement!).getByText('2.21.0')).toBeTruthy()
    expect(screen.queryByText(/known once/)).toBeNull()
  })
})
