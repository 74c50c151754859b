import type { DayWriting } from '../../../shared/understood.ts'
import type { DayColumn } from './dates.ts'

/** How the days of a column are written, in the words of the line on what was understood. */
export function describeDays(days: DayColumn | null): DayWriting {
  switch (days?.spelling) {
    case 'excel':
      return 'Excel’s day numbers'
    case 'seconds':
    case 'milliseconds':
    case 'microseconds':
    case 'nanoseconds':
      return `Unix ${days.spelling}`
    case 'named':
      return 'months by name'
    case 'numeric':
    case 'two-digit':
      return orders[days.order ?? 'day-first']
    default:
      return 'year first'
  }
}

const orders = {
  'day-first': 'day first',
  'month-first': 'month first',
  'year-first': 'year first',
} as const
