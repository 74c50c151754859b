import type { EChartsOption } from 'echarts'
import { describeChange, makeChange } from '../../shared/charts/change.ts'
import type { ChartData } from '../../shared/charts/chart-data.ts'
import {
  describeCumulativeReturn,
  makeCumulativeReturn,
} from '../../shared/charts/cumulative-return.ts'
import { closeUp, describeFit, makeFit, wholeView } from '../../shared/charts/fit.ts'
import { describeForecast, makeForecast } from '../../shared/charts/forecast.ts'
import { displayName } from '../../shared/charts/format.ts'
import type { Look } from '../../shared/charts/frame.ts'
import { describeGradients, makeGradients } from '../../shared/charts/gradients.ts'
import { describeHindcast, makeHindcast } from '../../shared/charts/hindcast.ts'
import { describeLag, makeLag } from '../../shared/charts/lag.ts'
import { describeLoss, makeLoss } from '../../shared/charts/loss.ts'
import { describeResiduals, makeResiduals } from '../../shared/charts/residuals.ts'
import { describeSkill, makeSkill } from '../../shared/charts/skill.ts'

/** One picture of a run: its file name, its size, its words and how to draw it. */
export interface Figure {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly draw: (look: Look) => EChartsOption
}

/** Room for a label a network at the line's end, and never a squat plot. */
const tallEnough = (height: number, models: number): number =>
  Math.max(height, 16 * (models + 2) + 60)

/** Every picture of a run, in the report's order. Those of one network carry its name. */
export function makeFigures(data: ChartData): Figure[] {
  const count = data.models.length
  const fan = { fan: data.closest }
  return [
    figure(
      'cumulative-return',
      'Cumulative return',
      920,
      240,
      describeCumulativeReturn(data),
      look => makeCumulativeReturn(data, look)
    ),
    figure('loss', 'Loss', 920, tallEnough(320, count), describeLoss(data), look =>
      makeLoss(data, look)
    ),
    figure('skill', 'Skill so far', 920, tallEnough(230, count), describeSkill(data), look =>
      makeSkill(data, look)
    ),
    ...data.models.flatMap(m => modelFigures(data, m.name)),
    ...fitFigures(data, 'all', tallEnough(320, count)),
    figure('hindcast', 'Hindcast', 920, tallEnough(320, count), describeHindcast(data, fan), look =>
      makeHindcast(data, look, fan)
    ),
    figure('forecast', 'Forecast', 920, tallEnough(360, count), describeForecast(data, fan), look =>
      makeForecast(data, look, fan)
    ),
    figure(
      'gradients',
      'Gradients by time step',
      920,
      tallEnough(260, Math.min(8, 2 * count)),
      describeGradients(data),
      look => makeGradients(data, look)
    ),
  ]
}

const figure = (
  name: string,
  title: string,
  width: number,
  height: number,
  description: string,
  draw: (look: Look) => EChartsOption
): Figure => ({ name, title, width, height, description, draw })

/** The whole series with its strip, and the last days, where one sees what the whole hides. */
function fitFigures(data: ChartData, model: string, height: number): Figure[] {
  const whole = { model, view: wholeView(data.predictions), strip: false }
  const near = { model, view: closeUp(data.predictions), strip: true }
  const name = model === 'all' ? 'All networks' : displayName(model)
  const words = describeFit(data, model)
  return [
    figure(`fit-${model}`, `Predicted and actual, ${name}`, 920, height, words, look =>
      makeFit(data, whole, look)
    ),
    figure(
      `fit-${model}-last-days`,
      `Predicted and actual, ${name}, last days`,
      920,
      height,
      words,
      look => makeFit(data, near, look)
    ),
  ]
}

const modelFigures = (data: ChartData, model: string): Figure[] => [
  ...fitFigures(data, model, 320),
  figure(`lag-${model}`, `Shift, ${displayName(model)}`, 453, 220, describeLag(data, model), look =>
    makeLag(data, model, look)
  ),
  figure(
    `change-${model}`,
    `Change, ${displayName(model)}`,
    453,
    300,
    describeChange(data, model),
    look => makeChange(data, model, look)
  ),
  figure(
    `residuals-${model}`,
    `Residuals, ${displayName(model)}`,
    920,
    240,
    describeResiduals(data, model),
    look => makeResiduals(data, model, look)
  ),
]
