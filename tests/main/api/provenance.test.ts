import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importZip } from '../../../src/main/api/import-zip.ts'
import { findKeptSeries, readHistory } from '../../../src/main/api/kept-series.ts'
import { compareRevisions, readProvenance } from '../../../src/main/api/read-provenance.ts'
import { packRun } from '../../../src/main/api/run-archive/pack-run.ts'
import { fetchSymbol } from '../../../src/main/api/series.ts'
import { openSource, refuseSource } from '../../../src/main/cli/open-source.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { askStudy, workStudy } from '../../../src/main/studies/work-study.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { provenanceFacts, sinceWords } from '../../../src/shared/lab/provenance-words.ts'
import type { Provenance } from '../../../src/shared/lab-wire.ts'
import type { Results } from '../../../src/shared/results.ts'
import { makeServedBars, makeSplitBars, YahooServer } from '../../support/yahoo-server.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

// A run on a history that Yahoo then tells anew after a split, both kept.

const YEAR = makeServedBars('2023-01-02', '2023-07-03')
const WEEK = makeServedBars('2023-01-02', '2023-07-10')
const split = { date: '2023-07-05', numerator: 10, denominator: 1 }

let opened: ReturnType<typeof openTemporary>
let server: YahooServer
let older: Results
let newer: Results

async function fetchAt(now: string): Promise<number> {
  const options = { fetch: server.fetch, now: () => new Date(now), sleep: async () => {} }
  return must(await fetchSymbol(opened.h, 'NFLX', options)).revision.id
}

beforeAll(async () => {
  opened = openTemporary()
  server = await new YahooServer().listen()
  server.script('NFLX', { bars: YEAR })
  const experiment = makeExperiment({ retrain: false })
  older = await finishRun(opened.h, experiment, await fetchAt('2023-07-03T22:00:00Z'))
  server.script('NFLX', { bars: makeSplitBars(WEEK, 10), splits: [split] })
  newer = await finishRun(opened.h, experiment, await fetchAt('2023-07-10T22:00:00Z'))
})
afterAll(async () => {
  opened.dispose()
  await server.close()
})

const provenance = (run: Results): Provenance => must(readProvenance(opened.h, run.id))
const fact = (run: Results, name: string) =>
  provenanceFacts(provenance(run)).find(one => one.name === name)?.value

