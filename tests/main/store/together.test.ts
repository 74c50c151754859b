import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { resumePoint } from '../../../src/main/store/checkpoints.ts'
import { hashBars } from '../../../src/main/store/hash-bars.ts'
import { listRevisions, readBars } from '../../../src/main/store/revisions.ts'
import { expectWhole, runChild } from '../../support/kill.ts'
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
    const race = ['race', makeRun(store), String(Date.now() + 900)]
    const ended = await together(store.folder, [race, race, race, race])
    const said = ended.map(end => end.lines.find(line => /^(won|busy)/.test(line)) ?? '')
    const winner = said.find(line => line.startsWith('won'))?.slice(4)
    const busy = said.filter(line => line.includes(`racer ${winner} (process ${winner} on`))
    expect(busy).toHaveLength(3)
  })
})
