import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteRun, resumeRun, showRun, startRun } from '../../../src/main/api/runs.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { listRevisions } from '../../../src/main/store/revisions.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { expectWhole, runChild, startChild } from '../../support/kill.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const script = fileURLToPath(new URL('./worker.ts', import.meta.url))
const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

let revisionId = 0
beforeAll(async () => {
  revisionId = (await importPrices(h, 'ACME', makePrices(100))).id
})

const start = (changes: object, listener: Parameters<typeof startRun>[2] = {}) =>
  must(startRun(h, { experiment: makeExperiment(changes), revisionId, quickLook: false }, listener))

/** A run that was begun and can be resumed. */
async function interrupted(changes: object): Promise<string> {
  const began = Promise.withResolvers<void>()
  const run = start(changes, { onEpochs: () => began.resolve() })
  await began.promise
  run.interrupt()
  expect(await run.end).toEqual({ kind: 'interrupted' })
  return run.id
}

const sentence = (result: ReturnType<typeof resumeRun>) =>
  result.ok ? 'it went well' : describeFailure(result.failure)

describe('a run that another process trains', () => {
  it('cannot be resumed or deleted here; who has it is named; its death gives it free', async () => {
    const id = await interrupted({ epochs: 1_000_000 })
    const child = startChild({ script, args: ['resume', h.store.folder, id] })
    await child.ready
    const owner = `the other (process ${child.process.pid} on `
    expect(sentence(resumeRun(h, id, {}))).toMatch(`Run ${id} is being trained by ${owner}`)
    expect(deleteRun(h, id)).toMatchObject({ ok: false, failure: { kind: 'run-busy', id } })
    child.process.kill('SIGKILL')
    await child.ended
    const run = must(resumeRun(h, id, {}))
    run.kill()
    expect(await run.end).toEqual({ kind: 'interrupted' })
  })

  it('cannot be resumed there while it trains here', async () => {
    const began = Promise.withResolvers<void>()
    const run = start({ epochs: 1_000_000, seed: 3 }, { onEpochs: () => began.resolve() })
    await began.promise
    const { lines } = expectWhole(
      await runChild({ script, args: ['resume', h.store.folder, run.id] })
    )
    const words = `Run ${run.id} is being trained by a test (process ${process.pid} on `
    expect(lines.at(-1)?.slice(0, words.length)).toBe(words)
    expect(must(showRun(h, run.id)).run.state).toBe('training')
    run.cancel()
    expect(await run.end).toEqual({ kind: 'cancelled' })
  })
})

describe('while a run trains here', () => {
  it('another process imports, and neither loses anything', async () => {
    const experiment = { epochs: 300, retrain: false, seed: 5 }
    const alone = await finishRun(h, makeExperiment(experiment), revisionId)
    const run = start(experiment)
    const child = runChild({ script, args: ['imports', h.store.folder, '40'] })
    const [end, ended] = await Promise.all([run.end, child])
    expect(expectWhole(ended).acknowledged.length).toBe(40)
    for (let k = 0; k < 40; k++) expect(listRevisions(h.store, `S${k}`, 'csv').length).toBe(1)
    if (end.kind !== 'finished') throw new Error(end.kind)
    expect(end.results.training[0]?.weightsHash).toBe(alone.training[0]?.weightsHash)
  })
})

describe('while a run is measured here', () => {
  it('it is not taken for abandoned by a process that opens the database', async () => {
    const met: string[] = []
    const run = start(
      { epochs: 2, retrain: false, seed: 6 },
      {
        // between the end of training and that of measuring
        onStage: () => {
          for (const wait of [0, 5, 20]) setTimeout(openAndClose, wait)
        },
      }
    )
    const openAndClose = () => {
      must(openStore({ folder: h.store.folder })).store.close()
      met.push(must(showRun(h, run.id)).run.state)
    }
    expect((await run.end).kind).toBe('finished')
    expect(met).toContain('training')
    expect(met).not.toContain('interrupted')
    expect(must(showRun(h, run.id)).run.state).toBe('finished')
  })

  it('it ends well even if it was, in the moment between its two leases', async () => {
    const met: string[] = []
    const run = start(
      { epochs: 2, retrain: false, seed: 6 },
      {
        onStage: () => {
          must(openStore({ folder: h.store.folder })).store.close()
          met.push(must(showRun(h, run.id)).run.state)
        },
      }
    )
    expect((await run.end).kind).toBe('finished')
    expect(met).toEqual(['interrupted'])
    expect(must(showRun(h, run.id)).run).toMatchObject({ state: 'finished', reason: null })
  })

  it('it cannot be resumed or deleted', async () => {
    const answers: unknown[] = []
    const ask = (id: string) => answers.push(resumeRun(h, id, {}), deleteRun(h, id))
    const run = start(
      { epochs: 2, retrain: false, seed: 6 },
      { onStage: () => setTimeout(() => ask(run.id), 0) }
    )
    expect((await run.end).kind).toBe('finished')
    const busy = { ok: false, failure: expect.objectContaining({ kind: 'run-busy', id: run.id }) }
    expect(answers).toEqual([busy, busy])
  })
})
