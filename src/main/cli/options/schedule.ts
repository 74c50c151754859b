import { InvalidArgumentError } from 'commander'
import type { Schedule } from '../../../shared/experiment.ts'
import { readNumber } from './readers.ts'

/** The learning rate over time: `constant`, `step:500:0.5`, `exponential:0.999`, `cosine`, `cosine:0.1`. */
export function readSchedule(text: string): Schedule {
  const [kind = '', ...rest] = text.split(':')
  const numbers = rest.map(readNumber)
  const [first = Number.NaN, second = Number.NaN] = numbers
  if (kind === 'constant' && rest.length === 0) return { kind }
  if (kind === 'step' && rest.length === 2) return { kind, every: first, factor: second }
  if (kind === 'exponential' && rest.length === 1) return { kind, factor: first }
  if (kind === 'cosine' && rest.length < 2) return { kind, floor: rest.length === 0 ? 0 : first }
  throw new InvalidArgumentError(
    'It takes constant, step:EVERY:FACTOR, exponential:FACTOR or cosine[:FLOOR].'
  )
}

/** As `readSchedule` reads it back. */
export function scheduleText(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return 'constant'
    case 'step':
      return `step:${schedule.every}:${schedule.factor}`
    case 'exponential':
      return `exponential:${schedule.factor}`
    case 'cosine':
      return `cosine:${schedule.floor}`
  }
}
