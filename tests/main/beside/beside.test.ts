import { describe, expect, it } from 'vitest'
import { workBeside } from '../../../src/main/beside/beside.ts'
import { readCsv } from '../../../src/main/data/csv.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { makeDates, makeExperiment, makePrices, must } from '../api/examples.ts'
import { makeBars } from '../store/examples.ts'

const dates = makeDates(4000)
const rows = makePrices(4000).map((price, i) => `${dates[i]},${price}`)
const csv = new TextEncoder().encode(['date,close', ...rows, ''].join('\n'))

/** How often the loop turns until this is settled. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, over] = [0, false]
  const settled = work.finally(() => {
    over = true
  })
  while (!over) {
    await new Promise(resolve => setImmediate(resolve))
    turns++
  }
  await settled
  return turns
}

describe('a task beside', () => {
  it('answers as it would here', async () => {
    const options = { fileName: 'prices.csv' }
    expect(await workBeside('readCsv', csv, options)).toEqual(readCsv(csv, options))
  })

  it('lets the loop turn while it works', async () => {
    const options = { fileName: 'x.csv' }
    const here = await turnsDuring(Promise.resolve().then(() => readCsv(csv, options)))
    expect(await turnsDuring(workBeside('readCsv', csv, options))).toBeGreaterThan(here + 1)
  })

  it('is answered on its own, however many are asked', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv']
    const answers = names.map(fileName => workBeside('readCsv', csv, { fileName }))
    const parsed = await Promise.all(answers)
    expect(parsed.map(one => one.ok && one.value.info.symbol)).toEqual(['A', 'B', 'C'])
  })

  it('rejects with what it throws, and goes on', async () => {
    const prepared = must(prepare(makeBars(60), makeExperiment()))
    const short = { rnn: new Float32Array(3) }
    const broken = workBeside('scoreFresh', prepared, short, { start: 0, end: 5 }, 32)
    await expect(broken).rejects.toThrow('3 predictions')
    const hello = new TextEncoder().encode('hello')
    expect(await workBeside('zipFiles', { hello })).toBeInstanceOf(Uint8Array)
  })

  it('refuses what cannot be handed over', async () => {
    const uncloneable = { x: (() => {}) as unknown as Uint8Array }
    expect(() => workBeside('zipFiles', uncloneable)).toThrow('could not be cloned')
  })
})
