import { describe, expect, it } from 'vitest'
import { makeFit, shiftModels } from '../../../src/shared/charts/fit.ts'
import { shiftErrors } from '../../../src/shared/charts/lag.ts'
import {
  captionRunLosses,
  describeRunLosses,
  lossAt,
  makeRunLosses,
  type RunLoss,
  relativeLosses,
} from '../../../src/shared/charts/run-losses.ts'
import { describeShift, makeShiftBars } from '../../../src/shared/charts/shift-bars.ts'
import { describeSkillStrip, makeSkillStrip } from '../../../src/shared/charts/skill-strip.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import { readableOption } from './readable-option.ts'
import { smallRun } from './small-run.ts'

const look = { theme: lightTheme, width: 640, height: 320 }

const verdict = (model: string, skill: number | null, statistic: number | null) => ({
  model,
  skill,
  statistic,
  outcome: 'not distinguishable' as const,
  p: 0.4,
  adjustedP: 0.4,
  days: 210,
  sentence: '',
})
const strip = {
  models: smallRun.models,
  verdicts: [verdict('rnn', -3.5, 4), verdict('lstm', 0.012, -0.8)],
}

const loss = (letter: string, persistence: number | null): RunLoss => ({
  letter,
  label: letter === 'A' ? 'layer norm' : '',
  losses: smallRun.losses['rnn']!,
  watched: 'test',
  persistence,
})

const view = { start: 2, end: 7 }

describe('charts of Results', () => {
  it('draws the strip of skills as stored, one off the scale with an arrow', async () => {
    const drawn = readableOption(makeSkillStrip(strip, { ...look, width: 330, height: 100 }))
    await expect(drawn).toMatchFileSnapshot('snapshots/skill-strip.txt')
    expect(drawn).toContain('text: \u2039')
  })

  it('draws a shifted prediction as stored', async () => {
    const option = makeFit(smallRun, { model: 'rnn', view, strip: true, shift: -1 }, look)
    await expect(readableOption(option)).toMatchFileSnapshot('snapshots/fit-shifted.txt')
  })

  it('draws runs over each other as stored, in ink', async () => {
    const option = makeRunLosses([loss('A', 0.0006), loss('B', 0.0006)], look)
    await expect(readableOption(option)).toMatchFileSnapshot('snapshots/run-losses.txt')
  })

  it('draws the range of several seeds behind its median, which grows with the loss’s own scale', () => {
    const run = loss('A', 0.0005)
    const watched = run.losses[run.watched]
    const times = (by: number) => watched.map(v => (v === null ? null : v * by))
    const seeds = { count: 3, range: { low: times(0.5), high: times(2) } }
    const bands = (runs: readonly RunLoss[]) =>
      (makeRunLosses(runs, look).graphic as { id?: string }[]).filter(({ id }) =>
        id?.startsWith('range ')
      )
    expect(bands([{ ...run, seeds }, loss('B', 0.0005)]).map(({ id }) => id)).toEqual(['range A 0'])
    const [share] = relativeLosses([{ ...run, seeds }])
    expect(share?.seeds?.range.high.at(-1)).toBeCloseTo((2 * (watched.at(-1) ?? 0)) / 0.0005, 9)
    expect(captionRunLosses([{ ...run, seeds }])).toContain('; A: median and range of seeds')
    expect(describeRunLosses([{ ...run, seeds }])).toContain('A’s line is the median over 3 seeds')
  })

  it('reads a run on a coarser grid of epochs at the last one before', () => {
    const epoch = [1, 4, 7]
    const none = [null, null, null]
    const losses = { epoch, train: none, validation: none, test: [0.3, 0.2, 0.1] }
    const run: RunLoss = { ...loss('A', 1), losses, watched: 'test' }
    expect([0, 1, 3, 4, 6, 7, 8].map(at => lossAt(run, at))).toEqual([
      null,
      0.3,
      0.3,
      0.2,
      0.2,
      0.1,
      null,
    ])
  })

  it('says each with its numbers', async () => {
    const runs = [loss('A', 0.0006), loss('B', 0.0003)]
    const curve = shiftErrors(smallRun, smallRun.predictions.models['rnn'] ?? [])
    const words = [
      describeSkillStrip(strip),
      captionRunLosses(runs),
      describeRunLosses(runs),
      describeRunLosses(relativeLosses(runs)),
      ...[-2, -1, 0, 1].map(s => Object.values(describeShift(curve, s)).join('. ')),
    ]
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/results-words.txt')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('a prediction that repeats yesterday', () => {
  const { actual } = smallRun.predictions
  const copy = actual.map((_, i) => (i === 0 ? 0.9 : (actual[i - 1] ?? 0)))
  const data = {
    ...smallRun,
    predictions: { ...smallRun.predictions, models: { ...smallRun.predictions.models, rnn: copy } },
  }

  it('lies on the truth when it is moved by −1 day, and what is not a network stays', () => {
    const moved = shiftModels(data, -1).predictions
    expect(moved.models['rnn']?.slice(0, -1)).toEqual(actual.slice(0, -1))
    expect(moved.models['rnn']?.at(-1)).toBeNull()
    expect(moved.actual).toBe(data.predictions.actual)
    expect(moved.persistence).toBe(data.predictions.persistence)
  })

  it('fits best at −1, and the slider says so', () => {
    const curve = shiftErrors(data, copy)
    expect(makeShiftBars(curve).filter(bar => bar.isBest)).toMatchObject([
      { shift: -1, label: '\u22121', height: 0 },
    ])
    expect(describeShift(curve, 0).meaning).toContain('It fits yesterday.')
    expect(describeShift(curve, -1).meaning).toContain('This is yesterday')
  })

  it('keeps the axis where it was, so that only the line moves', () => {
    const axes = [0, -1, 3].map(shift => {
      const option = makeFit(data, { model: 'rnn', view, strip: false, shift }, look)
      return readableOption({ y: option.yAxis as object })
    })
    expect(new Set(axes).size).toBe(1)
  })
})

describe('runs whose losses have no common scale', () => {
  it('are drawn as multiples of persistence, which is 1 for all', () => {
    const [a, b] = relativeLosses([loss('A', 0.0006), loss('B', 0.0003)])
    expect(a?.losses.test[4]).toBeCloseTo(2, 9)
    expect(b?.losses.test[4]).toBeCloseTo(4, 9)
    expect([a?.persistence, b?.persistence]).toEqual([1, 1])
  })
})
