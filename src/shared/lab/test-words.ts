import { displayName, formatNumber } from '../charts/format.ts'
import type { Results } from '../results.ts'
import { listWords, pWords } from './words.ts'

/** What has to be known with a p: how alike the days were, and what the test cannot see. */

/** How the test is made, for those who want to make it again. */
export const testMethod =
  'Diebold–Mariano against persistence, two-sided, with a long-run variance from equally weighted cosines and Student’s t (Lazarus, Lewis, Stock and Watson 2018)'

/** `Differences of squared errors resemble the day before’s: lag-1 autocorrelation LSTM 0.21 (t with 14 degrees of freedom).` Empty for results of before. */
export function likenessSentence({ verdicts }: Pick<Results, 'verdicts'>): string {
  const told = verdicts.flatMap(({ model, lag1, freedom }) =>
    lag1 == null || freedom == null
      ? []
      : [`${displayName(model)} ${formatNumber(lag1, 2)} (t with ${freedom} degrees of freedom)`]
  )
  return told.length === 0
    ? ''
    : `Lag-1 autocorrelation of the daily differences of squared errors: ${listWords(told)}.`
}

/** Clark–West beside the verdict, and why; empty for results of before. */
export function clarkWestSentence({ verdicts }: Pick<Results, 'verdicts'>): string {
  const told = verdicts.flatMap(({ model, clarkWest }) =>
    clarkWest == null ? [] : [`${displayName(model)} ${pWords(clarkWest.p)}`]
  )
  return told.length === 0
    ? ''
    : `Persistence is nested in the networks, which pay for estimating their weights, so Diebold–Mariano finds too little rather than too much. Clark–West takes that price off and asks, one-sided and without Holm, whether a network knows anything that persistence does not: ${listWords(told)}.`
}

/** What a sealed price is; empty under tutorial. */
export const medianSentence = ({ unit }: Pick<Results, 'unit'>): string =>
  unit === 'price'
    ? 'A predicted price is P · exp(r̂), r̂ the predicted log return: a median-type forecast, a little below the mean.'
    : ''

export const seedsCaution =
  'Seeds are not counted as tries: the best of many seeds is a choice made by luck, and no p here adjusts for it.'

export const adaptiveCaution =
  'The level is kept within bounds and a miss h days ahead is known h days late, so the guarantee of Gibbs and Candès (2021) for adaptive bands does not cover these; what they held is measured.'

export const permutedCaution =
  'Shuffled days are an exact test only where returns are exchangeable. Calm and wild stretches of real prices are not; flipped signs keep them, and are the right form for prices.'
