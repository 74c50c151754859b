import type { StudyKind } from '../../shared/studies/study.ts'
import type { KindOfStudy } from './kind.ts'
import { backtest } from './kinds/backtest.ts'
import { placebo } from './kinds/placebo.ts'
import { proof } from './kinds/proof.ts'
import { seeds } from './kinds/seeds.ts'

const kinds = { backtest, placebo, seeds, proof } as const satisfies {
  // what a unit holds is the kind's own business: it reads back what it wrote
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own type of unit
  readonly [K in StudyKind]: KindOfStudy<K, any>
}

/** The kind of that name, its units unknown to everybody else. */
export const kindOf = <K extends StudyKind>(kind: K): KindOfStudy<K, unknown> =>
  kinds[kind] as unknown as KindOfStudy<K, unknown>
