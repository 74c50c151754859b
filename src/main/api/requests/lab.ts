import { failed } from '../../../shared/failure.ts'
import type { Handlers } from './handlers.ts'

/** The lab beside studies: replay, leakage, diary, provenance. */
export const labHandlers: Handlers<
  | 'readReplay'
  | 'readLeakage'
  | 'saveCertificate'
  | 'readDiary'
  | 'freezeForecast'
  | 'readProvenance'
  | 'compareRevisions'
> = {
  readReplay: () => failed({ kind: 'cancelled' }),
  readLeakage: () => failed({ kind: 'cancelled' }),
  saveCertificate: () => failed({ kind: 'cancelled' }),
  readDiary: () => failed({ kind: 'cancelled' }),
  freezeForecast: () => failed({ kind: 'cancelled' }),
  readProvenance: () => failed({ kind: 'cancelled' }),
  compareRevisions: () => failed({ kind: 'cancelled' }),
}
