import { formatCount, formatDate } from '../../../shared/charts/format.ts'
import { describeFailure } from '../../../shared/failure.ts'
import type { MovedValue, Refreshed } from '../../data/refresh.ts'
import type { Dropped } from '../../data/yahoo-answer.ts'

/** What a refresh did, in sentences; the first names the symbol and the day it is known to. */
export function refreshWords(symbol: string, refreshed: Refreshed): string[] {
  const asOf = formatDate(refreshed.asOf)
  switch (refreshed.kind) {
    case 'first':
      return [
        `${symbol}: ${days(refreshed.added)} fetched, up to ${asOf}.`,
        ...left(refreshed.dropped),
      ]
    case 'appended':
      return [
        `${symbol}: ${days(refreshed.added, 'new ')} fetched, up to ${asOf}.`,
        ...left(refreshed.dropped),
      ]
    case 'up-to-date':
      return [
        `${symbol} is up to date: ${asOf} is ${refreshed.asked ? 'the newest day Yahoo has' : 'the last day that has closed'}.`,
      ]
    case 'revised':
      return [...revised(symbol, refreshed), ...left(refreshed.dropped)]
    case 'cached':
      return [describeFailure(refreshed.failure), `The copy of ${symbol} as of ${asOf} is used.`]
  }
}

const days = (n: number, which = '') => `${formatCount(n)} ${which}${n === 1 ? 'day' : 'days'}`

/** History moved: how much of it, an example, and that nothing old was lost. */
function revised(
  symbol: string,
  { asOf, added, moved }: Refreshed & { kind: 'revised' }
): string[] {
  const changed = new Set(moved.map(({ date }) => date)).size
  const example = moved.at(-1)
  const shown = example ? ` (${movedWords(example)})` : ''
  return [
    `${symbol}: Yahoo now tells ${days(changed)} of history differently${shown}, as after a split or a dividend. The series was fetched anew, up to ${formatDate(asOf)}, with ${days(added, 'new ')}; the older revision stays.`,
  ]
}

const movedWords = ({ date, column, before, after }: MovedValue) =>
  `${formatDate(date)}, ${column}: ${price(before)} is now ${price(after)}`

const price = (value: number) =>
  Number.isNaN(value) ? 'missing' : value.toLocaleString('en', { maximumFractionDigits: 6 })

function left({ empty, unfinished, repeated }: Dropped): string[] {
  const reasons = [
    empty > 0 ? `${days(empty)} without a close` : '',
    unfinished > 0 ? 'today, whose session is not over' : '',
    repeated > 0 ? `${days(repeated)} that came twice` : '',
  ].filter(Boolean)
  return reasons.length === 0 ? [] : [`Left out: ${reasons.join(', ')}.`]
}
