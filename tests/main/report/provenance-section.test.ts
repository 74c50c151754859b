import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../src/main/report/html.ts'
import { provenanceSection } from '../../../src/main/report/lab/provenance.ts'
import type { RunBundle } from '../../../src/shared/bundle.ts'
import type { Provenance, RevisionFacts } from '../../../src/shared/lab-wire.ts'
import type { ProofResults } from '../../../src/shared/studies/proof.ts'
import { makeBundle } from '../../support/bundle.ts'

const machine = {
  hindcast: '0.1.0',
  node: '24.1.0',
  tensorflow: '2.21.0',
  tfjs: '4.22.0',
  platform: 'linux-x64',
  cpu: 'Some processor',
}
const same = { values: 9, difference: null }
const proof: ProofResults = {
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
      hashes: { recorded: 'x', stored: 'x', again: 'x' },
      weights: same,
      losses: same,
      predictions: same,
      hindcast: same,
      forecast: null,
      machine,
    },
  ],
  trainings: 1,
  identical: true,
}
const summary = {
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
const revision: RevisionFacts = {
  id: 1,
  number: 1,
  hash: '1'.repeat(64),
  count: 800,
  asOf: '2024-05-01',
  createdAt: '2024-05-01T22:00:00.000Z',
  fetchedAt: null,
  stamp: 'dividend 0.24 on 2024-03-07',
}
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
  revision,
  used: { bars: 800, first: '2021-02-26', last: '2024-05-01' },
  hashes: { series: hashes, used: hashes },
  adjustment: { date: '2024-03-07', factor: 0.9925 },
  seed: 7,
  experimentHash: 'b'.repeat(64),
  tryHash: 'c'.repeat(64),
  weights: [],
  before: machine,
  now: machine,
  revisions: [revision],
  since: null,
}
const bundleWith = (lab: RunBundle['lab']): RunBundle => ({ ...makeBundle({ epochs: 50 }), lab })

describe('the report on provenance', () => {
  it('has no section of it before anybody asked and while history stands', () => {
    expect(provenanceSection(bundleWith({ studies: [], provenance }))).toBeNull()
  })

  it('says bit-identical, with its files', () => {
    const bundle = bundleWith({ studies: [{ summary, results: proof }], provenance })
    const section = provenanceSection(bundle)
    expect(section?.words[0]?.text).toContain('Bit-identical: 1 training done again')
    expect(section?.files['proof.csv']?.split('\n').slice(0, 2)).toEqual([
      'training,compared,values,differ,first,before,again,largest',
      'LSTM,losses,9,0,,,,0',
    ])
    expect(section?.files['provenance.csv']).toContain(
      'Adjustment stamp,dividend 0.24 on 2024-03-07'
    )
  })

  it('says that history was revised, and that nobody trained again yet', () => {
    const since = {
      newest: { ...revision, number: 2 },
      movedDays: 41,
      addedDays: 0,
      movedDaysInUse: 41,
      words: ['41 bars of close moved.'],
    }
    const bundle = bundleWith({ studies: [], provenance: { ...provenance, since } })
    const words = provenanceSection(bundle)?.words.map(({ text }) => text)
    expect(words?.[0]).toContain('Nobody has trained it again yet')
    expect(words?.[1]).toContain('History was revised since: 41 days moved, 41 of them in what')
  })

  it('adds to the facts what makes the same numbers come out', () => {
    const page = reportHtml(bundleWith({ studies: [], provenance }))
    expect(page).toContain('<dt>Adjustment stamp</dt><dd>dividend 0.24 on 2024-03-07</dd>')
    expect(page).toContain(`<dt>Hash of the experiment</dt><dd>${'b'.repeat(64)}</dd>`)
    expect(page).toContain('<dt>Seed</dt><dd>7</dd>')
    expect(page.match(/<dt>Platform<\/dt>/g)).toHaveLength(1)
  })
})
