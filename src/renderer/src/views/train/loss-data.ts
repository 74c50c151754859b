import { displayName } from '../../../../shared/charts/format.ts'
import type { GradientNormInput } from '../../../../shared/charts/gradient-norm.ts'
import type { LossInput } from '../../../../shared/charts/loss.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import type { ChartTable } from '../../charts/table-csv.ts'
import type { LiveTraining } from '../../state/live-run.ts'
import { bestIndex } from './model-facts.ts'
import { isOver } from './time-left.ts'

export type TrainingCharts = LossInput & GradientNormInput

/** A run's training as the chart builders read it; nothing is copied. */
export function trainingCharts(training: LiveTraining, experiment: Experiment): TrainingCharts {
  const { models, losses, persistenceLoss, watched } = training
  return {
    models: models.map(model => {
      const columns = losses[model.model]
      const best = columns === undefined ? -1 : bestIndex(columns[watched])
      // a ring that moves with each epoch would only be noise
      const bestEpoch = isOver(model) ? (columns?.epoch[best] ?? null) : null
      return { name: model.model, cell: model.cell, bestEpoch }
    }),
    losses,
    persistenceLoss,
    watched,
    clip: experiment.clip,
    ...(models.every(isOver) ? {} : { epochs: experiment.epochs }),
  }
}

type Columns = TrainingCharts['losses'][string]

/** A row an epoch, some columns a network. */
function epochTable(
  { models, losses }: TrainingCharts,
  columns: readonly (readonly [string, (c: Columns) => ArrayLike<number | null>])[]
): ChartTable {
  const own = models.flatMap(({ name }) => {
    const held = losses[name]
    return held === undefined ? [] : [{ name, held }]
  })
  const longest = Math.max(0, ...own.map(({ held }) => held.epoch.length))
  const heads = own.flatMap(({ name }) => columns.map(([head]) => `${displayName(name)} ${head}`))
  const values = own.flatMap(({ held }) => columns.map(([, of]) => of(held)))
  const rows = Array.from({ length: longest }, (_, i) => [
    i + 1,
    ...values.map(column => column[i] ?? null),
  ])
  return { columns: ['epoch', ...heads], rows }
}

export const lossTable = (data: TrainingCharts): ChartTable =>
  epochTable(data, [
    ['train', c => c.train],
    [data.watched, c => c[data.watched]],
  ])

export function skillTable(data: TrainingCharts): ChartTable {
  const level = data.persistenceLoss[data.watched] ?? NaN
  const { columns, rows } = epochTable(data, [['skill', c => c[data.watched]]])
  const skill = (v: number | null) => (v === null ? null : 1 - v / level)
  return { columns, rows: rows.map(([epoch, ...v]) => [epoch ?? null, ...v.map(skillOf)]) }

  function skillOf(v: string | number | null): number | null {
    return typeof v === 'number' ? skill(v) : null
  }
}

export const normTable = (data: TrainingCharts): ChartTable =>
  epochTable(data, [['gradient norm', c => c.gradientNorm]])
