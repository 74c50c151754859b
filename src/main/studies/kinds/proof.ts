import { failed } from '../../../shared/failure.ts'
import type { KindOfStudy } from '../kind.ts'

export const proof: KindOfStudy<'proof', unknown> = {
  count: () => failed({ kind: 'cancelled' }),
  work: async () => failed({ kind: 'cancelled' }),
  conclude: async () => failed({ kind: 'cancelled' }),
}
