import type { Cell } from '../src/shared/types.ts'

export type Engine = 'hindcast' | 'tf.layers' | 'pytorch'

/** A network to time: B = 128 windows of T = 30 days, F = 1. */
export interface Task {
  readonly cell: Cell
  readonly hidden: number
  readonly layers: number
}

/** What a child is asked for: steps of training for so many milliseconds, but at least so many. */
export interface Round extends Task {
  readonly milliseconds: number
  readonly atLeast: number
}

export const batch = 128
export const window = 30

/** The four sizes of issue and design. */
export const sizes = [
  { hidden: 16, layers: 1 },
  { hidden: 32, layers: 2 },
  { hidden: 64, layers: 2 },
  { hidden: 128, layers: 2 },
] as const

export const cells: readonly Cell[] = ['rnn', 'lstm', 'gru']

/** Bars of the tutorial: 560 windows to train on, 210 to watch. */
export const days = 800
