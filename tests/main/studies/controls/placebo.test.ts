import { afterAll, describe, expect, it } from 'vitest'
import { placebo } from '../../../../src/main/studies/controls/placebo/placebo.ts'
import { brokenPromises } from '../../../../src/main/studies/controls/placebo/placebo-promise.ts'
import {
  placeboControl,
  runPlacebos,
} from '../../../../src/main/studies/controls/placebo/run-placebos.ts'
import { TrainerPool } from '../../../../src/main/training/pool.ts'
import { done } from '../../../../src/shared/failure.ts'
import { type PlaceboRow, ridgePlacebo } from '../../../../src/shared/lab/placebo-control.ts'

const { signal } = new AbortController()
const silent = { signal, tell: () => {}, note: () => {} }
const seeds = Array.from({ length: 40 }, (_, k) => k + 1)

const rows = (ps: readonly number[], facts: Partial<PlaceboRow> = {}): PlaceboRow[] =>
  ps.map((p, k) => ({ sample: 'random-walk', seed: k + 1, model: 'ridge', p, ...facts }))

describe('the promise of the placebo', () => {
  it('holds for ridge over 40 seeds of both samples', async () => {
    const report = await placebo.run({ ...silent, seeds, pool: null })
    if (!report.ok) throw new Error(report.failure.kind)
    const { table, figures, broken } = report.value
    expect(broken).toEqual([])
    expect(table.rows.map(cells => cells.slice(0, 3))).toEqual([
      ['random-walk', 'ridge', '40'],
      ['momentum', 'ridge', '40'],
    ])
    expect(Number(table.rows[1]?.[3])).toBeGreaterThanOrEqual(36)
    // one histogram of ten lines, of which all 40 p are somewhere
    const counts = figures[0]
      ?.split('\n')
      .slice(1)
      .map(line => Number(line.split(' ').at(-1)))
    expect(counts).toHaveLength(10)
    expect(counts?.reduce((sum, count) => sum + count)).toBe(40)
  }, 60_000)

  it('holds of p that are spread evenly, and breaks of p that are crowded', () => {
    const even = seeds.map(k => k / 40)
    expect(brokenPromises(rows(even))).toEqual([])
    expect(brokenPromises(rows(even.map(p => Math.ceil(20 * p) / 40)))).toHaveLength(1)
  })

  it('wants 36 of 40 at most 0.05 on momentum, 2/40 among them', () => {
    const said = (found: number) =>
      rows(
        seeds.map(k => (k <= found ? 2 / 40 : 3 / 40)),
        { sample: 'momentum' }
      )
    expect(brokenPromises(said(36))).toEqual([])
    expect(brokenPromises(said(35))).toEqual([expect.stringContaining('35 of 40')])
  })

  it('is asked of every model apart', () => {
    const crowded = rows(
      seeds.map(() => 1 / 40),
      { model: 'rnn' }
    )
    const even = rows(seeds.map(k => k / 40))
    expect(brokenPromises([...even, ...crowded])).toEqual([expect.stringContaining('rnn')])
  })
})

describe('the placebo of a network, in trainer processes', () => {
  const pool = new TrainerPool({ size: 2 })
  afterAll(() => pool.close())
  const listener = { signal, onRow: () => {}, onProgress: () => {} }
  const quick = { ...placeboControl, epochs: 12, patience: null }

  it('finds momentum that no copy has', async () => {
    const asked = [{ sample: 'momentum', seed: 1 }] as const
    const told: number[] = []
    const onProgress = ({ done: trained }: { done: number }) => told.push(trained)
    const found = await runPlacebos(pool, asked, { ...listener, onProgress }, quick)
    expect(found).toEqual(done([{ sample: 'momentum', seed: 1, model: 'rnn', p: 1 / 40 }]))
    expect(told).toEqual(seeds)
  }, 120_000)

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const asked = [{ sample: 'momentum', seed: 1 }] as const
    const onProgress = () => stop.abort()
    const told = { ...listener, signal: stop.signal, onProgress }
    const found = await runPlacebos(pool, asked, told, quick)
    expect(found).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  }, 60_000)
})

it('ridge gives the same p again', () => {
  expect(ridgePlacebo('random-walk', 3)).toEqual(ridgePlacebo('random-walk', 3))
})
