import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import {
  deleteRun,
  exportRun,
  listRuns,
  openTest,
  restoreRun,
  resumeRun,
  showRun,
  startRun,
} from '../../../src/main/api/runs.ts'
import { importFile, takeSample } from '../../../src/main/api/series.ts'
import { openings } from '../../../src/main/store/openings.ts'
import { createRun } from '../../../src/main/store/runs.ts'
import { readRow } from '../../../src/main/store/store.ts'
import { tries } from '../../../src/main/store/tries.ts'
import { type Launch, launchTrainer } from '../../../src/main/training/launch.ts'
import { describeFailure, type Result } from '../../../src/shared/failure.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const temporary = openTemporary()
const { h, folder } = temporary
afterAll(temporary.dispose)

const sentence = (result: Result<unknown>) =>
  result.ok ? 'it went well' : describeFailure(result.failure)
const acme = (count = 100, gap = -1) => importPrices(h, 'ACME', makePrices(count), gap)
const everything = () => readRow<{ n: number }>(h.store, 'SELECT count(*) AS n FROM runs')?.n

describe('a run that cannot be', () => {
  const start = async (changes: object, count = 100, gap = -1) => {
    const { id: revisionId } = await acme(count, gap)
    const request = { experiment: makeExperiment(changes), revisionId, quickLook: false }
    return startRun(h, request, {})
  }

  it.each([
    ['too few days', { days: 500 }, /^The experiment needs at least 500 days and has 100\./],
    [
      'too long a window',
      { window: 90 },
      /^The tutorial split needs at least \d+ days and has 100/,
    ],
    ['no room for the hindcast', { horizon: 95 }, /^The hindcast needs at least 105 days/],
    ['a day outside', { to: '2031-01-01' }, /^2031-01-01 lies outside the series/],
    ['nothing to test', { protocol: 'sealed', validationShare: 0.3 }, /leave nothing to test/],
    [
      'a name given twice',
      { models: [makeModel('rnn'), makeModel('rnn')] },
      /two models are called/,
    ],
    [
      'a baseline’s name',
      { models: [makeModel('rnn', { name: 'drift' })] },
      /drift names something/,
    ],
  ])('for %s says so, and leaves nothing behind', async (_, changes, words) => {
    const before = everything()
    expect(sentence(await start(changes))).toMatch(words)
    expect([everything(), tries(h.store, { symbol: 'ACME', source: 'csv' })]).toEqual([before, 0])
  })

  it('for a missing price names the day', async () => {
    const before = everything()
    const refused = await start({ price: 'adjusted' }, 100, 40)
    expect(sentence(refused)).toMatch(/^The column adjusted has no value on 2020-02-26\./)
    expect(everything()).toBe(before)
  })
})

describe('resuming', () => {
  it('is refused for what is finished, unknown, or could mean several', async () => {
    const { id: revisionId } = await acme()
    const experiment = makeExperiment({ epochs: 1, retrain: false })
    const { id } = await finishRun(h, experiment, revisionId)
    expect(sentence(resumeRun(h, id, {}))).toMatch(/is finished; there is nothing to resume/)
    expect(sentence(resumeRun(h, 'zzzzzz', {}))).toMatch(/^There is no run zzzzzz\./)
    expect(sentence(resumeRun(h, '', {}))).toMatch(/^There is no run \./)
    const spec = { experiment, revisionId, usedHash: '', quickLook: false }
    const ids = Array.from({ length: 30 }, () => createRun(h.store, spec))
    const first = ids.map(own => own[0]!).find((c, i, all) => all.indexOf(c) < i)!
    expect(resumeRun(h, first, {})).toMatchObject({ failure: { kind: 'no-such-run' } })
    expect(sentence(resumeRun(h, first, {}))).toMatch(/Did you mean/)
  })

  it('goes on after an interruption to the very results of a run left alone', async () => {
    const { id: revisionId } = await acme()
    const experiment = makeExperiment({ epochs: 400, retrain: false, shuffle: true })
    const alone = await finishRun(h, experiment, revisionId)
    const stopped = Promise.withResolvers<void>()
    const request = { experiment, revisionId, quickLook: false }
    const run = must(startRun(h, request, { onEpochs: () => stopped.resolve() }))
    await stopped.promise
    run.interrupt()
    expect(await run.end).toEqual({ kind: 'interrupted' })
    expect(sentence(await openTest(h, run.id))).toMatch(/follows the tutorial protocol/)
    expect(sentence(await exportRun(h, run.id, folder))).toMatch(/is interrupted\. Finish it first/)
    const shown = must(showRun(h, run.id))
    expect([shown.run.state, shown.results]).toEqual(['interrupted', null])
    const end = await must(resumeRun(h, run.id.slice(0, 5), {})).end
    if (end.kind !== 'finished') throw new Error(end.kind)
    expect(end.results.forecasters).toEqual(alone.forecasters)
    const hashes = [end.results, alone].map(({ training }) => training[0]?.weightsHash)
    expect(hashes[0]).toBe(hashes[1])
  })
})

