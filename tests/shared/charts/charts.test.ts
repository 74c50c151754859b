import { describe, expect, it } from 'vitest'
import { describeChange, makeChange } from '../../../src/shared/charts/change.ts'
import {
  describeCumulativeReturn,
  makeCumulativeReturn,
} from '../../../src/shared/charts/cumulative-return.ts'
import { closeUp, describeFit, makeFit, wholeView } from '../../../src/shared/charts/fit.ts'
import { describeForecast, makeForecast } from '../../../src/shared/charts/forecast.ts'
import { describeGradients, makeGradients } from '../../../src/shared/charts/gradients.ts'
import { describeHindcast, makeHindcast } from '../../../src/shared/charts/hindcast.ts'
import { describeLag, makeLag } from '../../../src/shared/charts/lag.ts'
import { captionLoss, describeLoss, makeLoss } from '../../../src/shared/charts/loss.ts'
import { describeResiduals, makeResiduals } from '../../../src/shared/charts/residuals.ts'
import { describeSkill, makeSkill } from '../../../src/shared/charts/skill.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { readableOption } from './readable-option.ts'
import { smallRun } from './small-run.ts'

const look = { theme: lightTheme, width: 640, height: 320 }
const near = { model: 'lstm', view: closeUp(smallRun.predictions, 4), strip: true }
const all = { model: 'all', view: wholeView(smallRun.predictions), strip: false }

const options = {
  'cumulative-return': makeCumulativeReturn(smallRun, look),
  loss: makeLoss(smallRun, look),
  skill: makeSkill(smallRun, look),
  'fit-lstm': makeFit(smallRun, near, look),
  'fit-all': makeFit(smallRun, all, look),
  lag: makeLag(smallRun, 'rnn', look),
  change: makeChange(smallRun, 'rnn', look),
  residuals: makeResiduals(smallRun, 'rnn', look),
  hindcast: makeHindcast(smallRun, look),
  forecast: makeForecast(smallRun, look),
  gradients: makeGradients(smallRun, look),
}

describe('charts of a small run', () => {
  it.each(Object.entries(options))('draws %s as stored', async (name, option) => {
    await expect(readableOption(option)).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  it.each(Object.entries(options).filter(([name]) => name !== 'gradients'))(
    'draws and names persistence in %s',
    (_, option) => expect(readableOption(option).toLowerCase()).toContain('persistence')
  )

  it.each(Object.entries(options))('never animates %s and has no tooltip in HTML', (_, option) => {
    expect(option.animation).toBe(false)
    for (const tooltip of [option.tooltip ?? []].flat()) expect(tooltip.renderMode).toBe('richText')
  })

  it('draws persistence above the networks', () => {
    const depths = [options['fit-all'].series ?? []].flat().map(s => [s.name, s.z] as const)
    const of = (name: string) => depths.find(d => d[0] === name)?.[1] ?? 0
    expect(of('Persistence')).toBeGreaterThan(of('LSTM'))
  })

  it('takes its colours from the theme it is given', () => {
    const dark = readableOption(makeLoss(smallRun, { ...look, theme: darkTheme }))
    expect(dark).toContain(darkTheme.cells.rnn)
    expect(dark).not.toContain(lightTheme.cells.rnn)
  })
})

describe('charts in words', () => {
  it('says each with its numbers', async () => {
    const words = [
      describeCumulativeReturn(smallRun),
      captionLoss(smallRun),
      describeLoss(smallRun),
      describeSkill(smallRun),
      describeFit(smallRun, 'lstm'),
      describeFit(smallRun, 'all'),
      describeLag(smallRun, 'rnn'),
      describeChange(smallRun, 'rnn'),
      describeResiduals(smallRun, 'rnn'),
      describeHindcast(smallRun),
      describeForecast(smallRun),
      describeGradients(smallRun),
    ]
    await expect(words.join('\n\n')).toMatchFileSnapshot('snapshots/words.txt')
    expect(words.join(' ')).not.toMatch(/NaN|undefined|Infinity/)
  })
})
