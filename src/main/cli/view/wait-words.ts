import { formatTime } from './numbers.ts'

/** Why nothing seems to happen. */
export const waitWords = (seconds: number, reason: string): string =>
  `Yahoo: ${reason}. Next try in ${formatTime(seconds)}.`
