import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../../../src/renderer/src/state/ui.ts'
import { ProvenancePanel } from '../../../../src/renderer/src/views/lab/provenance/provenance-panel.tsx'
import type { Provenance, RevisionFacts } from '../../../../src/shared/lab-wire.ts'
import { tutorialPreset } from '../../../../src/shared/presets.ts'
import type { ProofResults } from '../../../../src/shared/studies/proof.ts'
import type { RunDetail } from '../../../../src/shared/wire.ts'
import { makeRun } from '../../support/make-run.ts'
import { openWindow } from '../../support/open-window.tsx'

const machine = {
  hindcast: '0.1.0',
  node: '24.1.0',
  tensorflow: '2.21.0',
  tfjs: '4.22.0',
  platform: 'linux-x64',
  cpu: 'Some processor',
}
const revision = (number: number): RevisionFacts => ({
  id: 10 + number,
  number,
  hash: String(number).repeat(64),
  count: 40 + number,
  asOf: '2024-05-01',
  createdAt: '2024-05-01T22:00:00.000Z',
  fetchedAt: '2024-05-01T22:00:00.000Z',
  stamp: null,
})
const hashes = { recorded: 'a'.repeat(64), now: 'a'.repeat(64) }
const provenance: Provenance = {
  run: 'run1',
  series: {
    symbol: 'NFLX',
    source: 'yahoo',
    name: null,
    currency: 'USD',
    exchange: 'NMS',
    file: null,
  },
  price: 'close',
  revision: revision(1),
  used: { bars: 41, first: '2024-03-05', last: '2024-05-01' },
  hashes: { series: hashes, used: hashes },
  adjustment: null,
  seed: 7,
  experimentHash: 'b'.repeat(64),
  tryHash: 'c'.repeat(64),
  weights: [{ model: 'lstm', phase: 'train', hash: 'd'.repeat(64) }],
  before: machine,
  now: machine,
  revisions: [revision(1)],
  since: null,
}

const same = { values: 9, difference: null }
const proof = (weights: ProofResults['networks'][number]['weights']): ProofResults => ({
  kind: 'proof',
  testOpen: true,
  data: { recorded: 'a', now: 'a' },
  before: machine,
  networks: [
    {
      model: 'lstm',
      phase: 'train',
      epochs: { before: 5, again: 5 },
      stopped: { before: 'finished', again: 'finished' },
      hashes: { recorded: 'x', stored: 'x', again: weights?.difference ? 'y' : 'x' },
      weights,
      losses: same,
      predictions: same,
      hindcast: same,
      forecast: same,
      machine: { ...machine, tensorflow: weights?.difference ? '2.22.0' : '2.21.0' },
    },
  ],
  trainings: 1,
  identical: weights?.difference === null,
})

const detail = (): RunDetail => {
  const summary = makeRun({ id: 'run1', symbol: 'NFLX', state: 'finished' })
  return { summary, experiment: tutorialPreset, results: null } as unknown as RunDetail
}

function open(results: ProofResults | null, told: Provenance = provenance) {
  const study = {
    id: 's1',
    run: 'run1',
    spec: { kind: 'proof' as const },
    state: 'finished' as const,
    reason: null,
    done: 1,
    total: 1,
    secondsLeft: null,
    createdAt: '2024-05-02T08:00:00.000Z',
    finishedAt: '2024-05-02T08:00:01.000Z',
  }
  return openWindow(<ProvenancePanel run={detail()} />, [], {
    readProvenance: () => told,
    listStudies: () => (results ? [study] : []),
    readStudy: () => ({ summary: study, results }),
    startStudy: () => ({ id: 's1' }),
    startRun: () => ({ id: 'run2' }),
    compareRevisions: () => ({
      before: 11,
      after: 12,
      moved: [{ date: '2024-03-05', column: 'close', before: 100, after: 10 }],
      jitter: 0,
      added: ['2024-05-02'],
      removed: [],
      words: [],
    }),
  })
}

describe('the provenance panel', () => {
  it('says bit-identical, with all that was compared', async () => {
    open(proof(same))
    const panel = await screen.findByRole('region', { name: 'Trained again' })
    expect(within(panel).getByRole('status').textContent).toMatch(/^Bit-identical: 1 training/)
    const row = within(panel).getByRole('row', { name: /^LSTM/ })
    expect(row.textContent).toBe('LSTMsame, 9same, 9same, 9same, 9same, 9')
  })

  it('names the first number that differs, and the engine that changed', async () => {
    const difference = { where: 'fc.bias[0]', before: 0.5, again: 0.25, count: 1, largest: 0.25 }
    open(proof({ values: 9, difference }))
    const panel = await screen.findByRole('region', { name: 'Trained again' })
    const words = within(panel).getByRole('status').textContent
    expect(words).toContain('first in its weights: fc.bias[0] is 0.5 the first time and 0.25 now')
    expect(words).toContain('TensorFlow (2.21.0, now 2.22.0) changed')
    expect(within(panel).getByText('1 of 9 differ')).toBeTruthy()
  })

  it('asks for the proof when told to', async () => {
    const { calls } = open(null)
    fireEvent.click(await screen.findByRole('button', { name: 'Prove it' }))
    await screen.findByRole('region', { name: 'What it was made of' })
    expect(calls).toContainEqual({
      name: 'startStudy',
      argument: { run: 'run1', spec: { kind: 'proof' } },
    })
  })

  it('tells the facts with their whole hashes', async () => {
    open(null)
    const facts = await screen.findByRole('region', { name: 'What it was made of' })
    const value = (name: string) =>
      within(facts).getByRole('row', { name: new RegExp(`^${name}`) }).lastChild?.textContent
    expect(value('Seed')).toBe('7')
    expect(value('Hash of the days used')).toBe('a'.repeat(64))
    expect(value('Days hashed again')).toBe('the same')
    expect(screen.queryByRole('region', { name: 'History since' })).toBeNull()
  })

  it('offers both versions where history moved, and names the bars', async () => {
    const { calls } = open(null, {
      ...provenance,
      revisions: [revision(1), revision(2)],
      since: {
        newest: revision(2),
        movedDays: 41,
        addedDays: 1,
        movedDaysInUse: 41,
        words: ['41 bars of close moved by −90 %.'],
      },
    })
    const strip = await screen.findByRole('region', { name: 'History since' })
    expect(strip.textContent).toContain('History was revised since: 41 days moved')
    fireEvent.click(within(strip).getByRole('button', { name: 'Show what moved' }))
    expect(await within(strip).findByRole('region', { name: 'What moved' })).toBeTruthy()
    fireEvent.click(within(strip).getByRole('button', { name: 'Run again on the newest' }))
    await expect.poll(() => useUi.getState().run).toBe('run2')
    expect(calls.find(({ name }) => name === 'startRun')?.argument).toMatchObject({
      revisionId: 12,
    })
    fireEvent.click(within(strip).getByRole('button', { name: 'See revision 1' }))
    expect(useUi.getState()).toMatchObject({ revision: 11, view: 'data' })
  })
})