describe('deleting a run', () => {
  it('hides it until it is restored, and keeps its openings and its try', async () => {
    const { id: revisionId } = await importPrices(h, 'KEPT', makePrices(130))
    const series = { symbol: 'KEPT', source: 'csv' } as const
    const experiment = makeExperiment({ protocol: 'sealed', epochs: 2, retrain: false })
    const { id } = await finishRun(h, experiment, revisionId)
    const opened = must(await openTest(h, id))
    expect(must(deleteRun(h, id)).id).toBe(id)
    expect(listRuns(h).map(run => run.id)).not.toContain(id)
    for (const refused of [showRun(h, id), resumeRun(h, id, {}), deleteRun(h, id)])
      expect(refused).toMatchObject({ ok: false, failure: { kind: 'no-such-run' } })
    expect([openings(h.store, series).length, tries(h.store, series)]).toEqual([1, 1])
    expect(must(restoreRun(h, id))).toBe(id)
    expect(must(showRun(h, id)).results).toEqual(opened)
    expect([openings(h.store, series).length, tries(h.store, series)]).toEqual([1, 1])
    expect(restoreRun(h, 'zzzzzz')).toMatchObject({ failure: { kind: 'no-such-run' } })
  })
})

describe('closing', () => {
  it('in the middle of a run ends it as a value, and it can be resumed', async () => {
    const other = openTemporary()
    const { id: revisionId } = await importPrices(other.h, 'ACME', makePrices(100))
    const experiment = makeExperiment({ epochs: 100_000 })
    const began = Promise.withResolvers<void>()
    const request = { experiment, revisionId, quickLook: false }
    const run = must(startRun(other.h, request, { onEpochs: () => began.resolve() }))
    await began.promise
    other.h.close()
    expect(await run.end).toEqual({ kind: 'interrupted' })
    const { hindcast } = must(openHindcast({ folder: join(other.folder, 'data') }))
    expect(must(showRun(hindcast, run.id)).run.state).toBe('interrupted')
    hindcast.close()
    other.dispose()
  })

  it('while it is measured, too', async () => {
    const other = openTemporary()
    const { id: revisionId } = await importPrices(other.h, 'ACME', makePrices(100))
    const experiment = makeExperiment({ epochs: 1, retrain: false })
    const request = { experiment, revisionId, quickLook: false }
    const onStage = () => setImmediate(() => other.h.close())
    const run = must(startRun(other.h, request, { onStage }))
    expect(await run.end).toMatchObject({ kind: 'failed' })
    const { hindcast } = must(openHindcast({ folder: join(other.folder, 'data') }))
    const end = await must(resumeRun(hindcast, run.id, {})).end
    expect(end.kind).toBe('finished')
    hindcast.close()
    other.dispose()
  })
})

describe('a trainer that dies while its run is measured', () => {
  /** Real trainers, of which the first so many die of being asked to apply weights. */
  const dying = (deaths: number) => {
    let left = deaths
    const launch: Launch = () => {
      const trainer = launchTrainer()
      const send: typeof trainer.send = message => {
        trainer.send(message)
        if (message.type === 'job' && message.job.kind === 'apply' && left-- > 0) trainer.kill()
      }
      return { ...trainer, send }
    }
    return openTemporary(launch)
  }

  it('is replaced once, and the results are the same', async () => {
    const [well, ill] = [openTemporary(), dying(1)]
    const results = await Promise.all(
      [well, ill].map(async other => {
        const { id } = await importPrices(other.h, 'ACME', makePrices(100))
        return finishRun(other.h, makeExperiment(), id)
      })
    )
    expect(results[1]?.forecasters).toEqual(results[0]?.forecasters)
    for (const other of [well, ill]) other.dispose()
  })

  it('fails the run the second time, in words, and the run can be resumed', async () => {
    // the first, warm from training, is taken for one that had died before it was asked
    const ill = dying(3)
    const { id: revisionId } = await importPrices(ill.h, 'ACME', makePrices(100))
    const experiment = makeExperiment({ retrain: false })
    const run = must(startRun(ill.h, { experiment, revisionId, quickLook: false }, {}))
    const failure = { kind: 'trainer-died', model: 'rnn' }
    expect(await run.end).toMatchObject({ kind: 'failed', failure })
    expect((await must(resumeRun(ill.h, run.id, {})).end).kind).toBe('finished')
    ill.dispose()
  })
})

describe('a database that cannot be written', () => {
  it('makes every request that writes fail in words', async () => {
    const other = openTemporary()
    const { id: revisionId } = await importPrices(other.h, 'ACME', makePrices(100))
    const file = join(other.folder, 'files', 'ACME.csv')
    other.h.store.db.pragma('query_only = ON')
    const request = { experiment: makeExperiment(), revisionId, quickLook: false }
    const answers = [
      startRun(other.h, request, {}),
      takeSample(other.h, 'momentum'),
      deleteRun(other.h, 'zzzzzz'),
      restoreRun(other.h, 'zzzzzz'),
      await openTest(other.h, 'zzzzzz'),
      await importFile(other.h, file),
    ]
    for (const answer of answers)
      expect(sentence(answer)).toMatch(/could not be opened: it cannot be read or written there/)
    other.dispose()
  })
})
