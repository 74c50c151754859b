import { describe, expect, it } from 'vitest'
import { describeReplayCurve, makeReplayCurve } from '../../../src/shared/charts/replay-curve.ts'
import {
  captionReplayLoss,
  describeReplayLoss,
  makeReplayLoss,
} from '../../../src/shared/charts/replay-loss.ts'
import { describeReplayPaths, makeReplayPaths } from '../../../src/shared/charts/replay-paths.ts'
import { describeReplaySkills, makeReplaySkills } from '../../../src/shared/charts/replay-skills.ts'
import { curveTable, replayTable } from '../../../src/shared/charts/replay-tables.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import { first, second, someReplay } from '../lab/some-replay.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 620, height: 230 }
const models = [{ name: 'lstm', cell: 'lstm' as const, bestEpoch: null }]
const input = { replay: someReplay, training: first, models }
const again = { replay: someReplay, training: second, models }

const options = {
  'replay-loss': makeReplayLoss(input, 2, look),
  'replay-loss-second': makeReplayLoss(again, 2, look),
  'replay-fit': makeReplayCurve(input, 'fit', 2, look),
  'replay-path': makeReplayCurve(input, 'hindcast', 4, look),
  'replay-skills': makeReplaySkills([input], look),
  'replay-paths': makeReplayPaths(input, 'hindcast', [0, 3, 4], look),
}

describe('charts of a replay', () => {
  it.each(Object.entries(options))('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it('tells itself in words', async () => {
    const words = [
      captionReplayLoss(input),
      describeReplayLoss(input, 2),
      describeReplayLoss(again, 2),
      describeReplayCurve(input, 'fit', 2),
      describeReplayCurve(input, 'hindcast', 4),
      describeReplayCurve(again, 'forecast', 4),
      describeReplayCurve(again, 'fit', 4),
      describeReplaySkills([input]),
      describeReplayPaths(input, 'hindcast', [0, 4]),
    ]
    await expect(`${words.join('\n')}\n`).toMatchFileSnapshot('snapshots/replay-words.txt')
  })

  it.each(['fit', 'hindcast'] as const)('moves the line of the %s, never the axis', kind => {
    const drawn = first.frames.map((_, at) => makeReplayCurve(input, kind, at, look))
    const lines = drawn.map(option =>
      JSON.stringify([option.series ?? []].flat().find(({ id }) => id === 'network')?.data)
    )
    expect(new Set(drawn.map(({ yAxis }) => JSON.stringify(yAxis))).size).toBe(1)
    // both of the first are off the scale of the fit, and run along its edge
    expect(new Set(lines.slice(1)).size).toBe(first.frames.length - 1)
  })

  it('gives each series an id, so that it merges', () => {
    for (const option of [options['replay-loss'], options['replay-fit'], options['replay-path']]) {
      const ids = [option.series ?? []].flat().map(({ id }) => id)
      expect(ids).not.toContain(undefined)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('puts marker and ring on the line, at their epochs', () => {
    const series = [options['replay-loss'].series ?? []].flat()
    const at = (id: string) => series.find(one => one.id === id)?.data
    expect(at('marker')).toEqual([[5, 0.002]])
    expect(at('chosen')).toEqual([[8, 0.0009]])
  })

  it('has persistence in every table behind it', () => {
    for (const table of [replayTable(input), replayTable(again), curveTable(input, 'fit', 2)])
      expect(table.columns).toContain('persistence')
    expect(replayTable(input).rows[1]).toEqual([
      3,
      0.0006,
      0.02,
      0.01,
      first.frames[1]?.skill,
      first.frames[1]?.hindcastRmse,
      0.9,
      1.06,
    ])
    expect(curveTable(input, 'hindcast', 4).rows[0]).toEqual(['2024-02-06', 1.06, 1.06, 1.06])
  })
})
