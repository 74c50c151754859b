import type { StepTime } from './steps.ts'
import type { Engine, Task } from './task.ts'
import type { TutorialTime } from './tutorial.ts'

/** A promise of the design, and what was measured of it. */
export interface Target {
  readonly what: string
  readonly wanted: number
  /** NaN where it was not measured. */
  readonly got: number
}

type Rival = Exclude<Engine, 'hindcast'>

/** Issue 3, section 4: geometric means over the three cells, by hidden size. */
const wanted: Readonly<Record<Rival, Readonly<Record<number, number>>>> = {
  'tf.layers': { 16: 35, 32: 25, 64: 10 },
  pytorch: { 16: 1.8, 32: 1.5, 64: 1.1 },
}
const slowestAllowed = 0.85 // against PyTorch, any cell of any size
const tutorialWanted = 3 // against PyTorch, one model after the other

/** How many times faster ours is, by the medians; NaN where one is missing. */
export function ratio(times: readonly StepTime[], rival: Rival, task: Task): number {
  const of = (engine: Engine) => times.find(time => time.engine === engine && isOf(time, task))
  return (of(rival)?.medianMs ?? Number.NaN) / (of('hindcast')?.medianMs ?? Number.NaN)
}

const isOf = (time: StepTime, { cell, hidden, layers }: Task): boolean =>
  time.cell === cell && time.hidden === hidden && time.layers === layers

const tasksOf = (times: readonly StepTime[]): StepTime[] =>
  times.filter(time => time.engine === 'hindcast')

/** Geometric mean of the ratios at one hidden size. */
export function meanRatio(times: readonly StepTime[], rival: Rival, hidden: number): number {
  const ratios = tasksOf(times)
    .filter(time => time.hidden === hidden)
    .map(task => ratio(times, rival, task))
  return Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length)
}

export function makeTargets(
  times: readonly StepTime[],
  tutorial: readonly TutorialTime[]
): Target[] {
  const means = (['tf.layers', 'pytorch'] as const).flatMap(rival =>
    Object.entries(wanted[rival]).map(([hidden, want]) => ({
      what: `${rival}, ${hidden} units, mean of the cells`,
      wanted: want,
      got: meanRatio(times, rival, Number(hidden)),
    }))
  )
  const each = tasksOf(times).map(task => ratio(times, 'pytorch', task))
  const seconds = (engine: TutorialTime['engine']) =>
    tutorial.find(time => time.engine === engine)?.seconds ?? Number.NaN
  return [
    ...means,
    { what: 'pytorch, slowest cell', wanted: slowestAllowed, got: Math.min(...each) },
    {
      what: 'whole tutorial against PyTorch, one after the other',
      wanted: tutorialWanted,
      got: seconds('pytorch') / seconds('hindcast'),
    },
  ]
}
