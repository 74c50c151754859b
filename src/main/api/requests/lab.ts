import { failed } from '../../../shared/failure.ts'
import { readLeakage } from '../read-leakage.ts'
import { saveCertificate } from '../save-certificate.ts'
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
  readLeakage: ({ h }, { id }) => readLeakage(h, id),
  saveCertificate: (context, { id }) => saveCertificate(context, id),
  readDiary: () => failed({ kind: 'cancelled' }),
  freezeForecast: () => failed({ kind: 'cancelled' }),
  readProvenance: () => failed({ kind: 'cancelled' }),
  compareRevisions: () => failed({ kind: 'cancelled' }),
}
