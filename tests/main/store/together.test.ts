import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { resumePoint } from '../../../src/main/store/checkpoints.ts'
import { hashBars } from '../../../src/main/store/hash-bars.ts'
import { listRevisions, readBars } from '../../../src/main/store/revisions.ts'
import { expectWhole, runChild, startChild } from '../../support/kill.ts'
import { makeBars, makeRun } from './examples.ts'
import { openForTest, temporaryFolder } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** Runs writers at the same time; each has to end well. */
async function together(folder: string, works: readonly (readonly string[])[]) {
  const children = works.map(([work = '', ...rest]) =>
    runChild({ script, args: [work, folder, ...rest] })
  )
  return (await Promise.all(children)).map(expectWhole)
}

describe('processes at the same time', () => {
  it('write their own things and lose nothing of each other', async () => {
    const { store } = openForTest()
    const [one, two] = [makeRun(store), makeRun(store)]
    await together(store.folder, [
      ['train', one, '100'],
      ['train', two, '100'],
      ['import', 'A', '40'],
      ['import', 'B', '40'],
    ])
    for (const run of [one, two]) {
      const { checkpoint, losses } = resumePoint(store, { run, model: 'rnn', phase: 'train' })
      expect([checkpoint?.epoch, losses.epoch.length]).toEqual([100, 100])
    }
    for (const symbol of ['A', 'B']) {
      const hashes = listRevisions(store, symbol, 'csv').map(({ id }) =>
        hashBars(readBars(store, id))
      )
      expect(hashes).toEqual(Array.from({ length: 40 }, (_, k) => hashBars(makeBars(600, k))))
    }
  })

  it('make the database once, and save the same bars as one revision', async () => {
    const folder = temporaryFolder()
    await together(folder, [
      ['import', 'A', '20'],
      ['import', 'A', '20'],
      ['import', 'A', '20'],
    ])
    const revisions = listRevisions(openForTest({ folder }).store, 'A', 'csv')
    expect(new Set(revisions.map(r => r.hash)).size).toBe(revisions.length)
    expect(revisions.length).toBeGreaterThanOrEqual(20)
  })

  it.each([1, 2, 3])('race for a run, and exactly one wins (%i)', async () => {
    const { store } = openForTest()
    const signs = temporaryFolder()
    const child = { script, args: ['race', store.folder, makeRun(store), signs] }
    const racers = [1, 2, 3, 4].map(() => startChild(child))
    await Promise.all(racers.map(racer => racer.ready))
    writeFileSync(join(signs, 'go'), '')
    await vi.waitUntil(() => readdirSync(signs).length === 5, { timeout: 30_000 })
    writeFileSync(join(signs, 'stop'), '')
    const ended = await Promise.all(racers.map(racer => racer.ended))
    const said = ended.map(end => expectWhole(end).lines.find(line => /^(won|busy)/.test(line)))
    const winners = said.filter(line => line?.startsWith('won'))
    expect(winners).toHaveLength(1)
    const pid = winners[0]?.slice(4)
    expect(
      said.filter(line => line?.startsWith(`busy racer ${pid} (process ${pid} on`))
    ).toHaveLength(3)
  })
})
