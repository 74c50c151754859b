import chalk from 'chalk'
import Table from 'cli-table3'
import type { StepTime } from './steps.ts'
import { meanRatio, ratio, type Target } from './targets.ts'
import { type Engine, sizes } from './task.ts'
import type { TutorialTime } from './tutorial.ts'

const style = { head: [], border: [], compact: true }

const times = (x: number): string => (Number.isFinite(x) ? `${x.toPrecision(3)}×` : '—')

const nameOf = ({ cell, hidden, layers }: StepTime): string =>
  `${cell.toUpperCase()} ${hidden}×${layers}`

/** A line while it runs. */
export const describeStep = (measured: readonly StepTime[]): string =>
  `${nameOf(measured[0] as StepTime).padEnd(11)}${measured
    .map(({ engine, medianMs, minMs }) => `${engine} ${pair(medianMs, minMs)}`)
    .join('   ')}`

const pair = (median: number, min: number): string =>
  `${median.toPrecision(3)} (${min.toPrecision(3)})`

/** Milliseconds a step, median (min), and how many times faster ours is. */
export function showRatios(measured: readonly StepTime[]): string {
  const head = [
    'ms a step: median (min)',
    'hindcast',
    'tf.layers',
    'pytorch',
    'tf.layers ÷',
    'pytorch ÷',
  ]
  const table = new Table({ head, style })
  for (const size of sizes) {
    const own = measured.filter(time => time.engine === 'hindcast' && time.hidden === size.hidden)
    for (const task of own) {
      const cell = (engine: Engine) => {
        const time = measured.find(t => t.engine === engine && nameOf(t) === nameOf(task))
        return time ? pair(time.medianMs, time.minMs) : '—'
      }
      const factors = (['tf.layers', 'pytorch'] as const).map(rival =>
        times(ratio(measured, rival, task))
      )
      table.push([nameOf(task), cell('hindcast'), cell('tf.layers'), cell('pytorch'), ...factors])
    }
    const means = (['tf.layers', 'pytorch'] as const).map(rival =>
      chalk.bold(times(meanRatio(measured, rival, size.hidden)))
    )
    table.push([chalk.bold(`geometric mean, ${size.hidden}×${size.layers}`), '', '', '', ...means])
  }
  return table.toString()
}

export function showTutorial(measured: readonly TutorialTime[]): string {
  const table = new Table({ head: ['tutorial, 200 epochs, from process start', 'seconds'], style })
  for (const { engine, seconds } of measured) table.push([ways[engine], seconds.toFixed(2)])
  return table.toString()
}

const ways: Readonly<Record<TutorialTime['engine'], string>> = {
  hindcast: 'hindcast, three models at once',
  pytorch: 'PyTorch, one after the other',
  'pytorch-parallel': 'PyTorch, three processes at once',
}

export function showTargets(targets: readonly Target[]): string {
  const table = new Table({ head: ['times faster than', 'wanted', 'measured', ''], style })
  for (const { what, wanted, got } of targets)
    table.push([what, `≥ ${wanted}×`, times(got), verdict(wanted, got)])
  return table.toString()
}

function verdict(wanted: number, got: number): string {
  if (Number.isNaN(got)) return chalk.dim('not measured')
  return got >= wanted ? chalk.green('reached') : chalk.red('not reached')
}
