import { attempt } from '../attempt.ts'
import { readDiary } from '../read-diary.ts'
import { readLeakage } from '../read-leakage.ts'
import { compareRevisions, readProvenance } from '../read-provenance.ts'
import { readReplay } from '../read-replay.ts'
import { saveCertificate } from '../save-certificate.ts'
import { freezeForecast } from '../tell-diary.ts'
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
  readReplay: ({ h }, arg) => readReplay(h, arg),
  readLeakage: ({ h }, { id }) => readLeakage(h, id),
  saveCertificate: (context, { id }) => saveCertificate(context, id),
  readDiary: ({ h }, { revisionId }) => attempt(h, () => readDiary(h, revisionId)),
  freezeForecast: (context, { id }) => freezeForecast(context, id),
  readProvenance: ({ h }, { id }) => readProvenance(h, id),
  compareRevisions: ({ h }, wanted) => compareRevisions(h, wanted),
}
