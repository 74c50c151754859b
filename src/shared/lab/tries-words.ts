import { formatCount } from '../charts/format.ts'

/**
 * How many specifications were ever trained on a series, in the same words everywhere: Results, Lab,
 * Learn, report and command line. The number itself is counted in one place, `store/tries.ts`, each
 * time a run or a study is read.
 */

/** `1 try`, `3 tries` */
export const triesWords = (tries: number): string =>
  tries === 1 ? '1 try' : `${formatCount(tries)} tries`

/** How much a good result weighs: the more was tried, the less. */
export const triesSentence = (tries: number): string =>
  tries === 1
    ? 'This is the first specification tried on this series.'
    : `${formatCount(tries)} specifications were tried on this series, this one included: the more tries, the likelier a lucky one.`

/** What pressing Train costs beside time. `newTry`: null where the specification was tried before. */
export const tryAhead = (newTry: number | null): string =>
  newTry === null
    ? 'Tried on this series before: no new try.'
    : `Try ${formatCount(newTry)} on this series.`

/** Before a placebo with a small network is asked for, so that nobody spends a try unawares. */
export const smallNetworkTry =
  'The small network is trained on the real series too: a specification of its own, so this counts as one more try, once, however often you ask.'
