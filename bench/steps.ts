import type { BenchChild } from './children.ts'
import { type Engine, sizes, type Task } from './task.ts'

/** Milliseconds a step of one engine at one network. */
export interface StepTime extends Task {
  readonly engine: Engine
  readonly medianMs: number
  readonly minMs: number
}

export interface Effort {
  readonly rounds: number
  /** Of one engine in one round. */
  readonly milliseconds: number
}

/**
 * Times every network on every engine, alternating: round by round each engine has its turn, so
 * that a busy minute of the machine falls on all of them.
 */
export async function timeSteps(
  children: readonly BenchChild[],
  cells: readonly Task['cell'][],
  effort: Effort,
  onDone: (times: readonly StepTime[]) => void
): Promise<StepTime[]> {
  const all: StepTime[] = []
  for (const size of sizes)
    for (const cell of cells) {
      const times = await timeOne(children, { cell, ...size }, effort)
      all.push(...times)
      onDone(times)
    }
  return all
}

async function timeOne(children: readonly BenchChild[], task: Task, effort: Effort) {
  const taken = new Map<BenchChild, number[]>(children.map(child => [child, []]))
  for (let round = 0; round < effort.rounds; round++)
    for (const child of children) {
      const times = await child.time({ ...task, milliseconds: effort.milliseconds, atLeast: 2 })
      taken.get(child)?.push(...times)
    }
  return [...taken].map(([{ engine }, times]) => summarise(engine, task, times))
}

const summarise = (engine: Engine, task: Task, times: readonly number[]): StepTime => ({
  engine,
  ...task,
  medianMs: median(times),
  minMs: Math.min(...times),
})

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}
