import { describe, expect, it } from 'vitest'
import { describeHeat, makeHeat } from '../../../src/shared/charts/heat.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { readableOption } from './readable-option.ts'

const trace = {
  inputs: [1, 1.1, 0.9],
  dates: ['2024-04-29', '2024-04-30', '2024-05-01'],
  targetDate: '2024-05-02',
  layers: [
    [
      {
        symbol: 'f',
        values: [
          [0.25, 0.75],
          [0.5, 0.5],
          [0, 1],
        ],
      },
      {
        symbol: 'h',
        values: [
          [-0.5, 0.1],
          [0.2, 0.3],
          [0.1, -0.2],
        ],
      },
    ],
  ],
}
const look = { theme: lightTheme, width: 640, height: 320 }

describe('a window through a network', () => {
  it('is drawn as stored', async () => {
    const option = makeHeat(trace, { layer: 0, step: 1 }, look)
    await expect(readableOption(option)).toMatchFileSnapshot('snapshots/heat.txt')
  })

  it('colours a gate from 0 to 1 and a state alike on both sides of zero', () => {
    const { visualMap } = makeHeat(trace, { layer: 0, step: 1 }, look)
    expect([visualMap].flat()).toMatchObject([
      { min: 0, max: 1 },
      { min: -0.5, max: 0.5 },
    ])
  })

  it('frames the step that is looked at, one further right for each day', () => {
    const frame = (step: number) => {
      const graphic = makeHeat(trace, { layer: 0, step }, look).graphic as {
        id: string
        shape: { x: number }
      }[]
      return graphic.find(({ id }) => id === 'cursor')?.shape.x ?? Number.NaN
    }
    expect(frame(1) - frame(0)).toBeCloseTo(frame(2) - frame(1))
    expect(frame(1)).toBeGreaterThan(frame(0))
  })

  it('takes its ground from the theme, so that a state of zero is no colour', () => {
    const { visualMap } = makeHeat(trace, { layer: 0, step: 0 }, { ...look, theme: darkTheme })
    expect(JSON.stringify(visualMap)).toContain(darkTheme.panel)
  })

  it('says in words where the step is and what the units have in the mean', () => {
    expect(describeHeat(trace, { layer: 0, step: 0 })).toBe(
      'Layer 1 through a window of 3 days. Step 1, 29 Apr 2024: mean over the units of f 0.50, h \u22120.20.'
    )
  })
})
