import type { SpecOf, StudyKind, StudySpec } from './study.ts'

/** A study's question in a few words, for a list: `backtest, stride 5, 30 days, fixed networks`. */
export const describeStudy = <K extends StudyKind>(spec: SpecOf<K>): string =>
  `${spec.kind}${detailsOf(spec)
    .map(text => `, ${text}`)
    .join('')}`

function detailsOf(spec: StudySpec): string[] {
  switch (spec.kind) {
    case 'backtest':
      return [backtestWords(spec)]
    case 'placebo':
      return [`${spec.count} ${spec.placebo} copies`]
    case 'seeds':
      return [`${spec.count} seeds`]
    case 'proof':
      return []
  }
}

/** `stride 5, 30 days ahead, fixed networks` */
export const backtestWords = ({ stride, horizon, training }: SpecOf<'backtest'>): string =>
  `stride ${stride}, ${horizon} ${horizon === 1 ? 'day' : 'days'} ahead, ${training === 'fixed' ? 'fixed networks' : 'trained at each origin'}`
