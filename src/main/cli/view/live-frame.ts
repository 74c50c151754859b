import type { ChalkInstance } from 'chalk'
import { displayName, formatCount } from '../../../shared/charts/format.ts'
import type { RunFacts } from '../run-facts.ts'
import { formatLoss, formatPace, formatTime } from './numbers.ts'
import { type ModelProgress, type Progress, paceOf } from './progress.ts'

export interface FrameOptions {
  readonly columns: number
  readonly paint: ChalkInstance
  /** What goes on beside training: “Measuring”. */
  readonly stage?: string | null
}

/** Widths of the columns right of the bar, each with two spaces before it. */
const widths = { epoch: 7, loss: 8, pace: 6, left: 7 } as const
const rightOfBar = 2 * 7 + widths.epoch + 3 * widths.loss + widths.pace + widths.left
const barWidth = { least: 6, most: 32 } as const

/**
 * All models at once, a line each, with the head above and persistence's line to beat below;
 * figures stand under figures. One string, lines no wider than `columns`.
 */
export function liveFrame(facts: RunFacts, progress: Progress, options: FrameOptions): string {
  const names = Math.max(...progress.models.map(({ name }) => name.length + 2))
  const room = options.columns - names - rightOfBar - 1
  const layout = { ...options, names, bar: Math.min(barWidth.most, Math.max(barWidth.least, room)) }
  const lines = [
    '',
    headLine(facts, layout),
    ...progress.models.map(model => modelLine(facts, model, layout)),
    persistenceLine(facts, layout),
    ...footLines(progress, layout),
  ]
  return lines.map(line => line.trimEnd()).join('\n')
}

interface Layout extends FrameOptions {
  readonly names: number
  readonly bar: number
}

function headLine({ experiment, watched }: RunFacts, { names, bar, paint }: Layout): string {
  const of = `${formatCount(experiment.epochs)} epochs`.slice(0, bar)
  const heads = [
    'epoch'.padStart(widths.epoch),
    ...['train', watched === 'test' ? 'test' : 'valid.', 'best'].map(text =>
      text.padStart(widths.loss)
    ),
    'ms/ep'.padStart(widths.pace),
    'left'.padStart(widths.left),
  ]
  return paint.dim([' '.repeat(names), of.padEnd(bar), ...heads].join('  '))
}

function modelLine(
  { experiment, watched }: RunFacts,
  model: ModelProgress,
  layout: Layout
): string {
  const again = model.phase === 'retrain'
  const name = `${displayName(model.name)}${again ? ' \u21bb' : ''}`.padEnd(layout.names)
  const pace = paceOf(model)
  const losses = [
    model.row?.train,
    again ? null : model.row?.[watched],
    again ? null : model.best?.loss,
  ].map(loss => (model.row === null ? '' : formatLoss(loss)).padStart(widths.loss))
  return [
    name,
    drawBar(model, experiment.epochs, layout),
    (model.epoch > 0 ? formatCount(model.epoch) : '').padStart(widths.epoch),
    ...losses,
    (pace === null ? '' : formatPace(pace)).padStart(widths.pace),
    lastColumn(model, experiment.epochs, pace).padStart(widths.left),
  ].join('  ')
}

function drawBar({ epoch, state }: ModelProgress, epochs: number, { bar, paint }: Layout): string {
  const share = state === 'ended' ? 1 : Math.min(1, epoch / epochs)
  const full = Math.floor(share * bar)
  return paint.cyan('\u2501'.repeat(full)) + paint.dim('\u2500'.repeat(bar - full))
}

/** Time left while training; how long it took once done. */
function lastColumn(model: ModelProgress, epochs: number, pace: number | null): string {
  if (model.state === 'ended') return model.end?.trouble == null ? 'done' : 'stopped'
  if (model.state === 'paused') return 'paused'
  if (model.state === 'waiting') return 'waits'
  return pace === null ? 'begins' : formatTime((pace * (epochs - model.epoch)) / 1000)
}

function persistenceLine({ toBeat }: RunFacts, { names, bar, paint }: Layout): string {
  const label = 'Persistence, to beat'
  const room = names + 2 + bar + 2 + widths.epoch
  const figures = [toBeat.train, toBeat.watched].map(loss => formatLoss(loss).padStart(widths.loss))
  return paint.bold([label.padEnd(room), ...figures].join('  '))
}

function footLines(progress: Progress, { paint, stage }: Layout): string[] {
  const again = progress.models.some(({ phase }) => phase === 'retrain')
  return [
    ...(again ? [paint.dim('\u21bb trains again on all known days, for the forecast')] : []),
    ...(stage ? [paint.dim(`${stage} \u2026`)] : []),
  ]
}