describe('the provenance of a run', () => {
  it('tells data, adjustment stamp, seed, hashes and versions', () => {
    const told = provenance(newer)
    expect(told).toMatchObject({
      run: newer.id,
      series: { symbol: 'NFLX', source: 'yahoo' },
      price: 'close',
      revision: { number: 2, stamp: 'split 10:1 on 2023-07-05', count: WEEK.length },
      used: { bars: WEEK.length, first: '2023-01-02', last: '2023-07-10' },
      seed: 7,
      weights: [{ model: 'rnn', phase: 'train', hash: newer.training[0]?.weightsHash }],
      since: null,
    })
    expect(told.revision.fetchedAt).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(told.before).toEqual(told.now)
    expect(told.before.cpu).not.toBe('')
    expect(fact(newer, 'Series hashed again')).toBe('the same')
    expect(fact(newer, 'Days hashed again')).toBe('the same')
  })

  it('hashes days and prices as the words say: by an outside count', () => {
    const { hashes } = provenance(older)
    const hash = createHash('sha256')
    for (const { date, close } of YEAR) {
      const price = Buffer.alloc(8)
      price.writeDoubleLE(close ?? Number.NaN)
      hash.update(date).update(price)
    }
    const outside = hash.digest('hex')
    expect(hashes.used).toEqual({ recorded: outside, now: outside })
  })

  it('has one hash of the experiment with its seed, one of the try without', async () => {
    const { h } = opened
    const again = await finishRun(
      h,
      { ...older.experiment, seed: 8 },
      provenance(older).revision.id
    )
    const [one, two] = [provenance(older), provenance(again)]
    expect(two.tryHash).toBe(one.tryHash)
    expect(two.experimentHash).not.toBe(one.experimentHash)
  })

  it('says on the older run that history was revised, what moved, and why', () => {
    const { since, revision } = provenance(older)
    expect(revision.number).toBe(1)
    expect(since).toMatchObject({
      newest: { number: 2 },
      movedDays: YEAR.length,
      movedDaysInUse: YEAR.length,
      addedDays: 5,
    })
    expect(since?.words[0]).toContain('as after the split 10:1 of 5 Jul 2023 that Yahoo reports')
    expect(sinceWords(since!)).toBe(
      `History was revised since: ${YEAR.length} days moved, ${YEAR.length} of them in what this run read. 5 days came after.`
    )
  })

  it('travels with the run, which can be proven on another computer', async () => {
    const zip = must(await packRun(opened.h, newer.id))
    const other = openTemporary()
    try {
      const { id } = must(await importZip(other.h, 'run.zip', zip))
      const told = must(readProvenance(other.h, id))
      expect(told.revision.stamp).toBe('split 10:1 on 2023-07-05')
      expect(told.hashes).toEqual(provenance(newer).hashes)
      expect(told.experimentHash).toBe(provenance(newer).experimentHash)
      const study = must(askStudy(other.h, id, { kind: 'proof' }))
      const proof = await workStudy(other.h, study.id, { signal: new AbortController().signal })
      expect(must(proof)).toMatchObject({ kind: 'proof', identical: true })
    } finally {
      other.dispose()
    }
  })

  it('fails for what is no run', () => {
    expect(readProvenance(opened.h, 'zzzzzz')).toMatchObject({ failure: { kind: 'no-such-run' } })
  })

  it('notices bars that were changed in the database', async () => {
    const { h } = opened
    const revision = await importPrices(h, 'changed', makePrices(80))
    const run = await finishRun(h, makeExperiment({ retrain: false }), revision.id)
    h.store.db.exec('DROP TRIGGER chunks_keep')
    h.store.db
      .prepare(
        `UPDATE bar_chunks SET data = zeroblob(length(data)) WHERE id =
          (SELECT chunk_id FROM revision_chunks WHERE revision_id = ? AND field = 6)`
      )
      .run(revision.id)
    const { hashes } = provenance(run)
    expect(hashes.series.now).not.toBe(hashes.series.recorded)
    expect(hashes.used.now).toBe(hashes.used.recorded) // it was the volume, which no run reads
    expect(fact(run, 'Series hashed again')).toContain('the stored bars were changed')
  })
})

describe('two revisions', () => {
  it('name every value that moved', () => {
    const [before, after] = [provenance(older).revision.id, provenance(newer).revision.id]
    const { moved, added, removed } = must(compareRevisions(opened.h, { before, after }))
    expect(moved).toHaveLength(YEAR.length * 6) // five prices and the volume
    expect(moved).toContainEqual({ date: '2023-01-02', column: 'close', before: 100, after: 10 })
    expect(added).toEqual(WEEK.slice(YEAR.length).map(({ date }) => date))
    expect(removed).toEqual([])
  })

  it('are of one series, or nothing is compared', async () => {
    const other = await importPrices(opened.h, 'other', makePrices(40, 3))
    const before = provenance(older).revision.id
    expect(compareRevisions(opened.h, { before, after: other.id })).toMatchObject({
      failure: { kind: 'no-such-series', revisionId: other.id },
    })
  })

  it('can both be trained on from the command line, by number, without asking Yahoo', async () => {
    server.forget()
    const ports = { signal: new AbortController().signal, onWait: () => {} }
    const [one, two] = await Promise.all(
      [1, 2].map(async revision => {
        const source = must(await openSource(opened.h, { symbol: 'nflx', revision }, ports))
        return readBars(opened.h.store, source.revision.id).close[0]
      })
    )
    expect([one, two]).toEqual([100, 10])
    expect(server.requests).toHaveLength(0)
    const third = await openSource(opened.h, { symbol: 'NFLX', revision: 3 }, ports)
    expect(third.ok ? '' : describeFailure(third.failure)).toBe(
      '--revision: NFLX has 2 revisions, and 3 is none of them. See them with npx hindcast revisions NFLX.'
    )
    expect(refuseSource({ sample: 'momentum', revision: 1 })).toMatchObject({
      failure: { field: '--revision' },
    })
  })

  it('are listed with what moved from each to the next', () => {
    const [history] = must(readHistory(opened.h, 'nflx'))
    expect(history?.revisions.map(({ number, count }) => [number, count])).toEqual([
      [1, YEAR.length],
      [2, WEEK.length],
    ])
    expect(history?.changes).toHaveLength(1)
    expect(findKeptSeries(opened.h, 'KO')).toMatchObject({ failure: { field: 'KO' } })
  })
})
