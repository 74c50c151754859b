import { describe, expect, it } from 'vitest'
import { makeEpochFlags } from '../../../src/shared/charts/epoch-flags.ts'
import { makePlot } from '../../../src/shared/charts/frame.ts'
import {
  describeGradientNorm,
  type GradientNormInput,
  makeGradientNorm,
} from '../../../src/shared/charts/gradient-norm.ts'
import {
  captionLoss,
  describeLoss,
  type LossInput,
  makeLoss,
} from '../../../src/shared/charts/loss.ts'
import { describeSkill, makeSkill } from '../../../src/shared/charts/skill.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 900, height: 320 }
const columns = (train: number[], test: number[]) => ({
  epoch: Float64Array.from(train, (_, i) => i + 1),
  train: Float64Array.from(train),
  validation: Float64Array.from(train, () => Number.NaN),
  test: Float64Array.from(test),
  gradientNorm: Float64Array.from(train, v => v * 10),
})

/** Ten epochs asked for: one network is through, one is at six, one has not begun. */
const half: LossInput & GradientNormInput = {
  models: [
    { name: 'rnn', cell: 'rnn', bestEpoch: null },
    { name: 'lstm', cell: 'lstm', bestEpoch: null },
    { name: 'gru', cell: 'gru', bestEpoch: null },
  ],
  watched: 'test',
  persistenceLoss: { train: 0.0005, validation: null, test: 0.0004 },
  epochs: 10,
  clip: 0.05,
  losses: {
    rnn: columns(
      [0.01, 0.004, 0.002, 0.001, 0.0009, 0.0008, 0.0007, 0.0006, 0.0005, 0.00045],
      [0.02, 0.005, 0.003, 0.002, 0.001, 0.0009, 0.0007, 0.0006, 0.0005, 0.00043]
    ),
    lstm: columns(
      [0.02, 0.006, 0.003, 0.002, 0.001, 0.0009],
      [0.03, 0.007, 0.004, 0.003, 0.002, 0.0008]
    ),
    gru: columns([], []),
  },
}

const options = {
  'loss-live': makeLoss(half, look),
  'loss-linear': makeLoss({ ...half, axis: 'linear' }, look),
  'skill-live': makeSkill(half, look),
  'gradient-norm': makeGradientNorm(half, look),
}

describe('charts of a half-trained run', () => {
  it.each(Object.entries(options))('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it.each(Object.entries(options))(
    'ends the axis of %s at the experiment’s epochs',
    (_, option) => {
      expect([option.xAxis].flat()[0]).toMatchObject({ min: 0, max: 10 })
    }
  )

  it.each(Object.entries(options))(
    'gives each series of %s an id, so that it merges',
    (_, option) => {
      const ids = [option.series ?? []].flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).not.toContain(undefined)
    }
  )

  it('says where a line is that has not come to the end, and not of one that has', () => {
    const text = readableOption(options['loss-live'])
    expect(text).toContain('LSTM, epoch 6')
    expect(text).not.toMatch(/(RNN|GRU), epoch/)
  })

  it('draws the same from lists as from typed arrays', () => {
    const lists = Object.fromEntries(
      Object.entries(half.losses).map(([name, c]) => [
        name,
        { ...c, epoch: Array.from(c.epoch), train: Array.from(c.train), test: Array.from(c.test) },
      ])
    )
    expect(readableOption(makeLoss({ ...half, losses: lists }, look))).toBe(
      readableOption(options['loss-live'])
    )
  })

  it('says all in words, of a run without an epoch too', async () => {
    const empty = { ...half, losses: { rnn: columns([], []) } }
    const words = [half, empty].flatMap(data => [
      captionLoss({ ...data, axis: 'linear' }),
      describeLoss(data),
      describeSkill(data),
      describeGradientNorm(data),
    ])
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/words-live.txt')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
    for (const make of [makeLoss, makeSkill]) expect(() => make(empty, look)).not.toThrow()
    expect(() => makeGradientNorm(empty, look)).not.toThrow()
  })
})

describe('makeEpochFlags', () => {
  const plot = makePlot(
    look,
    { left: 40, right: 120, top: 10, bottom: 30 },
    { min: 0, max: 100 },
    { min: 0, max: 1 }
  )
  const flag = (name: string, epoch: number) => ({ name, color: '#000', epoch, y: 0.2 })
  const textsOf = (flags: Parameters<typeof makeEpochFlags>[1]) =>
    makeEpochFlags(plot, flags).filter(
      (e): e is { id: string; y: number; style: { align: string } } => 'y' in e
    )

  it('puts flags that would meet above each other', () => {
    const [a, b, c] = textsOf([flag('A', 50), flag('B', 51), flag('C', 90)])
    expect(a!.y - b!.y).toBe(15)
    expect(c!.y).toBe(a!.y)
  })

  it('writes to the left where the right has no room', () => {
    expect(textsOf([flag('A', 20), flag('B', 99)]).map(t => t.style.align)).toEqual([
      'left',
      'right',
    ])
  })

  it('leaves out what has no room above its point', () => {
    expect(makeEpochFlags(plot, [{ ...flag('A', 50), y: 0.99 }])).toEqual([])
  })
})
